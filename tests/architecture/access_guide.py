"""Who gets which page of the guide and of the choice of a type."""

from tests.architecture.access import Page, nowhere, of_its_office, public

PAGES = (
    public("guide"),
    *(
        public("guide-type", {"code": f"={kind}"})
        for kind in ("regranting", "service", "institution", "cooperation", "other")
    ),
    nowhere("guide-type", {"code": "=bon"}, 404),
    public("choice-helper"),
    public("choice-helper", query="?C01=no&C04=yes&C05=yes&C08=yes&C10=unknown"),
    Page("booklet", {"code": "guide_booklet.code"}, {}, 302, 302),
    nowhere("booklet", {"code": "service_workbook.code"}, 404),
    of_its_office("analysis-choice", "gappy_analysis"),
    of_its_office("analysis-choice", "whole_analysis"),
    of_its_office("analysis-choice", "closed_analysis"),
)
