"""What a later room does and says after the signatures: the settlement registers it."""

from collections.abc import Callable

from contracting.contracts.models import Contract
from mkus_portal.act import Act
from mkus_portal.verdict import Verdict, first_refusal

Objection = Callable[[Act, Contract], Verdict]
Sequel = Callable[[Act, Contract], None]
_objections: list[Objection] = []
_amended: list[Sequel] = []


def register(objection: Objection, amended: Sequel) -> None:
    """Let a later room object to settling a contract, and follow its amendments."""
    _objections.append(objection)
    _amended.append(amended)


def nothing_stands_in_the_way(act: Act, contract: Contract) -> Verdict:
    """Ask that no later room objects: its reports, returns and inspections are through."""
    return first_refusal(*(object_to(act, contract) for object_to in _objections))


def tell_amended(act: Act, contract: Contract) -> None:
    """Do all that follows an amendment in force, in its transaction."""
    for follow in _amended:
        follow(act, contract)
