"""`manage.py build_report ID --output FILE.pdf`: the report as it stands, without the queue."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contracting.analysis.documents.report import REPORT
from contracting.analysis.management.finding import analysis_of
from contracting.analysis.management.printing import print_to
from mkus_portal import act as portal


class Command(BaseCommand):
    """Composes the file and checks both profiles; nothing is stored or sealed in the portal."""

    help = "Buduje raport MKUS analizy do pliku PDF, bez kolejki."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the analysis's number and the file."""
        parser.add_argument("id", type=int, help="numer analizy")
        parser.add_argument("--output", type=Path, required=True, help="plik PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it. Raises CommandError for a file that breaks a profile."""
        analysis = analysis_of(options["id"])
        at = analysis.closed_at or portal.now()
        title = f"Raport MKUS: {analysis.title}"
        print_to(options["output"], REPORT, analysis, title, at)
        self.stdout.write(f"Zapisano: {options['output']}")
