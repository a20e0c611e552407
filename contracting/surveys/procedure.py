"""The moves of a survey: opened once, closed once, or given up before it began."""

from contracting.surveys.models import Survey
from contracting.surveys.permissions import may_run
from contracting.surveys.rules import lacks
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Survey.State
OPEN, CLOSE, WITHDRAW = "open", "close", "withdraw"


def complete(act: Act, survey: Survey) -> Verdict:
    """Nothing that respondents need is missing."""
    del act
    missing = lacks(survey, survey.questions.all())
    return refused(missing[0].sentence) if missing else ALLOWED


def not_past(act: Act, survey: Survey) -> Verdict:
    """Its last day has not gone by."""
    if survey.is_past_on(act.day):
        return refused("Ostatni dzień odpowiedzi już minął. Popraw daty.")
    return ALLOWED


PROCEDURE = Procedure(
    name="Badanie",
    model=Survey,
    moves=(
        Move(
            OPEN,
            (State.DRAFT,),
            State.OPEN,
            "Otwórz badanie",
            may_run,
            (complete, not_past),
            question="Po otwarciu nie można już zmienić pytań. Otworzyć badanie?",
            grave=True,
        ),
        Move(
            CLOSE,
            (State.OPEN,),
            State.CLOSED,
            "Zamknij badanie",
            may_run,
            question="Zamkniętego badania nie można otworzyć ponownie. Zamknąć?",
            grave=True,
        ),
        Move(
            WITHDRAW,
            (State.DRAFT,),
            State.WITHDRAWN,
            "Wycofaj szkic",
            may_run,
            question="Wycofanego szkicu nie można przywrócić; można go skopiować. Wycofać?",
            grave=True,
        ),
    ),
)
