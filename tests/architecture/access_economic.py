"""Who gets which page of the economic efficiency."""

from tests.architecture.access import (
    FOREIGN_WRITERS,
    OFFICE,
    WRITERS,
    Page,
    of_its_office,
    written_by_office,
)

PAGES = (
    Page("analysis-create-efficiency", answers={200: WRITERS | FOREIGN_WRITERS}),
    of_its_office("analysis-economic", "gappy_analysis"),
    of_its_office("analysis-economic", "closed_analysis"),
    of_its_office("analysis-economic-chart", {"pk": "gappy_analysis", "name": "=koszty"}),
    of_its_office("analysis-economic-chart", {"pk": "closed_analysis", "name": "=oszczednosc"}),
    of_its_office("analysis-detail", "narrow_analysis"),
    written_by_office("analysis-widen", "narrow_analysis", code=302),
    Page("analysis-widen", "gappy_analysis", {403: OFFICE}, 404),
)
