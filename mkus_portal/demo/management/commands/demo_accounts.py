"""`manage.py demo_accounts`: print who a newcomer may sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mkus_portal import act as portal
from mkus_portal.act import Act
from mkus_portal.demo.accounts import Account, accounts_on
from mkus_portal.demo.loading.people import PASSWORD

HEADS = Account("Rola", "Osoba", "Adres do logowania", "Urząd, organizacja, program")


class Command(BaseCommand):
    """Prints the demonstration's accounts and their common password."""

    help = "Pokazuje konta przykładowe i wspólne hasło."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table. Raises CommandError in production."""
        if settings.PRODUCTION:
            message = "W produkcji nie ma kont przykładowych."
            raise CommandError(message)
        accounts = accounts_on(Act.system(portal.now()).day)
        if not accounts:
            self.stdout.write("Nie ma kont przykładowych. Wczytaj je: manage.py load_demo")
            return
        rows = [HEADS, *accounts]
        widths = [max(len(row[place]) for row in map(_cells, rows)) for place in range(4)]
        self.stdout.write(f"Konta przykładowe; hasło każdego z nich: {PASSWORD}")
        for row in rows:
            cells = zip(_cells(row), widths, strict=True)
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in cells).rstrip())


def _cells(account: Account) -> tuple[str, str, str, str]:
    return account.role, account.name, account.email, account.holder
