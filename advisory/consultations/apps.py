"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.consultations"
    verbose_name = "konsultacje"

    def ready(self) -> None:
        """Register moves, letters, the note, files, panels and doors."""
        from advisory.consultations.documents import CONSULTATION_NOTE
        from advisory.consultations.files import CONSULTATION_FILES
        from advisory.consultations.letters import LETTERS
        from advisory.consultations.panels import CONSULTATIONS, QUESTIONS
        from advisory.consultations.procedure import CONSULTATION, CORRECTION
        from advisory.consultations.taking_over import tell_open
        from advisory.programmes import advising
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry
        from mkus_portal.notifications import messages
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        engine.register(CONSULTATION)
        engine.register(CORRECTION)
        messages.register(*LETTERS)
        registry.register(CONSULTATION_NOTE)
        attachments.register(CONSULTATION_FILES)
        panels.register(CONSULTATIONS, QUESTIONS)
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
