"""When a published call may be annulled, and what later rooms say and do about it."""

from collections.abc import Callable

from contracting.calls.models import Annulment, Call
from contracting.calls.rules import Phase, phase
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

Objection = Callable[[Act, Call, str], Verdict]
Sequel = Callable[[Act, Annulment], None]
_objections: list[Objection] = []
_sequels: list[Sequel] = []


def register_objection(objection: Objection) -> None:
    """Let a later room refuse a ground (there are offers after all); called from its `apps.py`."""
    _objections.append(objection)


def register_sequel(sequel: Sequel) -> None:
    """Let a later room act on an annulment, in its transaction; called from its `apps.py`."""
    _sequels.append(sequel)


def tell_later_rooms(act: Act, annulment: Annulment) -> None:
    """Let every later room do what follows for its own rows."""
    for sequel in _sequels:
        sequel(act, annulment)


def ground_holds(act: Act, call: Call, ground: str) -> Verdict:
    """Whether the ground can be used now (art. 18a UDPPiW, or the announcement's reservation)."""
    if ground == Annulment.Ground.RESERVATION:
        if not call.annulment_reservation.strip():
            return refused(
                "Ogłoszenie nie zastrzega unieważnienia z innych powodów niż wymienione w ustawie."
            )
    elif phase(call, act.at) is Phase.OPEN:
        return refused("Na tej podstawie można unieważnić konkurs dopiero po terminie składania.")
    return first_refusal(ALLOWED, *(objection(act, call, ground) for objection in _objections))
