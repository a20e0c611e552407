"""What offers say to the annulment of their call."""

import pytest

from contracting.calls.actions import annul_call
from contracting.calls.models import Call
from contracting.offers import actions
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.offers.factories import AFTER, make_cast

pytestmark = pytest.mark.django_db


def annul(cast, ground="no_offers"):
    mayor = cast.clerk(AFTER, "executive")
    return annul_call(mayor, cast.call, ground, "Powód.", "3/2026", mayor.day, "Anna Wzorowa")


def state_of(cast):
    return Call.objects.get(pk=cast.call.pk).state


def test_no_offers_is_no_ground_while_one_stands():
    cast = make_cast()
    cast.sent()
    with pytest.raises(MoveRefused, match="wpłynęła 1 oferta"):
        annul(cast)
    assert state_of(cast) == "published"
    assert annul(cast, "none_fits").ground == "none_fits"
    assert state_of(cast) == "annulled"


def test_drafts_withdrawn_ones_and_those_of_another_call_do_not_count():
    cast = make_cast()
    cast.draft()
    actions.withdraw_offer(cast.editor, cast.sent())
    make_cast().sent()
    assert annul(cast).ground == "no_offers"
    assert state_of(cast) == "annulled"
