"""Moves of an event, said by hand."""

from typing import Any

from tests.architecture.world import PROGRAMME_ROLES

RUN = frozenset(PROGRAMME_ROLES)
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Wydarzenie programu": (
        {state: f"{state}_event" for state in ("planned", "announced", "held", "cancelled")},
        {
            "announce": (("planned",), RUN, {}),
            "hold": (("planned", "announced"), RUN, {}),
            "cancel": (("planned", "announced"), RUN, {}),
        },
    ),
}
