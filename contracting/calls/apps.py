"""What this room registers when the portal starts."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "contracting.calls"
    verbose_name = "konkursy"

    def ready(self) -> None:
        """Register law, procedure, documents, scans, letters, doors and panels."""
        from contracting.calls import advice_letters, law, letters
        from contracting.calls.advice_panel import ADVISING
        from contracting.calls.advice_procedure import CALL_ADVICE
        from contracting.calls.documents import ANNOUNCEMENT
        from contracting.calls.panels import DRAWN, FOR_ORGANISATIONS, MONEY, OPEN_CALLS, ORIGIN
        from contracting.calls.procedure import PROCEDURE
        from contracting.calls.scans import SCAN
        from contracting.calls.talk import DRAFT_KIND
        from mkus_portal.attachments import registry as attachments_registry
        from mkus_portal.documents import registry as documents_registry
        from mkus_portal.drafting import registry as drafting_registry
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        law_register.add(law.MIN_DAYS, law.EARLIEST_DEADLINE)
        engine.register(PROCEDURE)
        engine.register(CALL_ADVICE)
        drafting_registry.register(DRAFT_KIND)
        documents_registry.register(ANNOUNCEMENT)
        attachments_registry.register(SCAN)
        messages.register(*letters.KINDS, letters.ANSWERED, *advice_letters.ADVICE_KINDS)
        panels.register(OPEN_CALLS, FOR_ORGANISATIONS, MONEY, DRAWN, ORIGIN, ADVISING)
        navigation.register(
            navigation.Entry(
                "Konkursy", "call-list", lambda act: True, order=10, fold=navigation.Fold.CALLS
            ),
            navigation.Entry(
                "Nasze konkursy",
                "office-call-list",
                lambda act: act.holds(*OFFICE_ROLES),
                order=20,
                fold=navigation.Fold.CALLS,
            ),
        )
