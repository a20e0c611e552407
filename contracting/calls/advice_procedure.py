"""The moves of an invitation to a draft: taken by the adviser, called off by the office."""

from contracting.calls.advice_permissions import (
    DECIDED,
    OPEN,
    may_take_advice,
    may_withdraw_advice,
)
from contracting.calls.models import CallAdvice
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = CallAdvice.State


def in_time(act: Act, advice: CallAdvice) -> Verdict:
    """Allow until the end of the last day, while the draft waits for its approval."""
    if advice.is_over(act.at):
        return refused("Termin dostępu do tego konkursu minął. Poproś urząd o nowe zaproszenie.")
    if advice.call.state not in OPEN:
        return refused(DECIDED)
    return ALLOWED


CALL_ADVICE = Procedure(
    name="Dostęp doradcy do szkicu konkursu",
    model=CallAdvice,
    moves=(
        Move(
            "accept",
            sources=(State.INVITED,),
            target=State.ACCEPTED,
            label="Przyjmij zaproszenie",
            permission=may_take_advice,
            conditions=(in_time,),
        ),
        Move(
            "withdraw",
            sources=(State.INVITED, State.ACCEPTED),
            target=State.WITHDRAWN,
            label="Cofnij zgodę",
            permission=may_withdraw_advice,
            question="Doradca od razu straci dostęp do szkicu. Jego uwagi i propozycje zostaną.",
        ),
    ),
)
