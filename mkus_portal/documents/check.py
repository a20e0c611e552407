"""The public check: whether a digest belongs to something that this portal made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from mkus_portal.documents.digest import read_digest
from mkus_portal.documents.models import Document
from mkus_portal.documents.seal import is_sealed


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What everybody may know: what it is, its number, its instant and what the digest proves."""

    label: str
    number: str
    at: datetime
    sentence: str


Source = Callable[[str], CheckResult | None]


def document_source(digest: str) -> CheckResult | None:
    """Find a finished document by the digest of its content or of its file."""
    found = Document.objects.filter(Q(content_digest=digest) | Q(file_digest=digest))
    document = found.filter(state=Document.State.DONE).order_by("pk").first()
    if document is None:
        return None
    if document.file_digest != digest:
        sentence = "Portal wydał dokument o takiej treści. Porównaj z nim numer i datę na swoim."
    elif is_sealed(digest, document.seal):
        sentence = "To dokładnie ten plik, który wydał portal. Pieczęć portalu jest ważna."
    else:
        sentence = "To plik, który wydał portal, ale opieczętowany poprzednim kluczem."
    kind = document.document_kind
    if kind.since is not None:
        sentence = f"{sentence} {kind.since(document.obj)}".strip()
    return CheckResult(kind.label, document.number, document.asked_at, sentence)


_sources: list[Source] = [document_source]


def register(*sources: Source) -> None:
    """Add places to look for a digest, offers' receipts for instance; called from `apps.py`."""
    _sources.extend(sources)


def find(text: str) -> CheckResult | None:
    """Return what the typed digest belongs to, None when this portal made no such thing."""
    digest = read_digest(text)
    if digest is None:
        return None
    return next((result for source in _sources if (result := source(digest))), None)
