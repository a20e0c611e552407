"""The world's contracts, one in each state; each stands on an accepted offer of its own."""

from datetime import date
from itertools import count
from typing import Any

from contracting.calls.models import CallTask
from contracting.contracts.models import (
    Contract,
    ContractEnding,
    ContractSignature,
    ContractTemplate,
    Tranche,
)
from contracting.contracts.text import framework
from contracting.evaluation.models import Assessment
from contracting.offers.models import Offer
from tests.clock import NOW
from tests.contracting.contracts.factories import in_force
from tests.contracting.evaluation.factories_deciding import like

_numbers = count(1)
UNBOUND: dict[str, Any] = {"concluded_on": None, "number": ""}


def add_contracts(world: Any) -> None:
    """Enter contracts in all states, with what their pages and moves need."""
    for state in ("planning", "draft", "review", "legal"):
        make_contract(world, state, state=state, **UNBOUND)
    for state in ("countersigned", "signed_ngo"):
        contract = make_contract(world, state, state=state, concluded_on=None)
        _sign(contract, "contractor", contract.organisation.name)
        if state == "signed_ngo":
            _sign(contract, "principal", "")
    make_contract(world, "unsigned", state="countersigned", concluded_on=None)
    in_force_one = make_contract(world, "in_force")
    world.things["in_force_contract"] = in_force_one
    for name in ("unpaid", "mutual", "done"):
        make_contract(world, name, concluded_on=NOW.date())
    world.things["openable_assessment"] = accepted(world)
    for state in ("settled", "terminated", "withdrawn", "abandoned"):
        make_contract(world, state, state=state)
    world.things["contract_ending"] = ContractEnding.objects.create(
        contract=world.things["terminated_contract"],
        kind="principal",
        ground="improper",
        reason="Zadania nie zaczęto.",
        to_return=100,
        return_by=date(2026, 12, 31),
        ended_on=NOW.date(),
        recorded_at=NOW,
    )
    world.things["contract_template"] = ContractTemplate.objects.create(
        office=world.things["office"], version=1, body=framework(), saved_at=NOW
    )
    world.things["contracted_call"] = in_force_one.assessment.offer.task.call
    world.things["plan_draft"] = world.things["planning_contract"].draft


def accepted(world: Any, state: str = "accepted") -> Assessment:
    """One more offer of the organisation whose grant is accepted, in the published evaluation."""
    evaluation = world.things["published_evaluation"]
    first = world.things["published_evaluated_offer"]
    if "contracted_task" not in world.things:
        world.things["contracted_task"] = CallTask.objects.create(
            call=evaluation.call, title="Zadanie z umowami", position=90
        )
    task = world.things["contracted_task"]
    twin = like(first, grant=9000, number=f"U/{next(_numbers):04d}", task=task)
    Offer.objects.filter(pk=twin.pk).update(organisation=world.things["organisation"])
    twin.refresh_from_db()
    made = Assessment.objects.create(
        evaluation=evaluation, offer=twin, state=state, points=5, awarded_grant=9000
    )
    around = ("offer__office", "offer__organisation", "offer__task__call__office")
    return Assessment.objects.select_related(*around).get(pk=made.pk)


def make_contract(world: Any, name: str, **terms: Any) -> Contract:
    """One more contract of the organisation with the office, kept under its name."""
    number = terms.pop("number", f"{name}/2026")
    contract = in_force(accepted(world), number=number, **terms)
    Tranche.objects.filter(contract=contract).update(state="planned", paid_on=None)
    if contract.state in {"planning", "draft", "review", "legal"}:
        contract.text, contract.digest = None, ""
        contract.save(update_fields=["text", "digest"])
    world.things[f"{name}_contract"] = contract
    return contract


def _sign(contract: Contract, side: str, name: str) -> ContractSignature:
    return ContractSignature.objects.create(
        contract=contract,
        side=side,
        organisation_name=name,
        signatory="Anna Prezes",
        place="Brzozowo",
        signed_on=NOW.date(),
        kind="trusted",
        digest=contract.digest,
        recorded_at=NOW,
    )
