"""The moves of an analysis: it is closed, whole or with gaps, and never opened again."""

from contracting.analysis import permissions
from contracting.analysis.content import gaps_of
from contracting.analysis.models import Analysis
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Analysis.State
CLOSE, CLOSE_WITH_GAPS = "close", "close_with_gaps"


def complete(act: Act, analysis: Analysis) -> Verdict:
    """Every question marked as required is answered."""
    missing = gaps_of(analysis)
    if not missing:
        return ALLOWED
    return refused(
        f"Brakuje jeszcze {len(missing)} odpowiedzi. Pierwsza z nich – {missing[0].sentence}"
    )


def incomplete(act: Act, analysis: Analysis) -> Verdict:
    """Something is missing, so closing needs a word on why."""
    if gaps_of(analysis):
        return ALLOWED
    return refused("Niczego nie brakuje: zamknij analizę zwykłym przyciskiem.")


PROCEDURE = Procedure(
    name="Analiza",
    model=Analysis,
    moves=(
        Move(
            CLOSE,
            sources=(State.DRAFT,),
            target=State.CLOSED,
            label="Zamknij analizę i utwórz raport",
            permission=permissions.may_close,
            conditions=(complete,),
            question="Zamkniętej analizy nie można zmieniać ani otworzyć ponownie. Zamknąć?",
            grave=True,
        ),
        Move(
            CLOSE_WITH_GAPS,
            sources=(State.DRAFT,),
            target=State.CLOSED,
            label="Zamknij z brakami",
            permission=permissions.may_close,
            conditions=(incomplete,),
            question=(
                "Raport będzie miał na każdej stronie napis „WERSJA ROBOCZA”, a w miejscu braków"
                " „Brak odpowiedzi”. Zamkniętej analizy nie można otworzyć ponownie. Zamknąć?"
            ),
            grave=True,
        ),
    ),
)
