"""The plan on its way between the contractor and the office, and the terms of the contract."""

from typing import Any

from django.db import transaction

from contracting.contracts import letters
from contracting.contracts.actions.opening import freeze_plan
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.permissions import may_set_terms
from mkus_portal.act import Act
from mkus_portal.drafting.actions import lock_draft
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


@transaction.atomic
def send_plan(act: Act, contract: Contract) -> Contract:
    """Hand the updated plan to the office; it is what the contract agrees on. Raises Refused."""
    lock_draft(contract.draft)
    perform(act, contract, "send_plan")
    freeze_plan(contract)
    letters.ask_for_step(act, contract)
    return contract


@transaction.atomic
def return_plan(act: Act, contract: Contract, reason: str) -> Contract:
    """Give the plan back to the contractor with the reason. Raises Refused."""
    insist(has_reason(reason))
    perform(act, contract, "return_plan", note=reason.strip())
    letters.ask_for_step(act, contract, why=f"Uwagi urzędu: {reason.strip()}")
    return contract


def has_reason(reason: str) -> Verdict:
    """Ask for a reason in words."""
    return ALLOWED if reason.strip() else refused("Napisz, dlaczego.")


@transaction.atomic
def set_terms(act: Act, contract: Contract, based_on: int | None = None, **terms: Any) -> Contract:
    """Change the terms before the project goes to the lawyer. Raises Refused, Overtaken.

    `terms` are the contract's own columns. Whether the grant is agreed line by line is a part of
    the agreed plan too, which is then kept anew.
    """
    hold(contract)
    insist(may_set_terms(act, contract))
    contract.step(based_on)
    for name, value in terms.items():
        setattr(contract, name, value)
    contract.full_clean()
    contract.save()
    if contract.state == Contract.State.DRAFT and contract.agreed:
        freeze_plan(contract)
    return contract


@transaction.atomic
def save_tranche(
    act: Act,
    contract: Contract,
    tranche: Tranche | None = None,
    based_on: int | None = None,
    **columns: Any,
) -> Tranche:
    """Add a tranche, or change a planned one. Raises Refused, Overtaken."""
    hold(contract)
    insist(may_set_terms(act, contract))
    if tranche is None:
        last = contract.tranches.order_by("ordinal").last()
        tranche = Tranche(contract=contract, ordinal=last.ordinal + 1 if last else 1)
    else:
        hold(tranche)
        tranche.step(based_on)
    for name, value in columns.items():
        setattr(tranche, name, value)
    tranche.full_clean()
    tranche.save()
    return tranche


@transaction.atomic
def remove_tranche(act: Act, contract: Contract, tranche: Tranche) -> None:
    """Take a planned tranche out; the later ones move up. Raises Refused, Overtaken."""
    hold(contract)
    insist(may_set_terms(act, contract))
    deleted, _ = Tranche.objects.filter(
        pk=tranche.pk, contract=contract, state=Tranche.State.PLANNED
    ).delete()
    if not deleted:
        raise Overtaken
    for ordinal, one in enumerate(contract.tranches.order_by("ordinal"), 1):
        Tranche.objects.filter(pk=one.pk).update(ordinal=ordinal)


def cancel_tranches(act: Act, contract: Contract) -> None:
    """Cancel what is not to be paid any more; inside the transaction that ends the contract."""
    for one in contract.tranches.filter(state=Tranche.State.PLANNED):
        perform(act, one, "cancel")
        letters.close_payment(act, one)
