"""What this room registers when the portal starts."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "contracting.analysis"
    verbose_name = "analizy MKUS"

    def ready(self) -> None:
        """Read the method (a wrong file stops the start); register form, moves, report."""
        from contracting.analysis import coaching, modules, registering
        from contracting.analysis.documents import DOCUMENTS
        from contracting.analysis.economic_live import ECONOMIC
        from contracting.analysis.form import draft_kind
        from contracting.analysis.letters import CLOSED, INVITED, MET
        from contracting.analysis.procedure import PROCEDURE
        from contracting.analysis.social_procedure import PROCEDURES
        from mkus_portal.documents import registry as documents_registry
        from mkus_portal.drafting import registry as drafting_registry
        from mkus_portal.notifications import messages
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation
        from mkus_portal.workflow import engine

        for procedure in (PROCEDURE, *PROCEDURES):
            engine.register(procedure)
        documents_registry.register(*DOCUMENTS)
        messages.register(CLOSED, INVITED, MET)
        modules.register(ECONOMIC, *registering.MODULES)
        drafting_registry.register(draft_kind(coaching.live), *registering.DRAFT_KINDS)
        navigation.register(
            navigation.Entry(
                "Analizy", "analysis-list", lambda act: act.holds(*OFFICE_ROLES), order=15
            )
        )
