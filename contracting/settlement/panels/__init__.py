"""What this room shows on the pages of the rooms before it."""

from contracting.settlement.panels import settlement
from contracting.settlement.panels.inspections import INSPECTION_PANELS
from mkus_portal.web.panels import Panel

PANELS: tuple[Panel, ...] = (*settlement.PANELS, *INSPECTION_PANELS)
