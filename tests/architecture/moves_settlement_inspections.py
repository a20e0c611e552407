"""Moves of an inspection, said by hand."""

from typing import Any

from contracting.settlement.models import Inspection
from tests.architecture.access import EXECUTIVE, WRITERS
from tests.architecture.access_contracts import SENDERS

TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Kontrola": (
        {state: f"{state}_inspection" for state in Inspection.State.values},
        {
            "authorise": (("planned",), WRITERS | EXECUTIVE, {}),
            "carry_out": (("authorised",), WRITERS, {}),
            "send_protocol": (("carried_out",), WRITERS, {}),
            "sign": (("protocol",), WRITERS | SENDERS, {}),
            "object": (("protocol",), WRITERS | SENDERS, {}),
            "refuse": (
                ("protocol",),
                WRITERS | SENDERS,
                {"protocol": "unsigned_inspection"},
            ),
            "revise": (("objected",), WRITERS, {}),
            "uphold": (("objected",), WRITERS, {}),
            "recommend": (("settled",), WRITERS, {}),
            "answer": (("recommended",), SENDERS, {}),
            "close": (
                ("settled", "recommended", "answered"),
                WRITERS,
                {"settled": "clean_inspection", "recommended": "overdue_inspection"},
            ),
            "cancel": (("planned", "authorised"), WRITERS, {}),
        },
    ),
}
