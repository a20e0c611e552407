"""Moves of a tranche, from the plan to the debit of the principal's account."""

from contracting.contracts import permissions
from contracting.contracts.models import Contract, Tranche
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Tranche.State


def may_pay(act: Act, tranche: Tranche) -> Verdict:
    """Allow the office's treasurer."""
    if permissions.is_of_office(act, tranche.contract, "treasurer"):
        return ALLOWED
    return refused("Wypłaty zleca i odnotowuje skarbnik.")


def may_cancel(act: Act, tranche: Tranche) -> Verdict:
    """Allow whoever may end the contract: the clerks, or those who sign for the contractor."""
    contract = tranche.contract
    if permissions.may_write(act, contract) or permissions.may_send_plan(act, contract):
        return ALLOWED
    return refused("Transze odwołuje ten, kto kończy umowę.")


def contract_is_in_force(act: Act, tranche: Tranche) -> Verdict:
    """Ask that the contract is concluded and has not ended."""
    if tranche.contract.state == Contract.State.IN_FORCE:
        return ALLOWED
    return refused("Wypłaca się dotację na podstawie umowy, która obowiązuje.")


def condition_is_met(act: Act, tranche: Tranche) -> Verdict:
    """Ask that what the contractor was to do first is done (contract § 3)."""
    if tranche.condition == Tranche.Condition.NONE or tranche.condition_met_on is not None:
        return ALLOWED
    return refused(f"Transza czeka na warunek: {tranche.get_condition_display()}.")


TRANCHE = Procedure(
    name="Transza",
    model=Tranche,
    moves=(
        Move(
            "order",
            sources=(State.PLANNED,),
            target=State.ORDERED,
            label="Zleć wypłatę",
            permission=may_pay,
            conditions=(contract_is_in_force, condition_is_met),
        ),
        Move(
            "pay",
            sources=(State.ORDERED,),
            target=State.PAID,
            label="Odnotuj wypłatę",
            permission=may_pay,
        ),
        Move(
            "take_back",
            sources=(State.ORDERED,),
            target=State.PLANNED,
            label="Wycofaj ze zlecenia",
            permission=may_pay,
        ),
        Move(
            "cancel",
            sources=(State.PLANNED,),
            target=State.CANCELLED,
            label="Odwołaj transzę",
            permission=may_cancel,
        ),
    ),
)
