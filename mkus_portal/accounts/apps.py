"""What this room registers when the portal starts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the roles that belong to no room."""

    name = "mkus_portal.accounts"
    verbose_name = "konta"

    def ready(self) -> None:
        """Register the roles without a holder."""
        from mkus_portal.accounts import roles

        roles.register(
            roles.Role("operator", "Operator instalacji", "none", "Utrzymuje portal."),
            roles.Role("person", "Osoba bez roli", "none", "Ma konto, nie ma jeszcze roli."),
        )
