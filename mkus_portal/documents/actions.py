"""Asking for a document, and building one that was asked for."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation

from mkus_portal.act import WARSAW, Act
from mkus_portal.celery import ring
from mkus_portal.documents import lease, seal
from mkus_portal.documents.conformance import ConformanceError, insist_on_conformance
from mkus_portal.documents.digest import sha256
from mkus_portal.documents.imprint import imprint_of
from mkus_portal.documents.longwords import with_breaks
from mkus_portal.documents.models import Document
from mkus_portal.documents.registry import document_kind
from mkus_portal.documents.render import Pdf, typeset

logger = logging.getLogger(__name__)


class DamagedFileError(Exception):
    """The stored file is gone or is not the one that was sealed."""


def request(
    act: Act, kind: str, obj: models.Model, *, title: str = "", law_date: date | None = None
) -> Document:
    """Ask for a document about the object; the same one, still waiting, is returned again.

    Joins the caller's transaction; the bell rings after the commit. `law_date` is the day whose law
    the document follows: the day of asking, unless the law makes another one decisive.
    """
    # The bell is in `tasks`, which builds with this module.
    from mkus_portal.documents.tasks import build_document  # noqa: PLC0415 - tasks import the actions

    registered = document_kind(kind)
    scope = registered.owner(obj) if registered.owner else act.scope
    with transaction.atomic():
        document, _ = Document.objects.get_or_create(
            kind=kind,
            content_type=ContentType.objects.get_for_model(obj),
            object_id=obj.pk,
            scope_kind=scope.kind,
            scope_id=scope.id,
            law_date=law_date or act.day,
            state=Document.State.WAITING,
            defaults={
                "title": title or registered.label,
                "template_version": registered.version,
                "asked_by_id": act.user,
                "asked_at": act.at,
            },
        )
        ring(build_document, document.pk)
    return document


def build(act: Act, pk: int, clock: Callable[[], datetime]) -> Document | None:
    """Build a document that waits; None when somebody else has it or it is done.

    `act.at` starts the lease, `clock` tells when the work ended. Order: lease, content and its
    digest, PDF, conformance, file, seal, outcome; none of the slow steps is in a transaction. A
    file that breaks a profile fails at once (another attempt would give the same bytes), any other
    error is tried again.
    """
    document = lease.take(pk, act.at)
    if document is None:
        return None
    try:
        outcome = _outcome(document)
    except ConformanceError as error:
        logger.warning("Dokument %s nie spełnia norm: %s", document.number, error)
        lease.fail(document, f"Plik nie spełnia norm dostępności lub archiwizacji: {error}")
    except Exception as error:
        logger.warning("Dokument %s nie powstał", document.number, exc_info=True)
        lease.retry_later(document, f"{type(error).__name__}: {error}", clock())
    else:
        if not lease.finish(document, outcome, clock()):
            default_storage.delete(outcome.file)
    return Document.objects.get(pk=pk)


def _outcome(document: Document) -> lease.Outcome:
    """Load, set, check, store and seal. Raises whatever goes wrong."""
    digest, pdf = compose(document)
    insist_on_conformance(pdf.content)
    file_digest = sha256(pdf.content)
    return lease.Outcome(
        content_digest=digest,
        file_digest=file_digest,
        seal=seal.seal(file_digest),
        file=_stored(document, pdf),
        pages=pdf.pages,
        size=len(pdf.content),
    )


def compose(document: Document) -> tuple[str, Pdf]:
    """Return the digest of the document's content and its PDF, from the object as it is now."""
    kind = document.document_kind
    content = kind.build(document.obj, document.asked_at)
    imprint = imprint_of(document, content)
    context = {
        "content": content,
        "imprint": imprint,
        "letterhead": getattr(content, "letterhead", None),
        "watermark": getattr(content, "watermark", ""),
    }
    with translation.override("pl"):
        html = render_to_string(kind.template, context)
    return imprint.digest, typeset(with_breaks(html))


def read_file(document: Document) -> bytes:
    """Return the finished document's file. Raises DamagedFileError when its digest differs."""
    try:
        with document.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise DamagedFileError(document.number) from error
    if sha256(content) != document.file_digest:
        raise DamagedFileError(document.number)
    return content


def _stored(document: Document, pdf: Pdf) -> str:
    """Keep the file under a name of this attempt's own; return the name."""
    year = document.asked_at.astimezone(WARSAW).year
    name = f"documents/{year}/{document.pk:06d}-{document.attempts}.pdf"
    return default_storage.save(name, ContentFile(pdf.content))
