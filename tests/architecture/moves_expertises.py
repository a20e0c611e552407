"""Moves of an expertise that the coordinator ordered, said by hand."""

from typing import Any

from tests.architecture.access import EXPERT, RUNS

STATES = ("ordered", "assigned", "in_work", "delivered", "returned", "accepted", "cancelled")
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Ekspertyza": (
        {state: f"{state}_expertise" for state in STATES},
        {
            "assign": (("ordered",), RUNS, {}),
            "begin": (("assigned",), EXPERT, {}),
            "deliver": (("in_work", "returned"), EXPERT, {}),
            "accept": (("delivered",), RUNS, {}),
            "return": (("delivered",), RUNS, {}),
            "reassign": (("assigned", "in_work", "returned"), RUNS, {}),
            "cancel": (("ordered", "assigned", "in_work", "returned"), RUNS, {}),
        },
    ),
}
