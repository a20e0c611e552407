"""Moves of the decision: on the evaluation, and on each offer."""

from contracting.evaluation import permissions
from contracting.evaluation.answers import may_still_resign
from contracting.evaluation.models import Assessment, Evaluation, Meeting, Scenario
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Assessment.State


def all_scored(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask that the commission has scored every fit offer."""
    if evaluation.assessments.filter(state=State.FORMAL_OK).exists():
        return refused("Komisja nie oceniła jeszcze wszystkich ofert.")
    return ALLOWED


def commission_has_met(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask for the commission's opinion: the minutes of a closed meeting (art. 15 ust. 2a)."""
    if evaluation.meetings.filter(state=Meeting.State.CLOSED).exists():
        return ALLOWED
    return refused(
        "Komisja musi najpierw zakończyć posiedzenie: jej protokół jest opinią o ofertach."
    )


def divided(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask for a chosen division of every task that has scored offers."""
    chosen = Scenario.objects.filter(evaluation=evaluation, is_chosen=True).values("task")
    missing = evaluation.assessments.filter(state=State.SCORED).exclude(offer__task__in=chosen)
    names = missing.order_by("offer__task__position").values_list("offer__task__title", flat=True)
    titles = list(dict.fromkeys(names))
    if not titles:
        return ALLOWED
    return refused(f"Wybierz wariant podziału środków w zadaniu: {', '.join(titles)}.")


def results_are_out(act: Act, assessment: Assessment) -> Verdict:
    """Ask that the results have been published: before that nobody knows them."""
    if assessment.evaluation.state == Evaluation.State.PUBLISHED:
        return ALLOWED
    return refused("Wyniki konkursu nie są jeszcze ogłoszone.")


SESSION_MOVES = (
    Move(
        "decide",
        sources=(Evaluation.State.MERIT,),
        target=Evaluation.State.DECIDED,
        label="Rozstrzygnij konkurs",
        permission=permissions.may_decide,
        conditions=(all_scored, commission_has_met, divided),
        question="Rozstrzygnięcia nie można cofnąć. Rozstrzygnąć?",
        grave=True,
    ),
    Move(
        "publish_results",
        sources=(Evaluation.State.DECIDED,),
        target=Evaluation.State.PUBLISHED,
        label="Ogłoś wyniki",
        permission=permissions.may_run,
        question="Wyniki dostaną wszyscy oferenci. Ogłosić?",
        grave=True,
    ),
)
MOVES = (
    Move(
        "award",
        sources=(State.SCORED,),
        target=State.AWARDED,
        label="Przyznaj dotację",
        permission=permissions.may_decide_on,
    ),
    Move(
        "put_on_reserve",
        sources=(State.SCORED,),
        target=State.RESERVE,
        label="Wpisz na listę rezerwową",
        permission=permissions.may_decide_on,
    ),
    Move(
        "leave_out",
        sources=(State.SCORED,),
        target=State.NOT_AWARDED,
        label="Nie przyznawaj dotacji",
        permission=permissions.may_decide_on,
    ),
    Move(
        "move_up",
        sources=(State.RESERVE,),
        target=State.AWARDED,
        label="Przyznaj dotację z listy rezerwowej",
        permission=permissions.may_decide_on,
        conditions=(results_are_out,),
        grave=True,
        question="Przyznać dotację z listy rezerwowej?",
    ),
    Move(
        "accept",
        sources=(State.AWARDED,),
        target=State.ACCEPTED,
        label="Przyjmij dotację",
        permission=permissions.may_answer_award,
        conditions=(results_are_out,),
        grave=True,
        question="Przyjąć dotację w tej kwocie?",
    ),
    Move(
        "resign",
        sources=(State.AWARDED, State.RESERVE, State.ACCEPTED),
        target=State.RESIGNED,
        label="Zrezygnuj",
        permission=permissions.may_answer_award,
        conditions=(results_are_out, may_still_resign),
        grave=True,
        question="Rezygnacji nie można cofnąć. Zrezygnować?",
    ),
)
