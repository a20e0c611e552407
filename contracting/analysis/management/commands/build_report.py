"""`manage.py build_report ID --output FILE.pdf`: the report as it stands, without the queue."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracting.analysis.documents.report import REPORT
from contracting.analysis.management.finding import analysis_of
from mkus_portal import act as portal
from mkus_portal.documents.actions import compose
from mkus_portal.documents.conformance import ConformanceError, insist_on_conformance
from mkus_portal.documents.models import Document
from mkus_portal.documents.registry import document_kind

UNREGISTERED = 0


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
        document = Document(
            pk=UNREGISTERED,
            kind=REPORT,
            obj=analysis,
            title=f"Raport MKUS: {analysis.title}",
            template_version=document_kind(REPORT).version,
            asked_at=at,
            law_date=at.astimezone(portal.WARSAW).date(),
        )
        _, pdf = compose(document)
        try:
            insist_on_conformance(pdf.content)
        except ConformanceError as error:
            message = f"Raport nie spełnia norm: {error}"
            raise CommandError(message) from error
        options["output"].write_bytes(pdf.content)
        self.stdout.write(f"Zapisano: {options['output']}")
