"""The world's returns of grants, one in each state, and what was paid of them."""

from datetime import date
from typing import Any

from contracting.settlement.models import GrantReturn, ReturnPayment
from tests.architecture.world_contracts import make_contract
from tests.clock import NOW
from tests.contracting.contracts.factories import ACCOUNT

FOUND = date(2026, 11, 2)


def add_returns(world: Any) -> None:
    """Enter them: the term of each has passed, nothing is paid but what has to be."""
    make_contract(world, "returning")
    for state in ("found", "demanded", "decision", "paid", "cancelled"):
        world.things[f"{state}_return"] = make_return(world, state)
    for name, state in (
        ("abandoned", "found"),
        ("whole_found", "found"),
        ("whole_demanded", "demanded"),
        ("whole_decision", "decision"),
    ):
        found = make_return(world, state)
        world.things[f"{name}_return"] = found
        if name != "abandoned":
            pay(found, 1000)
    for name, state in (("found", "found"), ("demanded", "demanded"), ("decided", "decision")):
        world.things[f"{name}_before_return"] = make_return(world, "paid", went=state)
    pay(world.things["paid_return"], 1000)
    ready = make_return(world, "demanded")
    ready.decision_on = NOW.date()
    ready.save()
    world.things["decidable_return"] = ready


def make_return(world: Any, state: str, went: str = "") -> GrantReturn:
    """One more return of a contract in force; `went` is how far it had come before it was paid."""
    before = went or state
    return GrantReturn.objects.create(
        contract=world.things["returning_contract"],
        ground="undue",
        amount=1000,
        state=state,
        found_on=FOUND,
        due_on=date(2026, 11, 17),
        accepted_on=date(2026, 11, 17),
        interest_from=date(2026, 11, 18),
        reason="Pobrana bez podstawy.",
        account=ACCOUNT,
        interest_account=ACCOUNT,
        demanded_on=FOUND if before in {"demanded", "decision"} else None,
        decision_number="FN.1",
        decision_on=NOW.date() if before == "decision" else None,
        found_at=NOW,
    )


def pay(found: GrantReturn, amount: int) -> None:
    """Let somebody have paid it back."""
    ReturnPayment.objects.create(
        grant_return=found, paid_on=FOUND, principal=amount, interest=0, recorded_at=NOW
    )
