"""The world's tranches in each state, and a payment order."""

from typing import Any

from contracting.contracts.actions.paying import row_of
from contracting.contracts.models import PaymentOrder, Tranche
from tests.clock import NOW


def add_contract_money(world: Any) -> None:
    """Enter them, in each state."""
    contract = world.things["in_force_contract"]
    world.things["planned_tranche"] = contract.tranches.get()
    world.things["draft_tranche"] = world.things["draft_contract"].tranches.get()
    rows = {
        state: Tranche.objects.create(
            contract=contract,
            ordinal=ordinal,
            year=2027,
            amount=100,
            state=state,
            paid_on=NOW.date() if state == "paid" else None,
            condition="report_filed" if state == "waiting" else "none",
        )
        for ordinal, state in enumerate(("ordered", "paid", "cancelled"), 2)
    }
    world.things["conditional_tranche"] = Tranche.objects.create(
        contract=contract, ordinal=9, year=2027, amount=100, condition="report_filed"
    )
    order = PaymentOrder.objects.create(
        office=contract.office,
        number="1/2026",
        ordered_on=NOW.date(),
        rows=[row_of(rows["ordered"]), row_of(rows["paid"])],
        made_at=NOW,
    )
    for state in ("ordered", "paid"):
        rows[state].order = order
        rows[state].save()
    world.things["payment_order"] = order
    world.things |= {f"{state}_tranche": one for state, one in rows.items()}
