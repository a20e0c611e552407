"""Moves of scoring by a group, said by hand; the examples are cards from paper."""

from typing import Any

from tests.architecture.access import WRITERS

TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Karta oceny społecznej": (
        {state: f"{state}_card" for state in ("draft", "sent", "withdrawn")},
        {
            "send": (("draft",), WRITERS, {}),
            "take_back": (("sent",), WRITERS, {}),
            "withdraw": (("draft", "sent"), WRITERS, {}),
        },
    ),
    "Zbieranie ocen społecznych": (
        {"collecting": "collecting_round", "met": "met_round"},
        {"meet": (("collecting",), WRITERS, {}), "collect": (("met",), WRITERS, {})},
    ),
}
