"""What this room registers when the portal starts."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.drafting"
    verbose_name = "formularze"
