"""What this room registers when the portal starts."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.documents"
    verbose_name = "dokumenty"
