"""Who is told what of a settlement, and what waits for whom."""

from contracting.settlement.letters import reports
from contracting.settlement.letters.inspections import INSPECTION_LETTERS
from mkus_portal.notifications.messages import MessageKind

KINDS: tuple[MessageKind, ...] = (*reports.KINDS, *INSPECTION_LETTERS)
