"""The files that belong to this room's rows."""

from contracting.settlement.files import items
from contracting.settlement.files.inspections import INSPECTION_FILES
from contracting.settlement.files.reports import ATTACHED
from mkus_portal.attachments.registry import AttachmentKind

ATTACHMENTS: tuple[AttachmentKind, ...] = (ATTACHED, *items.ATTACHMENTS, *INSPECTION_FILES)
