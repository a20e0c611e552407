"""The documents of this room."""

from contracting.settlement.documents.call import CALL_DOCUMENT
from contracting.settlement.documents.demand import DEMAND_DOCUMENT
from contracting.settlement.documents.inspections import INSPECTION_DOCUMENTS
from contracting.settlement.documents.report import REPORT_DOCUMENT
from contracting.settlement.documents.settled import SETTLED_DOCUMENT
from mkus_portal.documents.registry import DocumentKind

DOCUMENTS: tuple[DocumentKind, ...] = (
    REPORT_DOCUMENT,
    CALL_DOCUMENT,
    SETTLED_DOCUMENT,
    DEMAND_DOCUMENT,
    *INSPECTION_DOCUMENTS,
)
