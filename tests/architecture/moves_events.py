"""Moves of an event, said by hand."""

from typing import Any

from tests.architecture.world import PROGRAMME_ROLES

RUN = frozenset(PROGRAMME_ROLES)
RUNS = frozenset({"programme_coordinator"})
OTHER_RUNS = frozenset({"other_programme_coordinator"})
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Wydarzenie programu": (
        {state: f"{state}_event" for state in ("planned", "announced", "held", "cancelled")},
        {
            "announce": (("planned",), RUN, {}),
            "hold": (("planned", "announced"), RUN, {}),
            "cancel": (("planned", "announced"), RUN, {}),
        },
    ),
    "Profil jednostki": (
        {state: f"{state}_profile" for state in ("draft", "published")},
        {"publish": (("draft",), RUNS, {}), "hide": (("published",), RUNS, {})},
    ),
    "Materiały dla mediów": (
        {"draft": "draft_kit", "published": "published_kit"},
        {"publish": (("draft",), OTHER_RUNS, {}), "hide": (("published",), RUNS, {})},
    ),
    "Aktualność programu": (
        {state: f"{state}_news" for state in ("draft", "published")},
        {"publish": (("draft",), RUNS, {}), "hide": (("published",), RUNS, {})},
    ),
    "Raport jednostki": (
        {state: f"{state}_unit_report" for state in ("draft", "frozen")},
        {"freeze": (("draft",), RUN, {})},
    ),
    "Sprawozdanie programu": (
        {"draft": "programme_report", "frozen": "frozen_programme_report"},
        {"freeze": (("draft",), RUNS, {})},
    ),
    "Udział jednostki w programie": (
        {
            state: f"{state}_unit"
            for state in ("applied", "chosen", "testing", "finished", "rejected", "withdrawn")
        },
        {
            "choose": (("applied", "rejected"), RUNS, {}),
            "reject": (("applied",), RUNS, {}),
            "sign": (("chosen",), RUNS, {}),
            "finish": (("testing",), RUNS, {}),
            "withdraw": (("applied", "chosen", "testing"), RUNS, {}),
        },
    ),
}
