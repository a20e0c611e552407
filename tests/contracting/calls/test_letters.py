"""Who gets a letter along a call's way: the executive, the clerks, never the neighbour."""

import pytest
from post_office.models import Email

from contracting.calls import actions
from mkus_portal.notifications.models import Letter
from tests.contracting.calls.factories import (
    AT,
    make_call,
    make_office,
    make_published_call,
    member_act,
)

pytestmark = pytest.mark.django_db


def told(kind):
    return {one.user_id for one in Letter.objects.filter(kind=kind)}


def test_the_executive_and_then_the_clerks_are_told(office, clerk):
    mayor, stranger = member_act(office, "executive"), member_act(make_office(), "executive")
    call = make_call(office, act=clerk)
    actions.send_to_approve(clerk, call)
    assert told("call_to_approve") == {mayor.user}
    actions.approve_call(mayor, call, "1/2026", AT.date(), "Anna Wzorowa")
    assert clerk.user in told("call_approved")
    assert not told("call_approved") & {mayor.user, stranger.user}


def test_a_question_and_an_annulment_reach_the_clerks(office, clerk):
    call = make_published_call(office, annulment_reservation="Wójt może unieważnić konkurs.")
    asker = member_act(make_office(), at=call.opens_at)
    actions.ask_question(asker, call, "Czy można dwa razy?")
    assert clerk.user in told("call_question_asked")
    letter = Email.objects.filter(letter__kind="call_question_asked").first()
    assert "Czy można dwa razy?" in letter.message
    mayor = member_act(office, "executive", call.opens_at)
    actions.annul_call(mayor, call, "reservation", "Powód.", "2/2026", mayor.day, "Anna")
    assert clerk.user in told("call_annulled")
