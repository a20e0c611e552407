"""What this room registers when the portal starts."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.law"
    verbose_name = "prawo"
