"""The moves of an invitation to an offer: taken by the adviser, called off by the organisation."""

from contracting.offers.advice_permissions import SENT, may_take_advice, may_withdraw_advice
from contracting.offers.models import Advice
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = Advice.State


def in_time(act: Act, advice: Advice) -> Verdict:
    """Allow until the end of the last day, while the offer is written."""
    if advice.is_over(act.at):
        return refused("Termin dostępu do tej oferty minął. Poproś organizację o nowe zaproszenie.")
    if not advice.offer.is_written:
        return refused(SENT)
    return ALLOWED


ADVICE = Procedure(
    name="Dostęp doradcy do oferty",
    model=Advice,
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
            question="Doradca od razu straci dostęp do oferty. Jego uwagi i propozycje zostaną.",
        ),
    ),
)
