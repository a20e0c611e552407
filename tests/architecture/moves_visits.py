"""Moves of a correction of an agreed consultation, said by hand."""

from typing import Any

from tests.architecture.access import ADVISER, WRITERS

STATES = ("asked", "accepted", "refused", "withdrawn")
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Poprawka konsultacji": (
        {state: f"{state}_correction" for state in STATES},
        {
            "accept": (("asked",), WRITERS, {}),
            "refuse": (("asked",), WRITERS, {}),
            "withdraw": (("asked",), ADVISER, {}),
        },
    ),
}
