"""How one more row of the lists of contracts and of payments comes about."""

from itertools import count
from typing import Any

from contracting.contracts.actions.paying import row_of
from contracting.contracts.models import Contract, PaymentOrder
from contracting.evaluation.models import Assessment
from tests.architecture.lists_scoring import the_evaluation
from tests.clock import NOW
from tests.contracting.contracts.factories import in_force
from tests.contracting.evaluation.factories_deciding import like

_numbers = count(1)


def add_contract(people: Any) -> Contract:
    """One more contract in force with a tranche."""
    evaluation = people.things.get("contracted_evaluation") or the_evaluation(people)
    if "contracted_evaluation" not in people.things:
        from tests.architecture import world_evaluation_scoring as scoring  # noqa: PLC0415

        people.things["contracted_offer"] = scoring.add_offer(people, evaluation, NOW).offer
        people.things["contracted_evaluation"] = evaluation
    twin = like(people.things["contracted_offer"], grant=9000, number=f"L/{next(_numbers):04d}")
    made = Assessment.objects.create(
        evaluation=evaluation, offer=twin, state="accepted", points=5, awarded_grant=9000
    )
    around = ("offer__office", "offer__organisation", "offer__task__call__office")
    assessment = Assessment.objects.select_related(*around).get(pk=made.pk)
    return in_force(assessment, number=f"{next(_numbers)}/2026")


def add_order(people: Any) -> PaymentOrder:
    """One more payment order."""
    contract = add_contract(people)
    tranche = contract.tranches.get()
    order = PaymentOrder.objects.create(
        office=contract.office,
        number=f"{next(_numbers)}/2026",
        ordered_on=NOW.date(),
        rows=[row_of(tranche)],
        made_at=NOW,
    )
    tranche.order = order
    tranche.save()
    return order


def add_transfer(people: Any) -> None:
    """One more transfer in the one order."""
    if "payment_order" not in people.things:
        people.things["payment_order"] = add_order(people)
        return
    tranche = add_contract(people).tranches.get()
    order = PaymentOrder.objects.get(pk=people.things["payment_order"].pk)
    tranche.order = order
    tranche.save()
    order.rows = [*order.rows, row_of(tranche)]
    order.save()


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "contract-list": ("clerk", add_contract),
    "tranche-list": ("treasurer", add_contract),
    "payment-order-list": ("treasurer", add_order),
    "payment-order-detail": ("treasurer", add_transfer, "payment_order"),
}
