"""What this room registers when the portal starts."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers the ground floor's own letters."""

    name = "mkus_portal.notifications"
    verbose_name = "powiadomienia"

    def ready(self) -> None:
        """Register the letter that invites people."""
        from mkus_portal.notifications import messages
        from mkus_portal.notifications.invitations import INVITED

        messages.register(INVITED)
