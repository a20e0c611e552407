"""The one move of a meeting: it is closed, and its minutes are ready."""

from contracting.evaluation.meeting_board import board_of
from contracting.evaluation.models import Meeting
from contracting.evaluation.scoring_permissions import may_keep_minutes
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def quorum_is_there(act: Act, meeting: Meeting) -> Verdict:
    """Ask for the quorum counted from the line-up."""
    board = board_of(meeting)
    if board.has_quorum:
        return ALLOWED
    return refused(
        f"Nie ma kworum: obecnych jest {board.present} z {board.line_up} osób z prawem głosu,"
        f" potrzeba co najmniej {board.needed}."
    )


def all_voted(act: Act, meeting: Meeting) -> Verdict:
    """Ask for a vote on every scored offer, each by no more people than could vote."""
    board = board_of(meeting)
    waiting = len(board.not_voted)
    if waiting:
        offers = plural(waiting, "ofertą", "ofertami", "ofertami")
        numbers = ", ".join(one.assessment.offer.number for one in board.not_voted[:5])
        return refused(f"Nie głosowano jeszcze nad {waiting} {offers}: {numbers}.")
    faults = [f"{one.assessment.offer.number}: {one.fault}" for one in board.lines if one.fault]
    return refused(" ".join(faults)) if faults else ALLOWED


MEETING = Procedure(
    name="Posiedzenie komisji",
    model=Meeting,
    moves=(
        Move(
            "close",
            sources=(Meeting.State.OPEN,),
            target=Meeting.State.CLOSED,
            label="Zakończ posiedzenie",
            permission=may_keep_minutes,
            conditions=(quorum_is_there, all_voted),
            question="Po zakończeniu posiedzenia protokołu nie można już zmienić. Zakończyć?",
            grave=True,
        ),
    ),
)
