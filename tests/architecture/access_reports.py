"""Who gets which page of the reports of units and of the programme, and of texts as DOCX."""

from tests.architecture.access import (
    ADVISER,
    IN_TOUCH,
    OFFICE,
    OPERATOR,
    OVERSEERS,
    PROGRAMME,
    RUNS,
    Page,
)

WRITE = RUNS | ADVISER
FREEZE = "?ruch=freeze"
MONTH = "?miesiac=2026-11"

PAGES: tuple[Page, ...] = (
    Page("unit-report-begin", "advised_unit", {200: WRITE, 403: IN_TOUCH}, 404),
    Page("unit-report-begin", "applied_unit", {403: OVERSEERS}, 404, writers=WRITE),
    Page("unit-report", "draft_unit_report", {200: WRITE | OPERATOR}, 404),
    Page("unit-report", "frozen_unit_report", {200: IN_TOUCH}, 404),
    Page("unit-report-write", "draft_unit_report", {200: WRITE, 403: OPERATOR}, 404),
    Page("unit-report-write", "frozen_unit_report", {403: IN_TOUCH}, 404, writers=WRITE),
    Page("unit-report-move", "draft_unit_report", {200: WRITE, 403: OPERATOR}, 404, query=FREEZE),
    Page(
        "unit-report-move", "frozen_unit_report", {403: IN_TOUCH}, 404, query=FREEZE, writers=WRITE
    ),
    Page("unit-report-word", "draft_unit_report", {200: WRITE | OPERATOR}, 404),
    Page("unit-report-word", "frozen_unit_report", {200: IN_TOUCH}, 404),
    Page("programme-report", "frozen_programme_report", {200: OVERSEERS}, 404),
    Page("programme-report-write", "frozen_programme_report", {403: OVERSEERS}, 404, writers=RUNS),
    Page(
        "programme-report-move", "programme_report", {200: RUNS, 403: OPERATOR}, 404, query=FREEZE
    ),
    Page(
        "programme-report-move",
        "frozen_programme_report",
        {403: OVERSEERS},
        404,
        query=FREEZE,
        writers=RUNS,
    ),
    Page("programme-report-word", "programme_report", {200: OVERSEERS}, 404),
    Page("programme-report-word", "frozen_programme_report", {200: OVERSEERS}, 404),
    Page("consultation-word", "agreed_consultation", {200: IN_TOUCH}, 404),
    Page("consultation-word", "sent_consultation", {403: IN_TOUCH}, 404),
    Page("event-word", "held_event", {200: PROGRAMME | OPERATOR, 403: OFFICE}, 404),
    Page("adviser-month-word", "adviser", {200: PROGRAMME | OPERATOR}, 404, query=MONTH),
    Page(
        "adviser-month-word",
        "adviser",
        {403: PROGRAMME | OPERATOR},
        404,
        query="?miesiac=2026-01",
    ),
)
