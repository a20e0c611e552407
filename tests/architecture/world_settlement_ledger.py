"""The world's ledgers: one being written; one that was sent."""

from typing import Any

from contracting.contracts.models import Contract
from tests.architecture.world_contracts import make_contract
from tests.contracting.settlement.factories_ledger import contribution, expense, report_of


def add_ledgers(world: Any) -> None:
    """Enter them."""
    contract = make_contract(world, "ledger")
    add_items(world, contract, "draft")
    sent = make_contract(world, "reported")
    add_items(world, sent, "sent", report=report_of(sent, "submitted"))


def add_items(world: Any, contract: Contract, name: str, **given: Any) -> None:
    """One expense and one contribution more, kept under their name."""
    world.things[f"{name}_expense"] = expense(contract, f"FV {name}/2", **given)
    world.things[f"{name}_contribution"] = contribution(contract, **given)
