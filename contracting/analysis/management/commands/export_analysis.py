"""`manage.py export_analysis ID`: write an analysis as a file of `mkus-analysis/1`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contracting.analysis.carrying.exporting import export_text
from contracting.analysis.management.finding import analysis_of


class Command(BaseCommand):
    """Writes to the screen, or to a file."""

    help = "Zapisuje analizę w formacie mkus-analysis/1."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the analysis's number and, if wanted, a file."""
        parser.add_argument("id", type=int, help="numer analizy")
        parser.add_argument("--output", type=Path, help="plik; bez niego wynik idzie na ekran")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        text = export_text(analysis_of(options["id"]))
        if options["output"]:
            options["output"].write_bytes(text.encode())
        else:
            self.stdout.write(text, ending="")
