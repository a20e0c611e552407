"""Moves of a tranche, said by hand."""

from typing import Any

from tests.architecture.access import WRITERS
from tests.architecture.moves_contracts import SENDERS, TREASURER

TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Transza": (
        {state: f"{state}_tranche" for state in ("planned", "ordered", "paid", "cancelled")},
        {
            "order": (("planned",), TREASURER, {}),
            "pay": (("ordered",), TREASURER, {}),
            "take_back": (("ordered",), TREASURER, {}),
            "cancel": (("planned",), SENDERS | WRITERS, {}),
        },
    ),
}
