"""Who gets which page of the log's corrections and files, and the quick way to a new entry."""

from tests.architecture.access import (
    ADVISER,
    IN_TOUCH,
    OPERATOR,
    OVERSEERS,
    PROGRAMME,
    WRITERS,
    Page,
    prefixed,
)


def answer(state: str, move: str, who: frozenset[str]) -> Page:
    """Those who make the move; the others who see the entry read why not."""
    answers = {200: who, 403: IN_TOUCH} if who else {403: IN_TOUCH}
    return Page("correction-move", f"{state}_correction", answers, 404, query=f"?ruch={move}")


def files(example: str, answers: dict[int, frozenset[str]]) -> Page:
    """Adding files to an entry."""
    where = {"kind": "=consultation-file", "pk": example}
    return Page("attachment-add", where, answers, 404)


PAGES: tuple[Page, ...] = (
    Page("consultation-quick", answers={302: ADVISER | prefixed("other_", ADVISER)}),
    Page("consultation-detail", "corrected_consultation", {200: IN_TOUCH}, 404),
    Page("consultation-correct", "agreed_consultation", {200: ADVISER, 403: IN_TOUCH}, 404),
    Page("consultation-correct", "corrected_consultation", {403: IN_TOUCH}, 404),
    Page("consultation-correct", "sent_consultation", {403: IN_TOUCH}, 404),
    Page("consultation-correct", "draft_consultation", {403: PROGRAMME | OPERATOR}, 404),
    answer("asked", "accept", WRITERS),
    answer("asked", "refuse", WRITERS),
    answer("asked", "withdraw", ADVISER),
    answer("accepted", "accept", frozenset()),
    files("draft_consultation", {200: ADVISER, 403: OVERSEERS}),
    files("disputed_consultation", {200: ADVISER, 403: IN_TOUCH}),
    files("sent_consultation", {403: IN_TOUCH}),
)
