"""What this room registers when the portal starts."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.attachments"
    verbose_name = "załączniki"
