"""What this room registers when the portal starts."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "advisory.programmes"
    verbose_name = "programy wsparcia"

    def ready(self) -> None:
        """Register roles, the name of the holder, who follows an invitation, and doors."""
        from advisory.programmes import actions, letters
        from advisory.programmes.documents import COOPERATION_AGREEMENT
        from advisory.programmes.groups import units_of
        from advisory.programmes.logos import LOGOS
        from advisory.programmes.models import Programme
        from advisory.programmes.procedure import UNIT
        from contracting.surveys import groups
        from mkus_portal.accounts import acceptance, roles
        from mkus_portal.accounts.roles import Role
        from mkus_portal.act import ScopeKind
        from mkus_portal.attachments import registry as attachments
        from mkus_portal.documents import registry
        from mkus_portal.notifications import messages
        from mkus_portal.workflow import engine

        engine.register(UNIT)
        groups.register("programme", units_of)
        messages.register(*letters.KINDS)
        registry.register(COOPERATION_AGREEMENT)
        attachments.register(LOGOS)
        kind: ScopeKind = "programme"
        roles.register(
            Role(
                actions.COORDINATOR,
                "Koordynator programu",
                kind,
                "Jednostki, doradcy i konsultacje programu wsparcia.",
                administers=True,
            ),
            Role(actions.ADVISER, "Doradca", kind, "Konsultacje z przydzielonymi jednostkami."),
        )
        names = Programme.objects.values_list("name", flat=True)
        roles.register_holder(kind, lambda pk: names.get(pk=pk))
        acceptance.register(actions.ADVISER, actions.attach_account)
        self.doors()

    @staticmethod
    def doors() -> None:
        """Register the doors of the operator, of offices, coordinators and advisers."""
        from advisory.programmes import actions
        from advisory.programmes.permissions import APPLICANTS
        from mkus_portal.web import navigation

        navigation.register(
            navigation.Entry(
                "Programy wsparcia",
                "programme-list",
                lambda act: act.holds("operator"),
                order=60,
                fold=navigation.Fold.SUPPORT,
            ),
            navigation.Entry(
                "Program wsparcia",
                "recruiting-programmes",
                lambda act: act.scope.kind == "office" and act.holds(*APPLICANTS),
                order=61,
                fold=navigation.Fold.SUPPORT,
            ),
            navigation.Entry(
                "Program", "own-programme", lambda act: act.holds(actions.COORDINATOR), order=10
            ),
            navigation.Entry(
                "Konkursy do porady",
                "call-advice-list",
                lambda act: act.holds(actions.ADVISER),
                order=63,
                fold=navigation.Fold.SUPPORT,
            ),
            navigation.Entry(
                "Oferty do porady",
                "advice-list",
                lambda act: act.holds(actions.ADVISER),
                order=62,
                fold=navigation.Fold.SUPPORT,
            ),
        )
