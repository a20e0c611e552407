"""Moves of a survey, said by hand."""

from typing import Any

from tests.architecture.access import WRITERS

TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Badanie": (
        {state: f"{state}_survey" for state in ("draft", "open", "closed", "withdrawn")},
        {
            "open": (("draft",), WRITERS, {}),
            "close": (("open",), WRITERS, {}),
            "withdraw": (("draft",), WRITERS, {}),
        },
    ),
}
