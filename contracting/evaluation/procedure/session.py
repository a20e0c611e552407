"""Moves of a call's evaluation up to scoring."""

from contracting.evaluation import permissions
from contracting.evaluation.models import BEFORE_MERIT, Assessment, Evaluation
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import Move
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Evaluation.State


def all_checked(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask that every offer is either fit or rejected formally."""
    waiting = evaluation.assessments.filter(state__in=BEFORE_MERIT).count()
    if not waiting:
        return ALLOWED
    offers = plural(waiting, "oferta", "oferty", "ofert")
    verb = plural(waiting, "czeka", "czekają", "czeka")
    return refused(f"Na wynik oceny formalnej {verb} jeszcze {waiting} {offers}.")


def one_fits(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask for at least one fit offer: without one the call is annulled (art. 18a ust. 1 pkt 2)."""
    if evaluation.assessments.filter(state=Assessment.State.FORMAL_OK).exists():
        return ALLOWED
    return refused(
        "Żadna oferta nie spełniła wymogów. Konkurs trzeba unieważnić (art. 18a ust. 1 pkt 2)."
    )


def appointed(act: Act, evaluation: Evaluation) -> Verdict:
    """Ask for the commission: the body must appoint one (art. 15 ust. 2a)."""
    if evaluation.is_appointed:
        return ALLOWED
    return refused("Organ wykonawczy musi najpierw powołać komisję (art. 15 ust. 2a).")


MOVES = (
    Move(
        "open_merit",
        sources=(State.FORMAL,),
        target=State.MERIT,
        label="Zakończ ocenę formalną i przekaż oferty komisji",
        permission=permissions.may_run,
        conditions=(all_checked, one_fits, appointed),
        question="Po przekazaniu ofert komisji nie można wrócić do oceny formalnej. Przekazać?",
        grave=True,
    ),
)
