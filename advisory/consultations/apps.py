"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.consultations"
    verbose_name = "konsultacje"

    def ready(self) -> None:
        """Register moves, letters, the note, the unit's panel and doors."""
        from advisory.consultations import letters
        from advisory.consultations.documents import CONSULTATION_NOTE
        from advisory.consultations.panels import CONSULTATIONS
        from advisory.consultations.procedure import CONSULTATION
        from advisory.consultations.taking_over import tell_open
        from advisory.programmes import advising
        from mkus_portal.documents import registry
        from mkus_portal.notifications import messages
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        engine.register(CONSULTATION)
        messages.register(letters.SENT, letters.AGREED, letters.DISPUTED)
        registry.register(CONSULTATION_NOTE)
        panels.register(CONSULTATIONS)
        advising.register(tell_open)
        everybody = ("adviser", "programme_coordinator", "operator", *OFFICE_ROLES)
        navigation.register(
            navigation.Entry(
                "Moje jednostki", "own-units", lambda act: act.holds("adviser"), order=10
            ),
            navigation.Entry(
                "Konsultacje",
                "consultation-list",
                lambda act: act.holds(*everybody),
                order=62,
                fold=navigation.Fold.SUPPORT,
            ),
        )
