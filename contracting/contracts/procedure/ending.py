"""Moves that end a contract in force."""

from contracting.contracts import permissions
from contracting.contracts.afterwards import nothing_stands_in_the_way
from contracting.contracts.models import Contract
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Contract.State


def nothing_paid(act: Act, contract: Contract) -> Verdict:
    """Ask that no money has been transferred yet (§ 12 of the framework contract)."""
    if contract.tranches.filter(state="paid").exists():
        return refused(
            "Od umowy można odstąpić do dnia przekazania dotacji; ta jest już wypłacona."
        )
    return ALLOWED


def may_withdraw(act: Act, contract: Contract) -> Verdict:
    """Allow those who may sign for the contractor, and its administrator."""
    if permissions.is_of_contractor(act, contract, *permissions.SENDERS):
        return ALLOWED
    return refused(
        "Od umowy odstępuje osoba reprezentująca zleceniobiorcę albo jego administrator."
    )


MOVES = (
    Move(
        "withdraw",
        sources=(State.IN_FORCE,),
        target=State.WITHDRAWN,
        label="Odstąp od umowy",
        permission=may_withdraw,
        conditions=(nothing_paid,),
        grave=True,
    ),
    Move(
        "terminate",
        sources=(State.IN_FORCE,),
        target=State.TERMINATED,
        label="Rozwiąż umowę",
        permission=permissions.may_write,
        grave=True,
    ),
    Move(
        "settle",
        sources=(State.IN_FORCE,),
        target=State.SETTLED,
        label="Uznaj umowę za wykonaną i rozliczoną",
        permission=permissions.may_write,
        conditions=(nothing_stands_in_the_way,),
        grave=True,
    ),
)
