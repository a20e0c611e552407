"""When a published call may be annulled, and what later rooms have to say about it."""

from collections.abc import Callable

from contracting.calls.models import Annulment, Call
from contracting.calls.rules import Phase, phase
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

Objection = Callable[[Act, Call, str], Verdict]
_objections: list[Objection] = []


def register_objection(objection: Objection) -> None:
    """Let a later room refuse a ground (there are offers after all); called from its `apps.py`."""
    _objections.append(objection)


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
