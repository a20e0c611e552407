"""How one more row of the commission's lists comes about."""

from typing import Any

from contracting.evaluation.actions import commission, recruitment, session
from contracting.evaluation.lineup import Proposed
from contracting.evaluation.models import Evaluation, Recruitment
from tests import cast
from tests.architecture.world import EARLY, EARLY_DEADLINE, WROTE, writers_of
from tests.contracting.calls import factories as calls
from tests.contracting.offers.factories import ngo_act


def add_evaluation(people: Any) -> Evaluation:
    """A call whose deadline has passed, with an offer."""
    office = people.things["office"]
    call = calls.make_published_call(office, at=EARLY, deadline_at=EARLY_DEADLINE)
    writers_of(people, call).sent()
    return session.begin_evaluation(people.act("clerk", WROTE), call)


def add_member(people: Any) -> None:
    """One more person in the line-up of the one evaluation."""
    evaluation = Evaluation.objects.first() or add_evaluation(people)
    people.things["evaluation"] = evaluation
    user = cast.make_user()
    commission.add_member(
        people.act("clerk", WROTE), evaluation, Proposed(user.full_name, user.email, "body")
    )


def add_recruitment(people: Any) -> Recruitment:
    """A draft."""
    return recruitment.create_recruitment(
        people.act("clerk", WROTE),
        title="Nabór",
        call=None,
        year=2027,
        requirements="Doświadczenie.",
        opens_on=WROTE.date(),
        closes_on=WROTE.date(),
    )


def add_published_recruitment(people: Any) -> Recruitment:
    """A published one."""
    return recruitment.publish_recruitment(people.act("clerk", WROTE), add_recruitment(people))


def add_candidate(people: Any) -> None:
    """One more candidate of the one recruitment."""
    made = Recruitment.objects.first() or add_published_recruitment(people)
    people.things["recruitment"] = made
    organisation, user = cast.make_organisation(), cast.make_user()
    recruitment.indicate_candidate(
        ngo_act(organisation, user, "ngo_admin", WROTE),
        made,
        full_name=user.full_name,
        email=user.email,
        experience="",
    )
