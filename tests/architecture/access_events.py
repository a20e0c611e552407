"""Who gets which page of events, indicators and carried lists."""

from tests.architecture.access import (
    ADVISER,
    IN_TOUCH,
    OFFICE,
    OFFICIALS,
    OPERATOR,
    OTHER_PROGRAMME,
    OVERSEERS,
    PROGRAMME,
    RUNS,
    Page,
    prefixed,
    public,
)

APPLICANTS = frozenset({"coordinator", "executive"})
EVERYBODY = OFFICIALS | PROGRAMME | OTHER_PROGRAMME | OPERATOR


def run(name: str, example: object, query: str = "", code: int = 200, **more: object) -> Page:
    """The coordinator and the unit's adviser; the unit's office and the operator read why not."""
    return Page(name, example, {code: PROGRAMME, 403: OFFICE | OPERATOR}, 404, query=query, **more)


def too_late(name: str, example: object, query: str = "") -> Page:
    """Nobody, in this state."""
    return Page(name, example, {403: IN_TOUCH}, 404, query=query, writers=PROGRAMME)


def set_by_coordinator(name: str, example: object, code: int = 200, **more: object) -> Page:
    """The programme's coordinator; the operator reads why not."""
    return Page(name, example, {code: RUNS, 403: OPERATOR}, 404, **more)


PAGES: tuple[Page, ...] = (
    Page("event-list", answers={200: EVERYBODY}),
    Page("event-plan", answers={200: RUNS | prefixed("other_", RUNS)}),
    Page("event-detail", "planned_event", {200: PROGRAMME | OPERATOR}, 404),
    *(
        Page("event-detail", f"{state}_event", {200: IN_TOUCH}, 404)
        for state in ("announced", "held", "cancelled")
    ),
    Page("event-edit", "planned_event", {200: PROGRAMME, 403: OPERATOR}, 404),
    run("event-edit", "announced_event"),
    run("event-edit", "held_event"),
    too_late("event-edit", "cancelled_event"),
    run("event-day", "event_day"),
    run("event-people", "announced_event"),
    Page(
        "event-evaluation",
        "announced_event",
        {200: RUNS, 403: ADVISER | OFFICE | OPERATOR},
        404,
    ),
    Page("event-evaluation", "cancelled_event", {403: IN_TOUCH}, 404, writers=RUNS),
    too_late("event-people", "cancelled_event"),
    Page(
        "event-move", "planned_event", {200: PROGRAMME, 403: OPERATOR}, 404, query="?ruch=announce"
    ),
    run("event-move", "announced_event", "?ruch=hold"),
    run("event-move", "announced_event", "?ruch=cancel"),
    too_late("event-move", "held_event", "?ruch=cancel"),
    Page(
        "event-document",
        {"pk": "held_event", "kind": "=event_report"},
        {302: PROGRAMME | OPERATOR, 403: OFFICE},
        404,
    ),
    Page("participant-list", "announced_event", {200: PROGRAMME | OPERATOR, 403: OFFICE}, 404),
    run("participant-add", "announced_event"),
    too_late("participant-add", "cancelled_event"),
    run("participant-edit", "announced_participant"),
    too_late("participant-edit", "cancelled_participant"),
    run("participant-remove", "announced_participant"),
    run("presence-sheet", "event_day"),
    run("event-day-code", "event_day"),
    run("event-certificates", "held_event"),
    too_late("event-certificates", "announced_event"),
    public("event-thanks"),
    public("event-registration", {"token": "event_token"}),
    public("event-own-registration", {"token": "participant_token"}),
    Page("event-own-certificate", {"token": "participant_token"}, {}, 404, 404),
    Page("event-own-material", {"token": "participant_token", "pk": "=987654"}, {}, 404, 404),
    Page(
        "attachment-add",
        {"kind": "=event-material", "pk": "announced_event"},
        {200: PROGRAMME, 403: IN_TOUCH - PROGRAMME},
        404,
    ),
    public("event-presence", {"token": "event_day_token"}),
    Page(
        "recruiting-programmes",
        answers={200: APPLICANTS | prefixed("neighbour_", APPLICANTS)},
    ),
    Page(
        "unit-apply",
        "recruiting_programme",
        {200: prefixed("neighbour_", APPLICANTS) | APPLICANTS},
    ),
    Page("unit-move", "applied_unit", {200: RUNS, 403: OPERATOR}, 404, query="?ruch=choose"),
    Page("unit-move", "chosen_unit", {200: RUNS, 403: OPERATOR}, 404, query="?ruch=withdraw"),
    Page(
        "unit-move",
        "advised_unit",
        {200: RUNS | APPLICANTS, 403: IN_TOUCH},
        404,
        query="?ruch=withdraw",
    ),
    Page("unit-agreement", "advised_unit", {302: IN_TOUCH}, 404),
    Page("own-indicators", answers={302: RUNS | prefixed("other_", RUNS)}),
    Page("indicator-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("advised-offers", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("indicator-add", "programme", {200: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("indicator-counted", "programme", {302: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("indicator-detail", "indicator", {200: OVERSEERS}, 404),
    Page("indicator-detail", "manual_indicator", {200: OVERSEERS}, 404),
    set_by_coordinator("indicator-edit", "indicator"),
    set_by_coordinator("indicator-remove", "indicator"),
    Page("indicator-remove", "read_indicator", {403: OVERSEERS}, 404),
    set_by_coordinator("indicator-reading", "manual_indicator"),
    Page("indicator-reading", "indicator", {403: OVERSEERS}, 404),
    Page("programme-report-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    Page("programme-report-begin", "programme", {200: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page("programme-report", "programme_report", {200: OVERSEERS}, 404),
    set_by_coordinator("programme-report-write", "programme_report"),
    Page("programme-import", "programme", {200: RUNS, 403: ADVISER | OPERATOR}, 404),
    Page(
        "programme-export",
        {"pk": "programme", "kind": "=consultations"},
        {200: OVERSEERS, 403: ADVISER},
        404,
    ),
    Page(
        "programme-export",
        {"pk": "programme", "kind": "=events"},
        {200: OVERSEERS, 403: ADVISER},
        404,
    ),
)
