"""A call drafted from the closed analysis, and figures that a settled contract has posted."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracting.analysis.delivering import Posting, post_delivered
from contracting.calls.actions import Wish, draw_call


def add_delivered(things: dict[str, Any], clerk: Any) -> None:
    """Add them, the figures with a correction."""
    closed = things["closed_analysis"]
    call = draw_call(clerk, closed, Wish(("1",), "Rada chce pilotażu."))
    for amount in (900, 950):
        things["delivered"] = post_delivered(
            clerk,
            closed,
            Posting(
                contract_ref="contract:1",
                label="Umowa 1/2026",
                url="/umowy/1/",
                call_ref=f"call:{call.pk}",
                call_label=call.title,
                begins_on=date(2026, 2, 1),
                ends_on=date(2026, 10, 31),
                source="Sprawozdanie końcowe",
                costs={(2026, "DOT"): Decimal(amount)},
                results=(("Tekst: Wskaźnik", "12", "15"), ("Koncert", "1", "1")),
            ),
        )
    things["drawn_call"] = call
