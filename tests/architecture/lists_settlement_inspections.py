"""How one more row of the lists of inspections comes about."""

from typing import Any

from contracting.contracts.models import Contract
from tests.architecture.lists_contracts import add_contract
from tests.architecture.world_settlement_inspections import make_inspection
from tests.clock import NOW


def add_inspection(people: Any) -> None:
    """One more inspection of one more contract, with its protocol sent."""
    make_inspection(people, add_contract(people), "listed", "protocol")


def add_planned(people: Any) -> None:
    """One more contract of this year in the plan of a year, and one that is not in it."""
    make_inspection(people, this_year(people), "listed", "planned")
    this_year(people)


def this_year(people: Any) -> Contract:
    """One more contract whose task runs in the year of the tests."""
    contract = add_contract(people)
    contract.starts_on = NOW.date()
    contract.save(update_fields=["starts_on"])
    return contract


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {"inspection-list": ("clerk", add_inspection)}
OTHER_LISTS: dict[str, tuple[Any, ...]] = {"inspection-plan": ("clerk", add_planned)}
