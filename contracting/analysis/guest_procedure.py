"""The moves of an invitation to an analysis: taken by its reader, called off by the office."""

from contracting.analysis.guest_permissions import CLOSED, may_take, may_withdraw_guest
from contracting.analysis.models import Analysis, Guest
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = Guest.State


def in_time(act: Act, guest: Guest) -> Verdict:
    """Allow until the end of the last day, while the analysis is written."""
    if guest.is_over(act.at):
        return refused("Termin dostępu do tej analizy minął. Poproś urząd o nowe zaproszenie.")
    if guest.analysis.state != Analysis.State.DRAFT:
        return refused(CLOSED)
    return ALLOWED


GUEST = Procedure(
    name="Zaproszenie do analizy",
    model=Guest,
    moves=(
        Move(
            "accept",
            sources=(State.INVITED,),
            target=State.ACCEPTED,
            label="Przyjmij zaproszenie",
            permission=may_take,
            conditions=(in_time,),
        ),
        Move(
            "withdraw",
            sources=(State.INVITED, State.ACCEPTED),
            target=State.WITHDRAWN,
            label="Cofnij dostęp",
            permission=may_withdraw_guest,
            question="Ta osoba od razu straci dostęp do analizy. Jej odpowiedzi i uwagi zostaną.",
        ),
    ),
)
