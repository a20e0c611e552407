"""What this room registers when the portal starts."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.workflow"
    verbose_name = "przebieg spraw"
