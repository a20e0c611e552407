"""`check_log`: read the whole log of moves and compare every line with its hash and its object."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from django.db import models

from mkus_portal.workflow.engine import Procedure, procedures
from mkus_portal.workflow.history import break_of
from mkus_portal.workflow.models import MoveLog


class Command(BaseCommand):
    """Says how many lines there are and where they break; ends with an error when they do."""

    help = "Sprawdza przebieg wszystkich spraw: czy wpisy są całe i zgodne ze stanem."

    def handle(self, *args: object, **options: object) -> None:
        """Check one object at a time. Raises CommandError naming every break."""
        breaks = [*self._broken(), *self._orphans()]
        count = f"Wpisów: {MoveLog.objects.count()}."
        if breaks:
            message = f"{count} Przebieg nie zgadza się: {'; '.join(breaks)}."
            raise CommandError(message)
        self.stdout.write(f"Przebieg wszystkich spraw jest cały. {count}")

    def _broken(self) -> Iterator[str]:
        for procedure in procedures():
            for row in _rows(procedure).order_by("pk").iterator():
                if break_of(row):
                    row.refresh_from_db()  # somebody may have moved it since it was read
                found = break_of(row)
                if found:
                    yield f"{procedure.name} {row.pk}, {found}"

    def _orphans(self) -> Iterator[str]:
        """Yield the lines whose object is gone: an object with a history is never deleted."""
        lines = MoveLog.objects.all()
        for procedure in procedures():
            kind = ContentType.objects.get_for_model(procedure.model)
            lines = lines.exclude(content_type=kind, object_id__in=_rows(procedure).values("pk"))
        for line in lines.order_by("pk"):
            yield f"wpis nr {line.pk} bez sprawy"


def _rows(procedure: Procedure) -> "models.QuerySet[models.Model]":
    return procedure.model._base_manager.all()  # noqa: SLF001 - Django's own
