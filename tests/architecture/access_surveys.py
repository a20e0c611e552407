"""Who gets which page of surveys."""

from tests.architecture.access import (
    FOREIGN_WRITERS,
    OFFICE,
    OFFICIALS,
    WRITERS,
    Page,
    public,
)


def read(name: str, example: object) -> Page:
    """The office's people; everybody of another office finds nothing."""
    return Page(name, example, {200: OFFICE, 404: OFFICIALS - OFFICE})


def written(name: str, example: object, query: str = "", code: int = 200, **more: object) -> Page:
    """Clerks and coordinators; the rest of the office reads why not."""
    answers = {code: WRITERS, 403: OFFICE - WRITERS, 404: OFFICIALS - OFFICE}
    return Page(name, example, answers, query=query, **more)


def too_late(name: str, example: object, query: str = "") -> Page:
    """Nobody of the office, in this state."""
    return Page(name, example, {403: OFFICE, 404: OFFICIALS - OFFICE}, query=query, writers=WRITERS)


PAGES: tuple[Page, ...] = (
    public("survey-thanks"),
    public("survey-answer", {"token": "survey_token"}),
    public("survey-open-answer", {"token": "open_survey_token"}),
    Page("survey-list", answers={200: OFFICIALS}),
    Page("survey-create", answers={200: WRITERS | FOREIGN_WRITERS}),
    read("survey-detail", "draft_survey"),
    read("survey-detail", "open_survey"),
    read("survey-detail", "closed_survey"),
    read("survey-preview", "draft_survey"),
    written("survey-edit", "draft_survey"),
    too_late("survey-edit", "open_survey"),
    written("survey-copy", "closed_survey"),
    written("survey-move", "draft_survey", "?ruch=open"),
    written("survey-move", "draft_survey", "?ruch=withdraw"),
    written("survey-move", "open_survey", "?ruch=close"),
    too_late("survey-move", "closed_survey", "?ruch=close"),
    *(
        written("survey-question-create", {"pk": "draft_survey", "kind": f"={kind}"})
        for kind in ("single", "scale", "matrix", "text", "number")
    ),
    written("survey-question-edit", "survey_question"),
    written("survey-question-remove", "survey_question"),
    written("survey-question-move", "survey_question", code=302),
    read("survey-links", "open_survey"),
    written("survey-invite", "open_survey"),
    too_late("survey-invite", "closed_survey"),
    written("survey-print", "open_survey"),
    read("survey-poster", "open_survey"),
    written("survey-remind", "open_survey"),
    read("survey-results", "open_survey"),
    read("survey-results", "closed_survey"),
    written("survey-answers-file", {"pk": "closed_survey", "kind": "=csv"}),
    too_late("survey-answers-file", {"pk": "open_survey", "kind": "=csv"}),
    read("survey-summary-file", {"pk": "closed_survey", "kind": "=xlsx"}),
)
