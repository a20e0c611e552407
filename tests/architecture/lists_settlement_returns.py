"""How one more row of the ledger of returns comes about."""

from datetime import date
from typing import Any

from contracting.settlement.models import GrantReturn, ReturnPayment
from tests.architecture.lists_contracts import add_contract
from tests.clock import NOW


def add_return(people: Any) -> None:
    """One more return with a payment, of a contract of its own."""
    found = GrantReturn.objects.create(
        contract=add_contract(people),
        ground="undue",
        amount=1000,
        found_on=NOW.date(),
        due_on=date(2026, 10, 1),
        accepted_on=date(2026, 10, 1),
        interest_from=date(2026, 10, 2),
        reason="Pobrana bez podstawy.",
        found_at=NOW,
    )
    ReturnPayment.objects.create(
        grant_return=found, paid_on=NOW.date(), principal=10, interest=1, recorded_at=NOW
    )


# name of the list → (who reads it, how a row comes about)
LISTS: dict[str, tuple[Any, ...]] = {"return-list": ("clerk", add_return)}
