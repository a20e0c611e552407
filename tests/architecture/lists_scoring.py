"""How one more row of the lists of scoring and of meetings comes about."""

from typing import Any

from contracting.evaluation.actions import impartiality, meeting, session
from contracting.evaluation.conflicts import bids_of, digest_of_bids
from contracting.evaluation.models import Assessment, Evaluation
from tests.architecture import world_evaluation_commission as commissions
from tests.architecture import world_evaluation_scoring as scoring
from tests.architecture.lists_commission import add_evaluation
from tests.architecture.world import WROTE


def the_evaluation(people: Any) -> Evaluation:
    """The one evaluation that a commission scores."""
    if "scored_evaluation" not in people.things:
        evaluation = add_evaluation(people)
        commissions._seat(people, evaluation, {"commission_member": "body"}, WROTE, "1/2026")
        digest = digest_of_bids(bids_of(evaluation))
        act = people.act("commission_member", WROTE)
        impartiality.declare(act, evaluation, {}, digest=digest)
        evaluation.assessments.update(state=Assessment.State.FORMAL_OK)
        session.open_merit(people.act("clerk", WROTE), scoring._evaluation(evaluation))
        people.things["scored_evaluation"] = evaluation
    return scoring._evaluation(people.things["scored_evaluation"])


def add_offer(people: Any) -> None:
    """One more fit offer with a closed card."""
    evaluation = the_evaluation(people)
    assessment = scoring.add_offer(people, evaluation, WROTE)
    member = evaluation.members.get()
    scoring.add_closed_card(people.act("clerk", WROTE), assessment, member)


def add_meeting(people: Any) -> None:
    """One more meeting, closed."""
    clerk = people.act("clerk", WROTE)
    evaluation = the_evaluation(people)
    made = meeting.open_meeting(clerk, evaluation, place="sala 5", began_at=WROTE)
    meeting.save_presence(clerk, made, list(made.attendances.values_list("member", flat=True)))
    meeting.close_meeting(clerk, made, WROTE)
