"""Issuing the guide and the workbooks: once for each content, then kept."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from contracting.analysis.documents.booklets import KIND_OF, content_of
from contracting.analysis.method import method_on
from contracting.analysis.models import Booklet
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.documents.models import Document
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_issue(act: Act) -> Verdict:
    """Let the portal itself issue booklets: its clock and its commands."""
    if act.holds("system"):
        return ALLOWED
    return refused("Przewodnik i zeszyty wydaje sam portal.")


def wanted(day: date) -> list[Booklet]:
    """Return the booklets that a day's method and law ask for, not saved, in the shelf's order."""
    version = method_on(day)
    found = [Booklet(kind=Booklet.Kind.GUIDE)]
    found += [Booklet(kind=Booklet.Kind.WORKBOOK, commissioning_type=one) for one in version.types]
    for booklet in found:
        booklet.method_version, booklet.law_day = version.version, day
        booklet.content_digest = digest_of(booklet)
    return found


def digest_of(booklet: Booklet) -> str:
    """Return the digest of what the booklet says and of the template it says it with."""
    kind = KIND_OF[Booklet.Kind(booklet.kind)]
    return sha256(canonical({"kind": kind.version, "content": content_of(booklet)}))


def issue_booklets(act: Act) -> list[Booklet]:
    """Issue what the day's method and law ask for and is not out yet; return the new ones.

    A booklet whose content is that of the last one is left as it is. Safe to run at any time, also
    twice at once. Raises MoveRefused for whoever is not the portal itself.
    """
    insist(may_issue(act))
    return [new for booklet in wanted(act.day) if (new := _issue(act, booklet)) is not None]


@transaction.atomic
def _issue(act: Act, booklet: Booklet) -> Booklet | None:
    before = Booklet.objects.filter(
        kind=booklet.kind, commissioning_type=booklet.commissioning_type
    ).first()
    if before is not None and before.content_digest == booklet.content_digest:
        booklet = before
        made = False
    else:
        booklet, made = Booklet.objects.get_or_create(
            kind=booklet.kind,
            commissioning_type=booklet.commissioning_type,
            law_day=booklet.law_day,
            content_digest=booklet.content_digest,
            defaults={"method_version": booklet.method_version},
        )
    if not Document.objects.about(booklet).exists():
        kind = KIND_OF[Booklet.Kind(booklet.kind)]
        title = content_of(booklet).title
        documents.request(act, kind.code, booklet, title=title, law_date=booklet.law_day)
    return booklet if made else None


def shelf() -> list[tuple[Booklet, Document]]:
    """Return the newest finished file of each booklet, the guide first; two queries."""
    content_type = ContentType.objects.get_for_model(Booklet)
    done = Document.objects.filter(content_type=content_type, state=Document.State.DONE)
    files = {one.object_id: one for one in done.order_by("pk")}
    newest: dict[str, tuple[Booklet, Document]] = {}
    for booklet in Booklet.objects.order_by("-pk"):
        if booklet.pk in files:
            newest.setdefault(booklet.code, (booklet, files[booklet.pk]))
    order = [Booklet.Kind.GUIDE, Booklet.Kind.WORKBOOK]
    return sorted(
        newest.values(), key=lambda one: (order.index(Booklet.Kind(one[0].kind)), one[0].pk)
    )
