"""What is printed on every document about the document itself."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse

from mkus_portal.act import WARSAW
from mkus_portal.documents.digest import canonical, in_fours, sha256
from mkus_portal.documents.models import Document


@dataclass(frozen=True, slots=True)
class Imprint:
    """Title, number, instant, law date, template version, digest and the way to check them."""

    title: str
    label: str
    number: str
    author: str
    version: str
    at: datetime
    law_date: date
    digest: str

    @property
    def stamp(self) -> str:
        """The document's instant for the file's metadata (ISO 8601, seconds, Warsaw)."""
        return self.at.astimezone(WARSAW).replace(microsecond=0).isoformat()

    @property
    def digest_in_fours(self) -> str:
        """The digest as it is printed."""
        return in_fours(self.digest)

    @property
    def check_page(self) -> str:
        """The address of the public check page."""
        return settings.SITE_URL + reverse("check")

    @property
    def qr(self) -> str:
        """The check page's address with the digest, as a `data:` image of a QR code."""
        address = f"{self.check_page}?{urlencode({'skrot': self.digest})}"
        image: str = segno.make(address, error="m", micro=False).svg_data_uri(border=0, scale=4)
        return image


def content_digest(document: Document, content: object) -> str:
    """Return SHA-256 of what the document says, with its kind, template, law date and number."""
    whole = {
        "kind": document.kind,
        "template_version": document.template_version,
        "law_date": document.law_date,
        "number": document.number,
        "content": content,
    }
    return sha256(canonical(whole))


def imprint_of(document: Document, content: object) -> Imprint:
    """Return the imprint of a document with this content."""
    letterhead = getattr(content, "letterhead", None)
    return Imprint(
        title=document.title,
        label=document.document_kind.label,
        number=document.number,
        author=letterhead.name if letterhead else "MKUS Portal",
        version=document.template_version,
        at=document.asked_at,
        law_date=document.law_date,
        digest=content_digest(document, content),
    )
