"""Whoever advises on an offer of the call is kept out of its commission, whenever that began."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracting.evaluation.actions import commission
from contracting.evaluation.conflicts import bar, findings
from contracting.evaluation.lineup import Proposed
from contracting.evaluation.models import CommissionMember, Recusal
from contracting.evaluation.permissions import may_score
from contracting.offers import advice_actions
from contracting.offers.models import Offer
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.models import Key, User
from mkus_portal.act import NOWHERE, Act
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from tests.contracting.evaluation.factories_commission import (
    LATER,
    declare,
    make_person,
    make_room,
    open_merit,
    propose,
    seat,
)
from tests.contracting.offers.factories import OPEN, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_room()


def advise(user, offer, at=OPEN, right=Key.Right.COMMENT):
    return give_key(Act.system(at), user, offer, right, "doradca", at + timedelta(days=90))


def offer_of(cast):
    return Offer.objects.filter(organisation=cast.organisation).latest("pk")


@pytest.mark.parametrize("right", [Key.Right.COMMENT, Key.Right.WRITE])
def test_an_adviser_is_not_proposed_also_after_the_key_was_taken(room, right):
    person = make_person()
    key = advise(person, offer_of(room.bidder), right=right)
    with pytest.raises(Refused, match=room.bidder.organisation.name):
        propose(room, person)
    take_key(Act.system(OPEN + timedelta(days=1)), key)
    with pytest.raises(Refused, match="doradza albo doradzała"):
        propose(room, person)
    assert not CommissionMember.objects.exists()


def test_a_commissions_key_to_read_ties_nobody(room):
    act = seat(room)
    declare(act, room.evaluation)
    open_merit(room)
    member = CommissionMember.objects.get(user=act.user)
    assert Key.objects.filter(user=act.user, right=Key.Right.READ).exists()
    assert findings(room.fresh(), [member], LATER.date()) == []


def test_a_draft_that_was_never_sent_bars_without_saying_whose_it_is(room):
    silent = make_cast(call=room.call)
    person = make_person()
    advise(person, silent.draft())
    with pytest.raises(Refused) as refusal:
        propose(room, person)
    assert "ofercie w tym konkursie" in str(refusal.value)
    assert silent.organisation.name not in str(refusal.value)


def test_advice_in_another_call_is_asked_about_and_bars_nobody(room):
    elsewhere = make_cast()
    person = make_person()
    draft = elsewhere.draft()
    Offer.objects.filter(pk=draft.pk).update(organisation=room.bidder.organisation)
    advise(person, draft)
    member = propose(room, person)
    (found,) = findings(room.fresh(), [member], LATER.date())
    assert (found.is_certain, found.assessment) == (False, room.of(room.bidder).pk)
    assert bar([found], member.pk) == ""


def test_whoever_starts_advising_after_the_line_up_is_excluded_and_both_sides_are_told(room):
    person = make_person()
    silent = make_cast(call=room.call)
    draft = silent.draft()
    invited = advice_actions.ask_for_advice(
        silent.editor, draft, email=person.email, until=(LATER + timedelta(days=30)).date()
    )
    act = seat(room, person)
    declare(act, room.evaluation)
    open_merit(room)
    assert may_score(act, room.of(room.bidder))
    advice_actions.accept_advice(Act(person.pk, "person", NOWHERE, LATER), invited)
    assert not Offer.objects.visible_to(act).exists()
    refusal = may_score(act, room.of(room.bidder))
    assert (refusal.ok, "doradza" in refusal.reason) == (False, True)
    assert Duty.objects.open().filter(kind="commission_replace").count() == 1
    kinds = Letter.objects.values_list("kind", flat=True)
    assert {"commission_conflict", "commission_advises"} <= set(kinds)


def test_a_bidder_who_corrects_with_an_adviser_excludes_them_from_its_offer(room):
    act = seat(room)
    declare(act, room.evaluation)
    open_merit(room)
    offer = offer_of(room.bidder)
    Offer.objects.filter(pk=offer.pk).update(state=Offer.State.DRAFT)
    invited = advice_actions.ask_for_advice(
        room.bidder.editor,
        Offer.objects.get(pk=offer.pk),
        email=User.objects.get(pk=act.user).email,
        until=(LATER + timedelta(days=30)).date(),
    )
    advice_actions.accept_advice(Act(act.user, "person", NOWHERE, LATER), invited)
    recusal = Recusal.objects.get()
    assert (recusal.ground, recusal.source) == (Recusal.Ground.ADVISED, Recusal.Source.DETECTED)
    assert recusal.assessment == room.of(room.bidder)
    assert not Key.objects.held_by(act, Offer, Key.Right.READ).exists()


def test_the_office_is_told_once_and_taking_the_person_out_ends_the_duty(room):
    person = make_person()
    member = propose(room, person)
    silent = make_cast(call=room.call)
    for _ in range(2):
        invited = advice_actions.ask_for_advice(
            silent.editor,
            silent.draft(),
            email=person.email,
            until=(LATER + timedelta(days=30)).date(),
        )
        advice_actions.accept_advice(Act(person.pk, "person", NOWHERE, LATER), invited)
    written = Letter.objects.filter(kind="commission_conflict").values_list("to", flat=True)
    assert len(written) == len(set(written)) > 0
    assert Duty.objects.open().filter(kind="commission_replace").count() == 1
    commission.take_out(room.clerk, member)
    assert not Duty.objects.open().filter(kind="commission_replace").exists()


def test_as_many_queries_for_one_adviser_as_for_three(room):
    members = []
    for _ in range(3):
        proposed = make_person()
        members.append(
            commission.add_member(
                room.clerk, room.fresh(), Proposed(proposed.full_name, proposed.email, "body")
            )
        )
        advise(proposed, offer_of(room.bidder))
    counts = []
    for some in (members[:1], members):
        with CaptureQueriesContext(connection) as queries:
            findings(room.fresh(), some, LATER.date())
        counts.append(len(queries))
    assert counts[0] == counts[1]
