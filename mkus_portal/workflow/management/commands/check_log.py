"""`check_log`: read the whole log of moves and compare every line with its hash and its object."""

from django.core.management.base import BaseCommand, CommandError

from mkus_portal.workflow.engine import procedures
from mkus_portal.workflow.history import is_unbroken
from mkus_portal.workflow.models import MoveLog


class Command(BaseCommand):
    """Names the objects whose history does not hold; ends with an error when there is one."""

    help = "Sprawdza przebieg wszystkich spraw: czy wpisy są całe i zgodne ze stanem."

    def handle(self, *args: object, **options: object) -> None:
        """Check one object at a time. Raises CommandError with the number of bad ones."""
        bad = 0
        for procedure in procedures():
            rows = procedure.model._default_manager.order_by("pk")  # noqa: SLF001 - Django's own
            for row in rows.iterator():
                if not is_unbroken(row):
                    bad += 1
                    self.stdout.write(f"{procedure.name} {row.pk}: przebieg nie zgadza się.")
        if bad:
            message = f"Sprawy do wyjaśnienia: {bad}."
            raise CommandError(message)
        self.stdout.write(
            f"Przebieg wszystkich spraw jest cały. Wpisów: {MoveLog.objects.count()}."
        )
