"""Printing a document without the queue: nothing is stored or sealed in the portal."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import CommandError
from django.db import models

from mkus_portal.act import WARSAW
from mkus_portal.documents.actions import compose
from mkus_portal.documents.conformance import ConformanceError, insist_on_conformance
from mkus_portal.documents.models import Document
from mkus_portal.documents.registry import document_kind

UNREGISTERED = 0


def print_to(file: Path, kind: str, obj: models.Model, title: str, at: datetime) -> int:
    """Write the document of an object to a file; return its pages.

    Raises CommandError for a file that breaks a profile; then nothing is written.
    """
    document = Document(
        pk=UNREGISTERED,
        kind=kind,
        obj=obj,
        title=title,
        template_version=document_kind(kind).version,
        asked_at=at,
        law_date=at.astimezone(WARSAW).date(),
    )
    _, pdf = compose(document)
    try:
        insist_on_conformance(pdf.content)
    except ConformanceError as error:
        message = f"Plik nie spełnia norm: {error}"
        raise CommandError(message) from error
    file.write_bytes(pdf.content)
    return pdf.pages
