"""What this room registers when the portal starts."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Registers the room with the ground floor and with the rooms before it."""

    name = "contracting.evaluation"
    verbose_name = "ocena ofert"

    def ready(self) -> None:
        """Register everything."""
        self.register_with_ground_floor()
        self.register_with_earlier_rooms()

    def register_with_ground_floor(self) -> None:
        """Register law, roles, moves, cards, documents, letters, doors and panels."""
        from contracting.evaluation import commission_letters, formal_letters, law, panels
        from contracting.evaluation.actions.commission import take_seat
        from contracting.evaluation.card_form import DRAFT_KIND
        from contracting.evaluation.documents import commission as commission_documents
        from contracting.evaluation.documents.formal import FORMAL_DEFECTS
        from contracting.evaluation.documents.minutes import MINUTES
        from contracting.evaluation.documents.results import RESULTS
        from contracting.evaluation.models import COMMISSION_ROLES
        from contracting.evaluation.navigation import ENTRIES
        from contracting.evaluation.procedure import PROCEDURES
        from contracting.evaluation.result_letters import KINDS as RESULT_LETTERS
        from contracting.evaluation.roles import register_roles
        from contracting.evaluation.scoring_letters import ASKED
        from mkus_portal.accounts import acceptance
        from mkus_portal.documents import registry as documents
        from mkus_portal.drafting import registry as drafting
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation
        from mkus_portal.web import panels as web_panels
        from mkus_portal.workflow import engine

        law_register.add(law.REASONS_DAYS, law.REASONS_WINDOW)
        register_roles()
        for procedure in PROCEDURES:
            engine.register(procedure)
        drafting.register(DRAFT_KIND)
        for role in COMMISSION_ROLES:
            acceptance.register(role, take_seat)
        documents.register(*commission_documents.KINDS, FORMAL_DEFECTS, MINUTES, RESULTS)
        messages.register(*commission_letters.KINDS, *formal_letters.KINDS, ASKED, *RESULT_LETTERS)
        web_panels.register(*panels.PANELS)
        navigation.register(*ENTRIES)

    def register_with_earlier_rooms(self) -> None:
        """Tell calls of results and of objections to an annulment, offers of corrections."""
        from contracting.calls import results
        from contracting.calls.annulment import register_objection, register_sequel
        from contracting.evaluation.actions.deciding import publish_results
        from contracting.evaluation.actions.formal import take_correction
        from contracting.evaluation.actions.impartiality import take_adviser
        from contracting.evaluation.formal_letters import annulled
        from contracting.evaluation.publishing import may_still_annul, pending
        from contracting.offers import advice_actions, corrections

        results.register(pending, publish_results)
        register_objection(may_still_annul)
        register_sequel(annulled)
        corrections.register_sequel(take_correction)
        advice_actions.register_sequel(take_adviser)
