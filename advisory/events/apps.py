"""What this room registers when the portal starts."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.events"
    verbose_name = "wydarzenia programu"

    def ready(self) -> None:
        """Register moves, letters, documents, materials, the unit's panel and the door."""
        from advisory.events import letters
        from advisory.events.documents import ATTENDANCE_LIST, EVENT_CERTIFICATE, EVENT_REPORT
        from advisory.events.files import MATERIALS
        from advisory.events.panels import EVENTS
        from advisory.events.procedure import EVENT
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        engine.register(EVENT)
        messages.register(*letters.KINDS)
        registry.register(ATTENDANCE_LIST, EVENT_REPORT, EVENT_CERTIFICATE)
        attachments.register(MATERIALS)
        panels.register(EVENTS)
        navigation.register(
            navigation.Entry(
                "Wydarzenia",
                "event-list",
                lambda act: act.holds("adviser", "programme_coordinator"),
                order=63,
                fold=navigation.Fold.SUPPORT,
            )
        )
