"""How one more row of the ledger comes about."""

from typing import Any

from contracting.contracts.models import Contract
from tests.architecture.lists_contracts import add_contract
from tests.contracting.settlement.factories_ledger import contribution, expense, report_of


def the_ledger(people: Any) -> Contract:
    """The contract in whose ledger all rows of a test stand."""
    if "ledger_contract" not in people.things:
        contract = add_contract(people)
        Contract.objects.filter(pk=contract.pk).update(organisation=people.things["organisation"])
        people.things["ledger_contract"] = Contract.objects.get(pk=contract.pk)
        report_of(people.things["ledger_contract"])
    return people.things["ledger_contract"]


def add_items(people: Any) -> None:
    """One more expense of one document, and one more contribution; both in a report."""
    contract = the_ledger(people)
    report = contract.reports.get()
    expense(contract, report=report)
    contribution(contract, report=report)


LISTS: dict[str, tuple[Any, ...]] = {
    "ledger": ("ngo_accountant", add_items, "ledger_contract"),
}
