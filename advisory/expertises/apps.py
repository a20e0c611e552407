"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ExpertisesConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.expertises"
    verbose_name = "ekspertyzy"

    def ready(self) -> None:
        """Register the expert's role, moves, letters, document, files, answers, panel, doors."""
        from advisory.expertises.actions import attach_account
        from advisory.expertises.documents import EXPERTISE_DOCUMENT
        from advisory.expertises.files import EXPERTISE_FILES
        from advisory.expertises.form import DRAFT_KIND
        from advisory.expertises.letters import LETTERS
        from advisory.expertises.models import EXPERT
        from advisory.expertises.panels import EXPERTISES
        from advisory.expertises.procedure import EXPERTISE
        from mkus_portal.accounts import acceptance, roles
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry as documents
        from mkus_portal.drafting import registry as drafting
        from mkus_portal.notifications import messages
        from mkus_portal.offices.models import OFFICE_ROLES
        from mkus_portal.web import navigation, panels
        from mkus_portal.workflow import engine

        roles.register(
            roles.Role(EXPERT, "Ekspert", "programme", "Przydzielone ekspertyzy i nic więcej.")
        )
        acceptance.register(EXPERT, attach_account)
        engine.register(EXPERTISE)
        messages.register(*LETTERS)
        documents.register(EXPERTISE_DOCUMENT)
        attachments.register(*EXPERTISE_FILES)
        drafting.register(DRAFT_KIND)
        panels.register(EXPERTISES)
        # An adviser's header is full: their way to the list leads from the unit's page.
        readers = ("programme_coordinator", "operator", *OFFICE_ROLES)
        navigation.register(
            navigation.Entry(
                "Moje ekspertyzy", "own-expertises", lambda act: act.holds(EXPERT), order=10
            ),
            navigation.Entry(
                "Ekspertyzy",
                "expertise-list",
                lambda act: act.holds(*readers),
                order=64,
                fold=navigation.Fold.SUPPORT,
            ),
        )
