"""The moves of a unit: chosen or not, testing from the agreement on, finished, withdrawn."""

from advisory.programmes.models import Unit
from advisory.programmes.permissions import may_run_unit, may_withdraw
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Unit.State
CHOOSE, REJECT, SIGN, FINISH, WITHDRAW = "choose", "reject", "sign", "finish", "withdraw"


def is_signed(act: Act, unit: Unit) -> Verdict:
    """Ask for the day of the cooperation agreement, not one to come."""
    day = unit.agreement_signed_on
    if day is None:
        return refused("Wpisz w danych jednostki dzień podpisania porozumienia.")
    if day > act.day:
        return refused("Dzień podpisania porozumienia jeszcze nie nadszedł.")
    return ALLOWED


UNIT = Procedure(
    name="Udział jednostki w programie",
    model=Unit,
    moves=(
        Move(
            CHOOSE,
            (State.APPLIED, State.REJECTED),
            State.CHOSEN,
            "Wybierz do programu",
            may_run_unit,
            question="Wybrać jednostkę do programu?",
        ),
        Move(
            REJECT,
            (State.APPLIED,),
            State.REJECTED,
            "Nie wybieraj",
            may_run_unit,
            question="Nie wybrać jednostki do programu?",
        ),
        Move(
            SIGN,
            (State.CHOSEN,),
            State.TESTING,
            "Porozumienie podpisane",
            may_run_unit,
            (is_signed,),
            question="Rozpocząć udział jednostki w programie?",
        ),
        Move(
            FINISH,
            (State.TESTING,),
            State.FINISHED,
            "Zakończ udział",
            may_run_unit,
            question="Zakończyć udział jednostki w programie?",
        ),
        Move(
            WITHDRAW,
            (State.APPLIED, State.CHOSEN, State.TESTING),
            State.WITHDRAWN,
            "Zapisz rezygnację",
            may_withdraw,
            question="Zapisać rezygnację jednostki z programu?",
            grave=True,
        ),
    ),
)
