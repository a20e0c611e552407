"""The documents of this room."""

from contracting.analysis.documents.booklets import MKUS_GUIDE, MKUS_WORKBOOK
from contracting.analysis.documents.report import MKUS_REPORT
from mkus_portal.documents.registry import DocumentKind

DOCUMENTS: tuple[DocumentKind, ...] = (MKUS_REPORT, MKUS_GUIDE, MKUS_WORKBOOK)
