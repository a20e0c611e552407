"""Eight people press the button at once: one sending, one number, one receipt."""

import pytest

from contracting.offers import actions
from contracting.offers.models import NumberSeries, Offer, OfferSignature
from mkus_portal.notifications.models import Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.offers.factories import make_cast
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


def send(act, pk, key):
    """Return the number, or the name of the refusal."""
    try:
        return actions.submit_offer(act, Offer.objects.get(pk=pk), key).number
    except (MoveTaken, MoveRefused) as answer:
        return type(answer).__name__


@pytest.mark.parametrize("same_key", [True, False])
def test_one_offer_is_sent_once(at_once, same_key):
    cast = make_cast()
    pk = cast.draft().pk
    outcomes, (moves, letters, last) = at_once(
        lambda number: send(cast.president, pk, "klucz" if same_key else f"klucz-{number}"),
        lambda: (
            MoveLog.objects.filter(move="submit").count(),
            Letter.objects.filter(kind="offer_receipt").count(),
            NumberSeries.objects.get(office=cast.office).last,
        ),
    )
    sent = [one for one in outcomes if one == "O/2026/00001"]
    assert len(sent) == (PEOPLE if same_key else 1)
    assert set(outcomes) <= {"O/2026/00001", "MoveTaken"}
    assert (moves, letters, last) == (1, 3, 1)


def test_a_nervous_hand_gets_one_receipt(at_once):
    cast = make_cast()
    pk = cast.draft().pk
    outcomes, (moves, signatures) = at_once(
        lambda _: actions.sign_and_send(cast.president, Offer.objects.get(pk=pk), "klucz"),
        lambda: (MoveLog.objects.filter(move="submit").count(), OfferSignature.objects.count()),
    )
    assert outcomes == [True] * PEOPLE
    assert (moves, signatures) == (1, 1)


def test_eight_offers_get_eight_numbers(at_once):
    first = make_cast()
    offers = [first.draft().pk for _ in range(PEOPLE)]
    outcomes, numbers = at_once(
        lambda number: send(first.president, offers[number], str(number)),
        lambda: sorted(Offer.objects.values_list("number", flat=True)),
    )
    assert sorted(outcomes) == numbers == [f"O/2026/{one:05d}" for one in range(1, PEOPLE + 1)]


def test_the_limit_of_offers_holds_at_once(at_once):
    cast = make_cast(max_offers_per_organisation=2)
    offers = [cast.draft().pk for _ in range(PEOPLE)]
    outcomes, sent = at_once(
        lambda number: send(cast.president, offers[number], str(number)),
        lambda: Offer.objects.filter(state="submitted").count(),
    )
    assert sent == 2
    assert outcomes.count("Refused") == PEOPLE - 2
