"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.programmes"
    verbose_name = "programy wsparcia"
