"""`manage.py load_demo`: fill an empty portal with invented offices, organisations and cases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mkus_portal import act as portal
from mkus_portal.demo.loading.everything import DemoRefusedError, load


class Command(BaseCommand):
    """Loads the demonstration; what is loaded already stays as it is."""

    help = "Wczytuje dane przykładowe. Można uruchomić ponownie: nic się wtedy nie powtórzy."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing and say how much that was."""
        try:
            made = load(portal.now())
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Dane przykładowe wczytane (kroków: {made})."
            if made
            else "Dane przykładowe są już wczytane."
        )
