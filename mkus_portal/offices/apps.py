"""What this room registers when the portal starts."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Registers the roles in an office."""

    name = "mkus_portal.offices"
    verbose_name = "urzędy"

    def ready(self) -> None:
        """Register the office's roles and how an office is named."""
        from mkus_portal.accounts import roles
        from mkus_portal.offices.models import LocalGovernment

        roles.register(
            roles.Role(
                "office_admin",
                "Administrator urzędu",
                "office",
                "Dane urzędu i osoby.",
                administers=True,
            ),
            roles.Role("coordinator", "Koordynator ds. NGO", "office", "Prowadzi współpracę."),
            roles.Role("clerk", "Pracownik merytoryczny", "office", "Przygotowuje konkursy."),
            roles.Role(
                "executive", "Organ wykonawczy", "office", "Zatwierdza i rozstrzyga.", decides=True
            ),
            roles.Role("treasurer", "Skarbnik", "office", "Pilnuje pieniędzy i kontrasygnuje."),
            roles.Role("lawyer", "Radca prawny", "office", "Opiniuje projekty umów i aneksów."),
        )
        roles.register_holder(
            "office", lambda pk: LocalGovernment.objects.values_list("name", flat=True).get(pk=pk)
        )
