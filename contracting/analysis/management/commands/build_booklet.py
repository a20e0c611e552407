"""`manage.py build_booklet TYPE --output FILE.pdf`: the guide or a workbook, without the queue."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracting.analysis.booklet_actions import wanted
from contracting.analysis.documents.booklets import KIND_OF, content_of
from contracting.analysis.models import GUIDE_CODE, Booklet
from mkus_portal import act as portal
from mkus_portal.documents.actions import compose
from mkus_portal.documents.conformance import ConformanceError, insist_on_conformance
from mkus_portal.documents.models import Document

UNREGISTERED = 0


class Command(BaseCommand):
    """Composes the file and checks both profiles; nothing is stored or sealed in the portal."""

    help = "Buduje przewodnik albo zeszyt działań typu do pliku PDF, bez kolejki."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the booklet's code and the file."""
        parser.add_argument("code", help=f"„{GUIDE_CODE}” albo typ zlecenia, np. service")
        parser.add_argument("--output", type=Path, required=True, help="plik PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it. Raises CommandError for an unknown code or a file that breaks a profile."""
        at = portal.now()
        day = at.astimezone(portal.WARSAW).date()
        found = {one.code: one for one in wanted(day)}
        if options["code"] not in found:
            message = f"Nie ma takiej broszury. Są: {', '.join(found)}."
            raise CommandError(message)
        booklet = found[options["code"]]
        kind = KIND_OF[Booklet.Kind(booklet.kind)]
        document = Document(
            pk=UNREGISTERED,
            kind=kind.code,
            title=content_of(booklet).title,
            template_version=kind.version,
            asked_at=at,
            law_date=day,
        )
        document.obj = booklet
        _, pdf = compose(document)
        try:
            insist_on_conformance(pdf.content)
        except ConformanceError as error:
            message = f"Plik nie spełnia norm: {error}"
            raise CommandError(message) from error
        options["output"].write_bytes(pdf.content)
        self.stdout.write(f"Zapisano: {options['output']} ({pdf.pages} str.)")
