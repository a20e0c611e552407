"""Who gets which page of the ledger: both sides read it, the contractor writes it."""

from typing import Any

from tests.architecture.access import CONTRACT_READERS, NGO, RIVAL, Page
from tests.architecture.access_contracts import SIDES, STRANGERS


def written(name: str, example: Any, code: int = 200) -> Page:
    """The contractor's people."""
    return Page(name, example, {code: NGO, 404: RIVAL})


def of_item(page: str) -> tuple[Page, ...]:
    """A form about an item: open in a draft and in what was given back, closed in what was sent."""
    kind = page.partition("-")[0]
    return (
        written(page, f"draft_{kind}"),
        written(page, f"open_refused_{kind}"),
        written(page, f"open_accepted_{kind}", 403),
        written(page, f"sent_{kind}", 403),
    )


def attached(kind: str, item: str) -> tuple[Page, ...]:
    """A file of an item: added by whoever may change it, seen by the office once it was sent."""
    draft, sent = ({"kind": f"={kind}", "pk": f"{state}_{item}"} for state in ("draft", "sent"))
    return (
        Page("attachment-add", draft, {200: NGO}, 404),
        Page("attachment-add", sent, {403: NGO | CONTRACT_READERS}, 404),
    )


PAGES: tuple[Page, ...] = (
    Page("ledger", "ledger_contract", {200: SIDES, 404: STRANGERS}),
    Page("ledger", "reported_contract", {200: SIDES, 404: STRANGERS}),
    Page("ledger", "planning_contract", {200: SIDES, 404: STRANGERS}),
    *(
        row
        for name in ("expense-add", "contribution-add", "expense-import")
        for row in (written(name, "ledger_contract"), written(name, "planning_contract", 403))
    ),
    written("expense-import-template", "ledger_contract"),
    *of_item("expense-edit"),
    *of_item("expense-remove"),
    *of_item("contribution-edit"),
    *of_item("contribution-remove"),
    *attached("expense-scan", "expense"),
    *attached("contribution-proof", "contribution"),
)
