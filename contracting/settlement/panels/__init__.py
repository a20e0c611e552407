"""What this room shows on the pages of the rooms before it."""

from contracting.settlement.panels import promises, settlement
from contracting.settlement.panels.inspections import INSPECTION_PANELS
from mkus_portal.web.panels import Panel

PANELS: tuple[Panel, ...] = (*settlement.PANELS, *promises.PANELS, *INSPECTION_PANELS)
