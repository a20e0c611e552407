"""The moves of a call's evaluation and of each offer's assessment."""

from contracting.evaluation.models import Assessment, Evaluation
from contracting.evaluation.procedure import deciding, formal, scoring, session
from contracting.evaluation.procedure.meeting import MEETING
from contracting.evaluation.procedure.scoring import CARD
from mkus_portal.workflow.engine import Procedure

EVALUATION = Procedure(
    name="Ocena konkursu", model=Evaluation, moves=(*session.MOVES, *deciding.SESSION_MOVES)
)
ASSESSMENT = Procedure(
    name="Ocena oferty",
    model=Assessment,
    moves=(*formal.MOVES, *scoring.MOVES, *deciding.MOVES),
)
PROCEDURES = (EVALUATION, ASSESSMENT, CARD, MEETING)

__all__ = ("ASSESSMENT", "CARD", "EVALUATION", "MEETING", "PROCEDURES")
