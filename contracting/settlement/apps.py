"""What this room registers when the portal starts."""

from django.apps import AppConfig


class SettlementConfig(AppConfig):
    """Registers the room with the ground floor and with the rooms before it."""

    name = "contracting.settlement"
    verbose_name = "rozliczenia"

    def ready(self) -> None:
        """Register law, moves, forms, documents, files, letters, panels, doors."""
        from contracting.contracts import afterwards
        from contracting.settlement import form, law
        from contracting.settlement.actions.planned_rows import take_new_plan
        from contracting.settlement.definition import REPORTS
        from contracting.settlement.documents import DOCUMENTS
        from contracting.settlement.files import ATTACHMENTS
        from contracting.settlement.letters import KINDS
        from contracting.settlement.panels import PANELS
        from contracting.settlement.permissions import who_settles
        from contracting.settlement.permissions.closing import is_through
        from contracting.settlement.procedure import PROCEDURES
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry as documents
        from mkus_portal.drafting import registry as drafting
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        law_register.add(*law.ENTRIES)
        for procedure in PROCEDURES:
            engine.register(procedure)
        afterwards.register(is_through, take_new_plan)
        drafting.register(*form.DRAFT_KINDS)
        REPORTS.all()
        documents.register(*DOCUMENTS)
        attachments.register(*ATTACHMENTS)
        messages.register(*KINDS)
        panels.register(*PANELS)
        navigation.register(
            *(
                navigation.Entry(
                    label, page, who_settles, order=order, fold=navigation.Fold.CONTRACTS
                )
                for label, page, order in (
                    ("Sprawozdania", "report-list", 30),
                    ("Zwroty", "return-list", 31),
                    ("Kontrole", "inspection-list", 32),
                )
            )
        )
