"""Moves of a return: from the finding to the money on the office's account."""

from dataclasses import replace

from contracting.settlement.models import GrantReturn
from contracting.settlement.permissions import returns as permissions
from contracting.settlement.returning import left_of, standing
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure, Rule, verdict_on

State = GrantReturn.State
OPEN = (State.FOUND, State.DEMANDED, State.DECISION)


def is_open(grant_return: GrantReturn) -> Verdict:
    """Ask that the return is neither paid nor given up."""
    return ALLOWED if grant_return.state in OPEN else refused("Ten zwrot jest już rozliczony.")


def has_accounts(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask for the account of the principal and that of the interest."""
    if grant_return.account and grant_return.interest_account:
        return ALLOWED
    return refused("Podaj rachunek do zwrotu dotacji i rachunek do wpłaty odsetek.")


def term_is_over(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask that the contractor had its time (art. 60 and 61 UFP)."""
    if act.day > grant_return.accepted_on:
        return ALLOWED
    return refused("Decyzję o zwrocie wydaje się, gdy termin zwrotu minął.")


def has_decision(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask for the number and the day of the decision."""
    if grant_return.decision_number and grant_return.decision_on:
        return ALLOWED
    return refused("Podaj numer i datę decyzji.")


def is_paid(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask that the whole principal has come back; its interest was paid with it."""
    if left_of(grant_return) <= 0:
        return ALLOWED
    return refused("Nie wpłacono jeszcze całej kwoty.")


def nothing_paid(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask that nothing was paid."""
    if standing(grant_return):
        return refused("Od żądania, na które już wpłacono, nie można odstąpić.")
    return ALLOWED


def is_not_paid(act: Act, grant_return: GrantReturn) -> Verdict:
    """Ask that something is owed again."""
    return ALLOWED if not is_paid(act, grant_return) else refused("Cała kwota jest wpłacona.")


def _went(state: str) -> Rule:
    """Return the condition that the return had come as far as the state before it was paid."""

    def went(act: Act, grant_return: GrantReturn) -> Verdict:
        if grant_return.decision_on is not None:
            before = State.DECISION
        else:
            before = State.DEMANDED if grant_return.demanded_on is not None else State.FOUND
        return ALLOWED if before == state else refused("Zwrot był wcześniej w innym stanie.")

    return went


def may_begin(act: Act, grant_return: GrantReturn, name: str) -> Verdict:
    """Return whether the move could be made once its form is filled in."""
    move = RETURN.move(name)
    asked = tuple(one for one in move.conditions if one not in TYPED)
    return verdict_on(act, grant_return, replace(move, conditions=asked))


TYPED = (has_accounts, has_decision)  # what the form of the move brings
REOPENING = {
    State.FOUND: "reopen_found",
    State.DEMANDED: "reopen",
    State.DECISION: "reopen_decided",
}
RETURN = Procedure(
    name="Zwrot dotacji",
    model=GrantReturn,
    moves=(
        Move(
            "demand",
            sources=(State.FOUND,),
            target=State.DEMANDED,
            label="Wezwij do zwrotu",
            permission=permissions.may_demand,
            conditions=(has_accounts,),
        ),
        Move(
            "decide",
            sources=(State.DEMANDED,),
            target=State.DECISION,
            label="Odnotuj decyzję o zwrocie",
            permission=permissions.may_demand,
            conditions=(term_is_over, has_decision),
        ),
        Move(
            "settle",
            sources=OPEN,
            target=State.PAID,
            label="Zwrócono w całości",
            permission=permissions.may_record,
            conditions=(is_paid,),
        ),
        Move(
            "cancel",
            sources=OPEN,
            target=State.CANCELLED,
            label="Odstąp od żądania",
            permission=permissions.may_demand,
            conditions=(nothing_paid,),
            grave=True,
        ),
        *(
            Move(
                name,
                sources=(State.PAID,),
                target=state,
                label="Cofnij wpłatę",
                permission=permissions.may_record,
                conditions=(is_not_paid, _went(state)),
            )
            for state, name in REOPENING.items()
        ),
    ),
)
