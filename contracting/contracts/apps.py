"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Registers the room with the ground floor and with the rooms before it."""

    name = "contracting.contracts"
    verbose_name = "umowy"

    def ready(self) -> None:
        """Register law, moves, the plan's form, documents, files, letters, panels, doors."""
        from contracting.contracts import files, form, law, letters, panels
        from contracting.contracts.actions import resigning
        from contracting.contracts.documents.amendment import AMENDMENT_DOCUMENT
        from contracting.contracts.documents.contract import CONTRACT_DOCUMENT
        from contracting.contracts.documents.ending import ENDING_DOCUMENT
        from contracting.contracts.models import OFFICE_READERS
        from contracting.contracts.procedure import PROCEDURES
        from contracting.evaluation import answers
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry as documents
        from mkus_portal.drafting import registry as drafting
        from mkus_portal.law.registry import register as law_register
        from mkus_portal.notifications import messages
        from mkus_portal.web import navigation
        from mkus_portal.web import panels as web_panels
        from mkus_portal.workflow import engine
        from ngos.models import NGO_ROLES

        law_register.add(law.PAYMENT_DAYS, law.PAYMENT, law.FINAL_REPORT_DAYS, law.FINAL_REPORT)
        for procedure in PROCEDURES:
            engine.register(procedure)
        drafting.register(form.DRAFT_KIND)
        documents.register(CONTRACT_DOCUMENT, ENDING_DOCUMENT, AMENDMENT_DOCUMENT)
        attachments.register(files.SIGNED)
        messages.register(*letters.KINDS)
        web_panels.register(*panels.PANELS)
        answers.register(
            resigning.follow_acceptance,
            resigning.follow_resignation,
            resigning.may_still_resign,
        )
        navigation.register(
            navigation.Entry(
                "Umowy",
                "contract-list",
                lambda act: act.holds(*OFFICE_READERS, *NGO_ROLES),
                order=28,
                fold=navigation.Fold.CONTRACTS,
            ),
            navigation.Entry(
                "Wypłaty",
                "tranche-list",
                lambda act: act.holds("treasurer", "clerk", "coordinator"),
                order=29,
                fold=navigation.Fold.CONTRACTS,
            ),
        )
