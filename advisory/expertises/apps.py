"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ExpertisesConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.expertises"
    verbose_name = "ekspertyzy"
