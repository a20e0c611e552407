"""Who builds a document now: the only writer of its row, each time by a conditional UPDATE.

The number of the attempt is the fence: a worker that comes back after its lease has run out and
somebody else has taken the row changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from mkus_portal.documents.models import MAX_ATTEMPTS, Document

LEASE = timedelta(seconds=120)
REASON_LENGTH = 700
DIED = (
    "Budowa dokumentu przerwała się pięć razy. "
    "Zgłoś to operatorowi portalu i zleć dokument ponownie."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a successful build leaves: where the file is and what seals it."""

    content_digest: str
    file_digest: str
    seal: str
    file: str
    pages: int
    size: int


def take(pk: int, at: datetime) -> Document | None:
    """Return the document leased for two minutes, or None when there is nothing to take."""
    free = Document.objects.free_at(at).filter(pk=pk)
    for attempts in free.values_list("attempts", flat=True):
        taken = free.filter(attempts=attempts).update(
            state=Document.State.BUILDING, attempts=attempts + 1, lease_until=at + LEASE
        )
        if taken:
            return Document.objects.get(pk=pk)
    return None


def finish(document: Document, outcome: Outcome, at: datetime) -> bool:
    """Write the outcome; False when the row was no longer this attempt's."""
    return bool(
        _mine(document).update(
            state=Document.State.DONE,
            content_digest=outcome.content_digest,
            file_digest=outcome.file_digest,
            seal=outcome.seal,
            file=outcome.file,
            pages=outcome.pages,
            size=outcome.size,
            done_at=at,
            lease_until=None,
            error="",
        )
    )


def fail(document: Document, reason: str) -> bool:
    """Give the document up with a sentence; False when the row was no longer this attempt's."""
    return bool(
        _mine(document).update(
            state=Document.State.FAILED, error=reason[:REASON_LENGTH], lease_until=None
        )
    )


def retry_later(document: Document, reason: str, at: datetime) -> bool:
    """End the lease so that beat rings again; after the last attempt give the document up."""
    if document.attempts >= MAX_ATTEMPTS:
        sentence = f"Dokument nie powstał mimo {MAX_ATTEMPTS} prób. Ostatni powód: {reason}"
        return fail(document, sentence)
    return bool(_mine(document).update(lease_until=at, error=reason[:REASON_LENGTH]))


def give_up_abandoned(at: datetime) -> int:
    """Fail the documents whose every attempt died without a word; return how many there were."""
    return Document.objects.given_up_at(at).update(
        state=Document.State.FAILED, error=DIED, lease_until=None
    )


def _mine(document: Document) -> models.QuerySet[Document]:
    return Document.objects.filter(
        pk=document.pk, state=Document.State.BUILDING, attempts=document.attempts
    )
