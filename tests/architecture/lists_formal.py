"""How one more row of the formal check's lists comes about."""

from typing import Any

from contracting.calls.models import Call
from contracting.evaluation.actions import formal
from contracting.evaluation.actions.conditions import check_automatically
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, Evaluation
from tests.architecture.world import EARLY, EARLY_DEADLINE, WROTE, writers_of
from tests.contracting.calls import factories as calls
from tests.contracting.evaluation.factories_formal import fill


def add_assessment(people: Any) -> Assessment:
    """One more offer in the one evaluation of the office."""
    office = people.things["office"]
    found = Evaluation.objects.select_related("call__office").first()
    if found is None:
        calls.make_published_call(office, at=EARLY, deadline_at=EARLY_DEADLINE)
    call = Call.objects.select_related("office").get(office=office, state="published")
    offer = writers_of(people, call).sent()
    evaluation = found or begin_evaluation(people.act("clerk", WROTE), call)
    people.things["evaluation"] = evaluation
    assessment, _ = Assessment.objects.get_or_create(evaluation=evaluation, offer=offer)
    check_automatically(people.act("clerk", WROTE), evaluation)
    return Assessment.objects.select_related("evaluation__call__office", "offer").get(
        pk=assessment.pk
    )


def add_defect(people: Any) -> None:
    """One more offer rejected formally."""
    clerk = people.act("clerk", WROTE)
    wrong = fill(clerk, add_assessment(people), defect="Poza celami.", lasting=True)
    formal.reject_formally(clerk, wrong, "Poza celami.")
