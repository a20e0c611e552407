"""`manage.py import_analysis FILE`: make an analysis from a file of `mkus-analysis/1`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracting.analysis.carrying.checking import CarryingError
from contracting.analysis.carrying.importing import import_analysis
from mkus_portal import act as portal
from mkus_portal.act import Act
from mkus_portal.offices.models import LocalGovernment


class Command(BaseCommand):
    """Imports the whole file, or nothing of it."""

    help = "Wczytuje analizę z pliku mkus-analysis/1; w ostatnim wierszu drukuje jej numer."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the file, and the office that gets the analysis instead of the file's own."""
        parser.add_argument("file", type=Path, help="plik JSON")
        parser.add_argument("--office", help="kod urzędu, który dostanie analizę")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import it. Raises CommandError naming the places of all faults."""
        try:
            text = options["file"].read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"Nie mogę przeczytać pliku: {error}"
            raise CommandError(message) from error
        office = None
        if options["office"]:
            office = LocalGovernment.objects.filter(code=options["office"]).first()
            if office is None:
                message = f"Portal nie ma urzędu o kodzie „{options['office']}”."
                raise CommandError(message)
        try:
            analysis = import_analysis(Act.system(portal.now()), text, office)
        except CarryingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wczytano analizę: {analysis.title} ({analysis.office}).")
        self.stdout.write(str(analysis.pk))
