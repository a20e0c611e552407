"""What this room tells the calls' room: which results are due, and what their publication does."""

from contracting.calls.models import Annulment, Call
from contracting.calls.results import Results
from contracting.evaluation.models import Assessment, Evaluation
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def pending(call: Call) -> Results | None:
    """Return the oldest decision of the call that has not been published."""
    evaluation = Evaluation.objects.filter(call=call).first()
    if evaluation is None:
        return None
    waiting = evaluation.decisions.filter(results_published_at=None)
    decision = waiting.order_by("ordinal").first()
    return Results(decision.ordinal, decision.decided_at) if decision else None


def may_still_annul(act: Act, call: Call, ground: str) -> Verdict:
    """Refuse to annul what is decided; refuse "none fits" while an offer may fit."""
    evaluation = Evaluation.objects.filter(call=call).first()
    if evaluation is None:
        return ALLOWED
    if evaluation.state in (Evaluation.State.DECIDED, Evaluation.State.PUBLISHED):
        return refused("Konkurs jest rozstrzygnięty, nie można go już unieważnić.")
    fitting = evaluation.assessments.exclude(state=Assessment.State.REJECTED_FORMAL)
    if ground == Annulment.Ground.NONE_FITS and fitting.exists():
        return refused("Nie wszystkie oferty są odrzucone: ta podstawa unieważnienia nie zachodzi.")
    return ALLOWED
