"""Who gets which page of reports, of the desk, of a settlement's closing."""

from typing import Any

from tests.architecture.access import (
    CONTRACT_READERS,
    FOREIGN_CONTRACT_READERS,
    FOREIGN_WRITERS,
    NGO,
    RIVAL,
    WRITERS,
    Page,
    prefixed,
)

SENDERS = frozenset({"ngo_admin", "ngo_signatory"})
TREASURER = frozenset({"treasurer"})
DESK = WRITERS | TREASURER
SIDES = CONTRACT_READERS | NGO
STRANGERS = RIVAL | FOREIGN_CONTRACT_READERS
FOREIGN_DESK = prefixed("neighbour_", DESK)
CELL = {"place": "I.1", "text": "Inaczej", "version": "1"}


def read(name: str, example: Any, code: int = 200) -> Page:
    """Both sides of a contract."""
    return Page(name, example, {code: SIDES, 404: STRANGERS})


def written(name: str, example: Any, code: int = 200, query: str = "") -> Page:
    """Clerks and coordinators."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS}, query=query)


def for_office(name: str, example: Any) -> Page:
    """The office's readers."""
    return Page(name, example, {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS})


def of(name: str, example: str, who: frozenset[str], query: str = "") -> Page:
    """A step: those whose it is; the others of both sides read why it is not theirs."""
    answers = {**({200: who} if who else {}), 403: SIDES, 404: STRANGERS}
    return Page(name, example, answers, query=query)


def stepped(kind: str, state: str, step: str, who: frozenset[str]) -> Page:
    """A step of an item: the desk's or the contractor's."""
    other = (DESK | NGO) - who
    answers = {200: who, 403: other, 404: RIVAL | FOREIGN_DESK}
    return Page(f"{kind}-step", f"{state}_{kind}", answers, query=f"?ruch={step}")


ITEMS = tuple(
    page
    for kind in ("expense", "contribution")
    for page in (
        read(f"{kind}-detail", f"pending_{kind}"),
        read(f"{kind}-detail", f"refused_{kind}"),
        Page(f"{kind}-detail", f"draft_{kind}", {200: NGO, 404: CONTRACT_READERS | STRANGERS}),
        stepped(kind, "pending", "accept", DESK),
        stepped(kind, "pending", "question", DESK),
        stepped(kind, "pending", "refuse", DESK),
        stepped(kind, "questioned", "explain", NGO),
    )
)
HIDDEN = {200: NGO, 404: CONTRACT_READERS | STRANGERS}
PAGES: tuple[Page, ...] = (
    Page("report-list", answers={200: SIDES | STRANGERS}),
    Page("report-terms", answers={200: SIDES | STRANGERS}),
    read("settlement-detail", "reportable_contract"),
    read("settlement-detail", "closable_contract"),
    read("settlement-detail", "accepted_reported_contract"),
    Page("settlement-detail", "draft_contract", {404: SIDES | STRANGERS}),
    of("report-start", "reportable_contract", NGO),
    of("report-start", "draft_reported_contract", frozenset()),
    written("report-call", "reportable_contract"),
    written("report-call", "reportable_contract", query="?rodzaj=final"),
    written("settlement-close", "closable_contract"),
    written("settlement-close", "reportable_contract", 403),
    Page("report-detail", "draft_report", HIDDEN),
    *(
        read("report-detail", f"{state}_report")
        for state in ("submitted", "returned", "accepted", "questioned", "checked", "versioned")
    ),
    *(
        Page("report-section", {"pk": "draft_report", "section": f"={code}"}, HIDDEN, writers=NGO)
        for code in ("I", "II", "III")
    ),
    *(
        Page(
            "report-section",
            {"pk": "returned_report", "section": f"={code}"},
            {200: SIDES, 404: STRANGERS},
            writers=who,
        )
        for code, who in (("I", NGO), ("II", frozenset()))
    ),
    Page("draft-save", "report_draft", {200: NGO}, 404, data=CELL),
    Page("draft-history", "report_draft", {200: NGO}, 404, query="?miejsce=I.1"),
    Page(
        "report-send", "whole_report", {200: SENDERS, 403: NGO, 404: CONTRACT_READERS | STRANGERS}
    ),
    of("report-send", "submitted_report", frozenset()),
    Page("report-discard", "draft_report", HIDDEN),
    of("report-discard", "submitted_report", frozenset()),
    of("report-give-back", "submitted_report", WRITERS),
    of("report-answer", "submitted_report", WRITERS, "?ruch=accept"),
    of("report-answer", "submitted_report", WRITERS, "?ruch=question"),
    of("report-answer", "checked_report", frozenset(), "?ruch=accept"),
    read("report-word", "submitted_report"),
    read("report-compare", {"pk": "versioned_report", "old": "=1", "new": "=2"}),
    Page("attachment-add", {"kind": "=report-file", "pk": "draft_report"}, {200: NGO}, 404),
    Page("attachment-add", {"kind": "=report-file", "pk": "submitted_report"}, {403: SIDES}, 404),
    for_office("report-desk", "checked_report"),
    for_office("report-contributions", "checked_report"),
    *ITEMS,
)
