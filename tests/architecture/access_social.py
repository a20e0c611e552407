"""Who gets which page of the social efficiency."""

from tests.architecture.access import (
    FOREIGN_WRITERS,
    OFFICE,
    WRITERS,
    Page,
    of_its_office,
    written_by_office,
)

GAPPY = {"pk": "gappy_analysis", "phase": "=forecast"}
MET = {"pk": "whole_analysis", "phase": "=forecast"}
PAGES = (
    of_its_office("analysis-social", "gappy_analysis"),
    of_its_office("analysis-social", "closed_analysis"),
    written_by_office("social-invite", GAPPY),
    written_by_office("social-paper", GAPPY),
    Page("social-paper", MET, {403: OFFICE}, 404),
    written_by_office("social-card", "draft_card"),
    written_by_office("social-card", "sent_card"),
    of_its_office("social-card", "foreseen_card"),
    written_by_office("social-card-move", "draft_card", "?ruch=send", code=302),
    Page("social-card-move", "draft_card", {404: OFFICE | WRITERS}, 404, query="?ruch=psuj"),
    written_by_office("social-meeting", "collecting_round", code=302),
    Page("social-meeting", "met_round", {409: WRITERS, 403: OFFICE}, 404),
    written_by_office("social-again", "met_round"),
    Page("social-again", "collecting_round", {403: OFFICE}, 404),
    of_its_office("social-together", "foreseen_card"),
    Page("social-together", "sent_card", {403: OFFICE}, 404),
    of_its_office("analysis-measurement", "closed_analysis"),
    written_by_office("measurement-open", "closed_analysis"),
    written_by_office("analysis-surveys", "gappy_analysis"),
    Page("analysis-surveys", "closed_analysis", {403: OFFICE}, 404),
    of_its_office("analysis-word", "closed_analysis"),
    of_its_office("analysis-export", "gappy_analysis"),
    Page("analysis-import", answers={200: WRITERS | FOREIGN_WRITERS}),
    Page("measurement-open", "gappy_analysis", {403: OFFICE}, 404),
)
