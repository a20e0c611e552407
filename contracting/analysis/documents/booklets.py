"""The guide and the workbooks as documents; each is made from the method alone."""

from datetime import datetime

from contracting.analysis.documents.workbook import Workbook, workbook_of
from contracting.analysis.guides import GuideBook, guide_book
from contracting.analysis.method import method
from contracting.analysis.models import Booklet
from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.workflow.verdict import ALLOWED, Verdict

GUIDE, WORKBOOK = "mkus_guide", "mkus_workbook"


def may_read_booklet(act: Act, booklet: Booklet) -> Verdict:
    """Everybody may, signed in or not."""
    del act, booklet
    return ALLOWED


def owner(booklet: Booklet) -> Scope:
    """Return the scope of nobody: booklets stand in no office's list."""
    del booklet
    return NOWHERE


def content_of(booklet: Booklet) -> GuideBook | Workbook:
    """Return what a booklet says: its version of the method with the law of its day."""
    version = method(booklet.method_version)
    if booklet.kind == Booklet.Kind.GUIDE:
        return guide_book(version, booklet.law_day)
    return workbook_of(version, booklet.commissioning_type, booklet.law_day)


def build_booklet(booklet: Booklet, asked_at: datetime) -> GuideBook | Workbook:
    """Return the document's content; the instant of asking changes nothing."""
    del asked_at
    return content_of(booklet)


MKUS_GUIDE = DocumentKind(
    code=GUIDE,
    label="Przewodnik po modelu MKUS",
    template="documents/mkus_guide.html",
    build=build_booklet,
    may_read=may_read_booklet,
    owner=owner,
)
MKUS_WORKBOOK = DocumentKind(
    code=WORKBOOK,
    label="Zeszyt działań MKUS",
    template="documents/mkus_workbook.html",
    build=build_booklet,
    may_read=may_read_booklet,
    owner=owner,
)
KIND_OF = {Booklet.Kind.GUIDE: MKUS_GUIDE, Booklet.Kind.WORKBOOK: MKUS_WORKBOOK}
