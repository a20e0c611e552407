"""One person on both sides of a call: shown and told to both, neither opened to the other."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import Email

from contracting.calls import actions as calls
from contracting.calls.models import Call
from contracting.offers import advice_actions as actions
from contracting.offers.actions import submit_offer
from contracting.offers.advice_panel import advising
from contracting.offers.advice_sides import helped, sides
from contracting.offers.models import Offer
from mkus_portal.accounts.models import User
from mkus_portal.act import NOWHERE, Act
from tests import cast as people
from tests.contracting.calls.factories import (
    AT,
    make_call,
    make_office,
    member_act,
    publish,
)
from tests.contracting.offers.factories import AFTER, OPEN, make_cast

UNTIL = OPEN.date() + timedelta(days=60)


@pytest.fixture
def person(db):
    found = people.make_user("Doradca Obu", email="doradca@fundacja.example")
    people.confirm(found)
    return found


@pytest.fixture
def cast(person):
    """A published call on whose draft the person has advised."""
    office = make_office()
    clerk = member_act(office)
    call = make_call(office, act=clerk)
    advice = calls.ask_for_advice(clerk, call, email=person.email, until=UNTIL)
    calls.accept_advice(Act(person.pk, "person", NOWHERE, AT), advice)
    calls.send_to_approve(clerk, call)
    calls.approve_call(member_act(office, "executive"), call, "1/2026", AT.date(), "Wójt")
    publish(call, at=AT + timedelta(hours=1))
    return make_cast(call=Call.objects.get(pk=call.pk))


def let_in(cast, offer, person):
    advice = actions.ask_for_advice(cast.editor, offer, email=person.email, until=UNTIL)
    actions.accept_advice(Act(person.pk, "person", NOWHERE, OPEN), advice)
    return advice


def both_sides_letters():
    return Email.objects.filter(subject__startswith="Doradca po obu stronach")


def test_both_sides_are_told_the_office_without_the_bidder(cast, person):
    cast.clerk()
    let_in(cast, cast.draft(), person)
    letters = {one.message for one in both_sides_letters()}
    for_office = [one for one in letters if "a teraz przyjęła" in one]
    assert for_office
    assert all(cast.organisation.name not in one for one in for_office)
    assert [one for one in letters if "przy Państwa ofercie" in one]


def test_both_sides_see_it_the_office_the_bidder_only_after_the_deadline(cast, person):
    offer = cast.draft()
    let_in(cast, offer, person)
    [side] = sides(cast.clerk(), cast.call)["sides"]
    assert (side.name, side.bidders) == ("Doradca Obu", ())
    assert [str(one) for one in advising(cast.editor, offer)["both"]] == ["Doradca Obu"]


def test_the_bidder_is_named_to_the_office_once_the_offer_is_opened(cast, person):
    offer = cast.draft()
    let_in(cast, offer, person)
    submit_offer(cast.president, offer)
    [before] = sides(cast.clerk(), cast.call)["sides"]
    [after] = sides(cast.clerk(AFTER), cast.call)["sides"]
    assert (before.bidders, after.bidders) == ((), (cast.organisation.name,))


def test_neither_draft_is_opened_to_the_other_side(cast, person):
    offer = cast.draft()
    let_in(cast, offer, person)
    adviser = Act(person.pk, "person", NOWHERE, OPEN)
    assert set(Offer.objects.visible_to(adviser)) == {offer}
    assert not Call.objects.in_draft_for(adviser).exists()
    assert not Call.objects.in_draft_for(cast.editor).exists()
    assert not Offer.objects.visible_to(cast.clerk()).exists()


def test_an_adviser_of_one_side_alone_is_no_news(cast):
    other = people.make_user("Inna Doradczyni", email="inna@fundacja.example")
    people.confirm(other)
    let_in(cast, cast.draft(), other)
    assert not both_sides_letters()
    assert sides(cast.clerk(), cast.call) is None


def test_nobody_but_the_office_reads_the_offices_list(cast, person):
    let_in(cast, cast.draft(), person)
    for act in (cast.editor, member_act(make_office()), Act.public(OPEN)):
        assert sides(act, cast.call) is None


def test_help_that_has_ended_still_counts(cast, person):
    assert not Call.objects.opened_to(Act(person.pk, "person", NOWHERE, AT)).exists()
    assert helped(cast.call.pk).users == {person.pk}


def test_the_organisation_is_warned_before_the_invitation_is_taken(cast, person, client_as, clock):
    clock.at = OPEN
    offer = cast.draft()
    advice = actions.ask_for_advice(cast.editor, offer, email=person.email, until=UNTIL)
    editor = User.objects.get(pk=cast.editor.user)
    page = client_as(editor, (cast.editor.role, cast.editor.scope)).get(
        reverse("offer-advisers", args=(offer.pk,))
    )
    said = re.sub(r"\s+", " ", page.content.decode())
    assert "pomagał(a) też urzędowi przy szkicu tego konkursu" in said
    invited = client_as(person).get(reverse("advice-invitation", args=(advice.token,)))
    assert "pomagała urzędowi przy szkicu" in invited.content.decode()
