"""`manage.py build_booklet TYPE --output FILE.pdf`: the guide or a workbook, without the queue."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracting.analysis.booklet_actions import wanted
from contracting.analysis.documents.booklets import KIND_OF, content_of
from contracting.analysis.management.printing import print_to
from contracting.analysis.models import GUIDE_CODE, Booklet
from mkus_portal import act as portal


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
        kind, title = KIND_OF[Booklet.Kind(booklet.kind)], content_of(booklet).title
        pages = print_to(options["output"], kind.code, booklet, title, at)
        self.stdout.write(f"Zapisano: {options['output']} ({pages} str.)")
