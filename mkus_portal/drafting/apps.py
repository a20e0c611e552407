"""What this room registers when the portal starts."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "mkus_portal.drafting"
    verbose_name = "formularze"

    def ready(self) -> None:
        """Register the moves of a thread and the letter that tells of comments."""
        from mkus_portal.drafting.actions.telling import COMMENTED
        from mkus_portal.drafting.procedure import THREAD
        from mkus_portal.notifications import messages
        from mkus_portal.workflow import engine

        engine.register(THREAD)
        messages.register(COMMENTED)
