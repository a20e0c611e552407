"""What this room registers when the portal starts."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "contracting.analysis"
    verbose_name = "analizy MKUS"

    def ready(self) -> None:
        """Read the method (a wrong file stops the start); register law, form, moves, documents."""
        from contracting.analysis import coaching, law, modules, registering
        from contracting.analysis.documents import DOCUMENTS
        from contracting.analysis.economic_live import ECONOMIC
        from contracting.analysis.form import draft_kind
        from contracting.analysis.guest_procedure import GUEST
        from contracting.analysis.letters import CLOSED, GUEST_INVITED, INVITED, MET
        from contracting.analysis.panels import GUIDE_DOOR
        from contracting.analysis.peers import history_sources
        from contracting.analysis.procedure import PROCEDURE
        from contracting.analysis.sharing_procedure import SHARING
        from contracting.analysis.social_procedure import PROCEDURES
        from mkus_portal.documents import registry as documents_registry
        from mkus_portal.drafting import registry as drafting_registry
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.web import panels
        from mkus_portal.workflow import engine

        for procedure in (PROCEDURE, SHARING, GUEST, *PROCEDURES):
            engine.register(procedure)
        law_register.add(*law.PARAMETERS)
        documents_registry.register(*DOCUMENTS)
        messages.register(CLOSED, INVITED, GUEST_INVITED, MET)
        modules.register(ECONOMIC, *registering.MODULES)
        drafting_registry.register(draft_kind(coaching.live), *registering.DRAFT_KINDS)
        panels.register(GUIDE_DOOR)
        self._open_doors()
        panels.register(
            panels.Panel(
                "draft-history", "contracting/analysis/_history_sources.html", history_sources
            )
        )

    def _open_doors(self) -> None:
        from contracting.analysis.models.sharing import ADVISING
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation

        navigation.register(
            navigation.Entry(
                "Analizy",
                "analysis-list",
                lambda act: act.holds(*OFFICE_ROLES),
                order=15,
                fold=navigation.Fold.ANALYSES,
            ),
            navigation.Entry(
                "Biblioteka analiz",
                "shared-list",
                lambda act: act.holds(*ADVISING),
                order=30,
                fold=navigation.Fold.ANALYSES,
            ),
        )
