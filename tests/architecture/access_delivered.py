"""Who drafts a call from an analysis, who reads what was promised beside what was delivered."""

from tests.architecture.access import (
    FOREIGN_WRITERS,
    Page,
    drafting,
    of_its_office,
    written_by_office,
)

PAGES = (
    drafting("office-call-draw", "closed_analysis"),
    Page("office-call-draw", "gappy_analysis", {404: FOREIGN_WRITERS}),
    drafting("office-call-edit", "drawn_call"),
    of_its_office("analysis-delivered", "closed_analysis"),
    of_its_office("analysis-delivered", "gappy_analysis"),
    written_by_office("delivered-count", "delivered"),
)
