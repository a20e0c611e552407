"""What this room registers when the portal starts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers what the ground floor itself shows."""

    name = "mkus_portal.web"
    verbose_name = "strony"

    def ready(self) -> None:
        """Register the doors that belong to no room, the desk's invitations and first steps."""
        from mkus_portal.attachments.condemned import register_sequel
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation, panels
        from mkus_portal.web.condemned import CONDEMNED, tell_the_sender
        from mkus_portal.web.pages.invitation import PANEL
        from mkus_portal.web.pages.offices import FIRST_STEPS
        from mkus_portal.web.pages.permissions import acts_for_somebody

        messages.register(CONDEMNED)
        register_sequel(tell_the_sender)
        panels.register(PANEL, FIRST_STEPS)
        navigation.register(
            navigation.Entry("Biurko", "desk", lambda act: act.user is not None, order=5),
            navigation.Entry(
                "Osoby",
                "people",
                lambda act: bool(acts_for_somebody(act)),
                order=80,
                fold=navigation.Fold.PEOPLE,
            ),
            navigation.Entry(
                "Dane urzędu",
                "own-office",
                lambda act: act.holds("office_admin"),
                order=85,
                fold=navigation.Fold.PEOPLE,
            ),
        )
