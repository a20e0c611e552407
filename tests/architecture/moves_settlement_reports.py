"""Moves of reports and of the items of a settlement, said by hand."""

from typing import Any

from tests.architecture.access import NGO, WRITERS

SENDERS = frozenset({"ngo_admin", "ngo_signatory"})
DESK = WRITERS | {"treasurer"}
STATES = ("pending", "questioned", "explained", "accepted", "refused")


def items(kind: str) -> tuple[dict[str, str], dict[str, Any]]:
    """The table of a kind of items; what the contractor corrects is in a returned report."""
    open_ones = {state: f"open_{state}_{kind}" for state in STATES}
    undecided = ("pending", "questioned", "explained", "refused")
    return (
        {state: f"{state}_{kind}" for state in STATES},
        {
            "change": (undecided, NGO, open_ones),
            "accept": (undecided, DESK, {}),
            "question": (("pending", "explained", "accepted"), DESK, {}),
            "explain": (("questioned",), NGO, {}),
            "refuse": (("pending", "questioned", "explained", "accepted"), DESK, {}),
        },
    )


TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Sprawozdanie": (
        {
            state: f"{state}_report"
            for state in ("draft", "submitted", "returned", "accepted", "questioned", "discarded")
        },
        {
            "submit": (("draft", "returned"), SENDERS, {}),
            "discard": (("draft",), NGO, {}),
            "give_back": (("submitted",), WRITERS, {}),
            "accept": (("submitted",), WRITERS, {}),
            "question": (("submitted",), WRITERS, {}),
        },
    ),
    "Wydatek": items("expense"),
    "Wkład niefinansowy": items("contribution"),
}
