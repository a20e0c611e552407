"""Eight presses at once: one access is given; a withdrawal leaves none behind."""

import pytest

from contracting.offers import advice_actions as actions
from contracting.offers.models import Advice
from mkus_portal.accounts.models import Key
from mkus_portal.act import NOWHERE, Act
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests import cast as people
from tests.contracting.offers.factories import OPEN, make_cast
from tests.contracting.offers.test_advice import UNTIL

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_invitation_taken_and_called_off_at_once_leaves_no_key(at_once):
    cast = make_cast()
    person = people.make_user()
    people.confirm(person)
    offer = cast.draft()
    pk = actions.ask_for_advice(cast.editor, offer, email=person.email, until=UNTIL).pk
    taker = Act(person.pk, "person", NOWHERE, OPEN)

    def press(number):
        advice = Advice.objects.get(pk=pk)
        try:
            if number % 2:
                actions.accept_advice(taker, advice)
            else:
                actions.withdraw_advice(cast.editor, advice)
        except (MoveRefused, MoveTaken):
            return "no"
        return "accept" if number % 2 else "withdraw"

    outcomes, (state, open_keys) = at_once(
        press,
        lambda: (
            Advice.objects.get(pk=pk).state,
            Key.objects.opening(offer, OPEN, Key.Right.COMMENT).count(),
        ),
    )
    assert outcomes.count("accept") <= 1
    assert outcomes.count("withdraw") == 1 or state == "accepted"
    assert open_keys == (1 if state == "accepted" else 0)
