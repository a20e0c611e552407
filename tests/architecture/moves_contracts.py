"""Moves of a contract, said by hand."""

from typing import Any

from tests.architecture.access import EXECUTIVE, WRITERS

SENDERS = frozenset({"ngo_admin", "ngo_signatory"})
LAWYER, TREASURER = frozenset({"lawyer"}), frozenset({"treasurer"})
BEFORE = ("planning", "draft", "review", "legal", "countersigned", "signed_ngo")
STATES = (*BEFORE, "in_force", "settled", "terminated", "withdrawn", "abandoned")
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Umowa": (
        {state: f"{state}_contract" for state in STATES},
        {
            "send_plan": (("planning",), SENDERS, {}),
            "take_plan": (("planning",), WRITERS, {}),
            "return_plan": (("draft",), WRITERS, {}),
            "ask_opinion": (("draft",), WRITERS, {}),
            "approve": (("review",), LAWYER, {}),
            "send_back": (("review",), LAWYER, {}),
            "countersign": (("legal",), TREASURER, {}),
            "refuse_countersignature": (("legal",), TREASURER, {}),
            "take_back": (("countersigned",), WRITERS, {}),
            "sign_ngo": (("countersigned",), SENDERS | WRITERS, {}),
            "conclude": (("signed_ngo",), EXECUTIVE, {}),
            "resign": (BEFORE, SENDERS, {}),
            "abandon": (BEFORE, WRITERS, {}),
            "withdraw": (("in_force",), SENDERS, {"in_force": "unpaid_contract"}),
            "terminate": (("in_force",), WRITERS, {}),
            "settle": (("in_force",), WRITERS, {}),
        },
    ),
    "Aneks": (
        {
            state: f"{state}_amendment"
            for state in (
                "written",
                "asked",
                "agreed",
                "legal",
                "countersigned",
                "signed_ngo",
                "in_force",
                "refused",
                "withdrawn",
            )
        },
        {
            "ask": (("written",), SENDERS, {}),
            "agree": (("asked",), WRITERS, {}),
            "give_back": (("asked", "agreed", "legal"), WRITERS, {}),
            "approve": (("agreed",), LAWYER, {}),
            "countersign": (("legal",), TREASURER, {}),
            "sign_ngo": (("countersigned",), SENDERS | WRITERS, {}),
            "conclude": (("signed_ngo",), EXECUTIVE, {}),
            "refuse": (("asked",), WRITERS, {}),
            "withdraw": (("written", "asked"), SENDERS, {}),
        },
    ),
}
