"""The moves of a thread: done and opened again; a proposed wording is taken or turned down."""

from mkus_portal.act import Act
from mkus_portal.drafting.models import Thread
from mkus_portal.drafting.permissions import may_answer_proposal, may_talk
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.workflow.engine import Move, Procedure

State = Thread.State
RESOLVE, REOPEN, ACCEPT, REJECT = "resolve", "reopen", "accept", "reject"


def is_proposal(act: Act, thread: Thread) -> Verdict:
    """Allow where a wording is proposed."""
    return ALLOWED if thread.is_proposal else refused("Ta uwaga nie proponuje tekstu.")


THREAD = Procedure(
    name="Uwaga do formularza",
    model=Thread,
    moves=(
        Move(
            RESOLVE,
            sources=(State.OPEN,),
            target=State.RESOLVED,
            label="Oznacz jako załatwioną",
            permission=may_talk,
        ),
        Move(
            REOPEN,
            sources=(State.RESOLVED, State.REJECTED),
            target=State.OPEN,
            label="Otwórz ponownie",
            permission=may_talk,
        ),
        Move(
            ACCEPT,
            sources=(State.OPEN,),
            target=State.ACCEPTED,
            label="Przyjmij propozycję",
            permission=may_answer_proposal,
            conditions=(is_proposal,),
        ),
        Move(
            REJECT,
            sources=(State.OPEN,),
            target=State.REJECTED,
            label="Odrzuć propozycję",
            permission=may_answer_proposal,
            conditions=(is_proposal,),
        ),
    ),
)
