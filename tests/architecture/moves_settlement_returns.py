"""Moves of a return of a grant, said by hand."""

from typing import Any

from tests.architecture.access import WRITERS

TREASURER = frozenset({"treasurer"})
OPEN = ("found", "demanded", "decision")
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Zwrot dotacji": (
        {state: f"{state}_return" for state in (*OPEN, "paid", "cancelled")},
        {
            "demand": (("found",), WRITERS, {}),
            "decide": (("demanded",), WRITERS, {"demanded": "decidable_return"}),
            "settle": (OPEN, TREASURER, {state: f"whole_{state}_return" for state in OPEN}),
            "cancel": (OPEN, WRITERS, {}),
            "reopen_found": (("paid",), TREASURER, {"paid": "found_before_return"}),
            "reopen": (("paid",), TREASURER, {"paid": "demanded_before_return"}),
            "reopen_decided": (("paid",), TREASURER, {"paid": "decided_before_return"}),
        },
    ),
}
