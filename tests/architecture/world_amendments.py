"""The world's amendments, one in each state; each of a contract of its own."""

from dataclasses import asdict
from datetime import date
from typing import Any

from contracting.contracts.amending import changes_of
from contracting.contracts.models import ContractAmendment, ContractSignature
from tests.architecture.world_contracts import make_contract
from tests.clock import NOW

FROZEN = ("countersigned", "signed_ngo", "in_force")


def add_amendments(world: Any) -> None:
    """Enter them with what their moves need: a change, and signatures where they are due."""
    for state in ContractAmendment.State.values:
        contract = make_contract(world, f"amended_{state}", concluded_on=NOW.date())
        amendment = ContractAmendment.objects.create(
            contract=contract,
            ordinal=1,
            state="written",
            reason="Zmiana terminu.",
            grant_costs_to=date(2027, 12, 15),
            opened_at=NOW,
        )
        if state in FROZEN:
            amendment.changes = [asdict(one) for one in changes_of(amendment)]
            amendment.agreed, amendment.digest = contract.agreed, "a" * 64
        amendment.state = state
        amendment.save()
        _signatures(contract, state)
        world.things[f"{state}_amendment"] = amendment


def _signatures(contract: Any, state: str) -> None:
    sides = {
        "countersigned": (("contractor", contract.organisation.name),),
        "signed_ngo": (("contractor", contract.organisation.name), ("principal", "")),
    }
    for side, name in sides.get(state, ()):
        ContractSignature.objects.create(
            contract=contract,
            version=1,
            side=side,
            organisation_name=name,
            signatory="Anna Prezes",
            place="Brzozowo",
            signed_on=NOW.date(),
            kind="trusted",
            digest="a" * 64,
            recorded_at=NOW,
        )
