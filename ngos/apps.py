"""What this room registers when the portal starts."""

from django.apps import AppConfig


class NgosConfig(AppConfig):
    """Registers the room with the ground floor."""

    name = "ngos"
    verbose_name = "organizacje"

    def ready(self) -> None:
        """Register roles, the name of the holder, procedure, letters, doors and panels."""
        from mkus_portal.accounts import acceptance, roles
        from mkus_portal.accounts.roles import Role
        from mkus_portal.act import ScopeKind
        from mkus_portal.notifications import messages
        from mkus_portal.web import panels
        from mkus_portal.workflow import engine
        from ngos import actions, letters
        from ngos.models import Organisation
        from ngos.panels import FIRST_STEPS, REQUESTS, SIGNING_STEPS
        from ngos.procedure import ACCESS

        kind: ScopeKind = "organisation"
        roles.register(
            Role(
                "ngo_admin",
                "Administrator organizacji",
                kind,
                "Dane organizacji i osoby.",
                administers=True,
            ),
            Role("ngo_editor", "Redaktor ofert", kind, "Pisze oferty i sprawozdania."),
            Role(
                "ngo_signatory",
                "Osoba reprezentująca",
                kind,
                "Podpisuje i składa oferty.",
                decides=True,
            ),
            Role("ngo_accountant", "Księgowość organizacji", kind, "Prowadzi rozliczenia."),
        )
        names = Organisation.objects.values_list("name", flat=True)
        roles.register_holder(kind, lambda pk: names.get(pk=pk))
        acceptance.register(actions.SIGNATORY, actions.attach_account)
        engine.register(ACCESS)
        messages.register(letters.ASKED, letters.ANSWERED)
        panels.register(REQUESTS, FIRST_STEPS, SIGNING_STEPS)
        self._open_doors()

    def _open_doors(self) -> None:
        from mkus_portal.web import navigation
        from ngos.permissions import READERS

        navigation.register(
            navigation.Entry(
                "Moja organizacja",
                "own-organisation",
                lambda act: act.scope.kind == "organisation",
                order=70,
            ),
            navigation.Entry(
                "Organizacje",
                "organisation-list",
                lambda act: act.holds(*READERS),
                order=70,
                fold=navigation.Fold.PEOPLE,
            ),
        )
