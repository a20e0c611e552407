"""Who gets which page of surveys."""

from tests.architecture.access import (
    FOREIGN_WRITERS,
    OFFICE,
    OFFICIALS,
    RUNS,
    WRITERS,
    Page,
    prefixed,
    public,
)

RUNNERS = RUNS | prefixed("other_", RUNS)
READERS = OFFICIALS | RUNNERS


def read(name: str, example: object) -> Page:
    """The office's people; another office and the programmes find nothing."""
    return Page(name, example, {200: OFFICE, 404: READERS - OFFICE})


def of_programme(name: str, example: object, query: str = "", **more: object) -> Page:
    """The programme's coordinator; offices and the coordinator of another one find nothing."""
    return Page(name, example, {200: RUNS, 404: READERS - RUNS}, query=query, **more)


def written(name: str, example: object, query: str = "", code: int = 200, **more: object) -> Page:
    """Clerks and coordinators; the rest of the office reads why not."""
    answers = {code: WRITERS, 403: OFFICE - WRITERS, 404: READERS - OFFICE}
    return Page(name, example, answers, query=query, **more)


def too_late(name: str, example: object, query: str = "") -> Page:
    """Nobody of the office, in this state."""
    return Page(name, example, {403: OFFICE, 404: READERS - OFFICE}, query=query, writers=WRITERS)


PAGES: tuple[Page, ...] = (
    public("survey-thanks"),
    public("survey-answer", {"token": "survey_token"}),
    public("survey-open-answer", {"token": "open_survey_token"}),
    Page("survey-list", answers={200: READERS}),
    Page("survey-create", answers={200: WRITERS | FOREIGN_WRITERS | RUNNERS}),
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
    of_programme("survey-detail", "programme_draft_survey"),
    of_programme("survey-edit", "programme_draft_survey"),
    of_programme("survey-move", "programme_draft_survey", "?ruch=open"),
    of_programme("survey-question-edit", "programme_question"),
    of_programme("survey-invite", "programme_open_survey"),
    of_programme("survey-sample", "programme_open_survey"),
    of_programme("survey-draw", "survey_draw"),
    Page("survey-sample", "open_survey", {403: OFFICE, 404: READERS - OFFICE}),
    of_programme(
        "survey-comparison-file",
        {"pk": "programme_second_wave", "what": "=fale", "kind": "=csv"},
    ),
    of_programme("survey-results", "programme_second_wave"),
    of_programme("survey-print", "programme_open_survey"),
    of_programme("survey-links", "programme_open_survey"),
    of_programme("survey-results", "programme_closed_survey"),
    of_programme("survey-copy", "programme_closed_survey"),
    of_programme("survey-answers-file", {"pk": "programme_closed_survey", "kind": "=csv"}),
    of_programme("survey-summary-file", {"pk": "programme_closed_survey", "kind": "=csv"}),
)
