"""Eight people at once: the limit holds, one assigns, no answer comes after the delivery."""

import pytest

from advisory.expertises import actions
from advisory.expertises.models import Expertise
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.advisory.expertises.factories import TERM, answer, fresh, order, place
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    """Nobody rings for documents or letters."""
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: None)
    monkeypatch.setattr("mkus_portal.notifications.actions.ring_for_letters", lambda: None)


def pressed(press):
    try:
        press()
    except (MoveTaken, MoveRefused) as answered:
        return type(answered).__name__
    return "done"


def test_eight_order_the_last_one(at_once, clerk_act, adviser_act, unit, profile):
    for kind in Expertise.Kind.values[:4]:
        order(clerk_act, unit, kind)

    def work(number):
        act = clerk_act if number % 2 else adviser_act
        return pressed(lambda: order(act, unit, title=f"Zamówienie {number}"))

    outcomes, found = at_once(
        work, lambda: (Expertise.objects.filter(unit=unit).count(), Duty.objects.count())
    )
    assert outcomes.count("done") == 1
    assert outcomes.count("Refused") == PEOPLE - 1
    assert found == (5, 5)


def test_one_of_many_assigns(at_once, runs, ordered, expert):
    opened = [fresh(ordered) for _ in range(PEOPLE)]
    outcomes, found = at_once(
        lambda number: pressed(lambda: actions.assign_expert(runs, opened[number], expert, TERM)),
        lambda: (
            MoveLog.objects.filter(move="assign").count(),
            Duty.objects.filter(kind="answer_expertise").count(),
        ),
    )
    assert outcomes.count("done") == 1
    assert found == (1, 1)


def test_no_answer_comes_after_the_delivery(at_once, expert_act, assigned):
    made = answer(assigned)
    question = made.questions.first()
    opened = [fresh(made) for _ in range(PEOPLE)]

    def work(number):
        if number == 0:
            return pressed(lambda: actions.deliver_expertise(expert_act, opened[0]))
        text = f"Spóźniona {number}"
        return pressed(
            lambda: save_field(expert_act, opened[number].draft, place(question), text, 1)
        )

    outcomes, (state, kept) = at_once(
        work,
        lambda: (
            Expertise.objects.get(pk=made.pk).state,
            Expertise.objects.get(pk=made.pk).questions.first().version_of("answer"),
        ),
    )
    assert (outcomes[0], state) == ("done", "delivered")
    assert kept in {1, 2}
    assert set(outcomes[1:]) <= {"done", "Refused"}
