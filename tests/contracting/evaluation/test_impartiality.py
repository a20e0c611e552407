"""Impartiality: R07, statements, what the portal finds, Keys given and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from contracting.evaluation.actions import impartiality
from contracting.evaluation.conflicts import Exclusion, bids_of, findings
from contracting.evaluation.models import (
    Assessment,
    CommissionMember,
    ImpartialityStatement,
    Recusal,
)
from contracting.evaluation.permissions import may_score
from contracting.offers.models import Offer
from contracting.offers.permissions import may_read
from mkus_portal.accounts.models import Key
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from tests import cast
from tests.contracting.evaluation.factories_commission import (
    LATER,
    appoint,
    declare,
    indicate,
    make_person,
    make_recruitment,
    make_room,
    open_merit,
    pass_formal,
    propose,
    represent,
    seat,
)
from tests.contracting.offers.factories import joint_content

pytestmark = pytest.mark.django_db
WHY = Exclusion("family", "Bliski krewny w zarządzie.")


@pytest.fixture
def room():
    return make_room()


def keys_of(act):
    """The offers that are open to the person at the instant of the act."""
    return set(Key.objects.objects_open_to(act, Offer).values_list("object_id", flat=True))


def offers_of(room):
    return set(room.evaluation.assessments.values_list("offer", flat=True))


def test_r07_nobody_scores_before_declaring(room):
    act = seat(room)
    open_merit(room)
    verdict = may_score(act, room.of(room.bidder))
    assert (verdict.ok, verdict.reason) == (False, "Najpierw złóż oświadczenie o bezstronności.")
    declare(act, room.evaluation)
    assert may_score(act, room.of(room.bidder))


def test_r07_nobody_scores_an_offer_they_are_excluded_from(room):
    act = seat(room)
    declare(act, room.evaluation, exclusions={room.of(room.bidder).pk: WHY})
    open_merit(room)
    assert WHY.reason in may_score(act, room.of(room.bidder)).reason
    assert may_score(act, room.of(room.rival))


def test_r07_an_expert_a_stranger_and_the_office_do_not_score(room):
    seat(room)
    expert = seat(room, side="expert")
    declare(expert, room.evaluation)
    other = make_room()
    stranger = seat(other)
    declare(stranger, other.evaluation)
    open_merit(room)
    assessment = room.of(room.bidder)
    assert "głos doradczy" in may_score(expert, assessment).reason
    for act in (stranger, room.clerk, room.executive, room.rival.editor):
        assert not may_score(act, assessment)


def test_r07_scoring_waits_for_the_end_of_the_formal_check(room):
    act = seat(room)
    declare(act, room.evaluation)
    assert not may_score(act, room.of(room.bidder))
    open_merit(room)
    rejected = room.of(room.rival)
    Assessment.objects.filter(pk=rejected.pk).update(state="rejected_formal")
    assert may_score(act, room.of(room.bidder))
    assert not may_score(act, room.of(room.rival))


def test_r07_what_registers_show_after_the_statement_counts(room):
    user = make_person()
    act = seat(room, user)
    declare(act, room.evaluation)
    open_merit(room)
    cast.give(user, "ngo_editor", room.bidder.organisation.scope, since=LATER.date())
    assert "rolę" in may_score(act, room.of(room.bidder)).reason
    assert may_score(act, room.of(room.rival))


def test_keys_come_with_the_statement_and_the_end_of_the_formal_check(room):
    act = seat(room)
    declare(act, room.evaluation)
    assert keys_of(act) == set()
    assert not may_read(act, room.of(room.bidder).offer)
    open_merit(room)
    after = act.later(LATER + timedelta(hours=2))
    assert keys_of(after) == offers_of(room)
    assert may_read(after, room.of(room.bidder).offer)
    assert Letter.objects.filter(kind="commission_opened", user=act.user).count() == 1


def test_a_statement_after_the_formal_check_opens_at_once(room):
    act = seat(room)
    open_merit(room)
    after = act.later(LATER + timedelta(hours=2))
    assert keys_of(after) == set()
    declare(after, room.evaluation)
    assert keys_of(after) == offers_of(room)


def test_an_offer_rejected_formally_stays_closed(room):
    act = seat(room)
    declare(act, room.evaluation)
    pass_formal(room)
    rejected = room.of(room.rival)
    Assessment.objects.filter(pk=rejected.pk).update(state="rejected_formal")
    impartiality.open_all_contents(room.clerk, room.fresh())
    assert keys_of(act) == set()  # the session is still formal
    evaluation = room.fresh()
    type(evaluation).objects.filter(pk=evaluation.pk).update(state="merit")
    impartiality.open_all_contents(room.clerk, room.fresh())
    assert keys_of(act) == {room.of(room.bidder).offer_id}


def test_an_exclusion_means_no_key(room):
    act = seat(room)
    declare(act, room.evaluation, exclusions={room.of(room.bidder).pk: WHY})
    open_merit(room)
    after = act.later(LATER + timedelta(hours=2))
    assert keys_of(after) == {room.of(room.rival).offer_id}


def test_the_statement_is_kept_with_the_list_it_was_made_about(room):
    act = seat(room)
    own = room.of(room.bidder)
    statement = declare(act, room.evaluation, exclusions={own.pk: WHY})
    said = {row["number"]: row["said"] for row in statement.content["bids"]}
    assert WHY.reason in said[own.offer.number]
    assert said[room.of(room.rival).offer.number] == "brak podstaw do wyłączenia"
    assert len(statement.bidders_digest) == 64
    assert Document.objects.about(statement).get().kind == "impartiality_statement"
    assert not Duty.objects.of(statement.member).open().exists()
    with pytest.raises(Refused, match="jest już złożone"):
        declare(act, room.evaluation)


def test_a_statement_about_another_list_is_refused(room):
    act = seat(room)
    with pytest.raises(ValidationError, match="Lista oferentów zmieniła się"):
        declare(act, room.evaluation, digest="0" * 64)
    assert not ImpartialityStatement.objects.exists()


def test_an_exclusion_says_what_it_is_about(room):
    act = seat(room)
    foreign = make_room()
    with pytest.raises(ValidationError, match="Opisz"):
        declare(
            act, room.evaluation, exclusions={room.of(room.bidder).pk: Exclusion("family", " ")}
        )
    with pytest.raises(Refused, match="nie ma w tym konkursie"):
        declare(act, room.evaluation, exclusions={foreign.of(foreign.bidder).pk: WHY})


def test_a_role_in_a_bidders_organisation_excludes(room):
    user = make_person()
    cast.give(user, "ngo_editor", room.bidder.organisation.scope)
    act = seat(room, user)
    recusal = Recusal.objects.get()
    assert (recusal.assessment, recusal.source, recusal.ground) == (
        room.of(room.bidder),
        "detected",
        "party",
    )
    assert room.bidder.organisation.name in recusal.reason
    declare(act, room.evaluation)
    open_merit(room)
    assert keys_of(act.later(LATER + timedelta(hours=2))) == {room.of(room.rival).offer_id}


def test_a_representative_of_a_bidder_is_excluded(room):
    user = make_person()
    represent(room.rival, full_name="Jan Inny", user=user)
    seat(room, user)
    recusal = Recusal.objects.get()
    assert (recusal.assessment, recusal.ground) == (room.of(room.rival), "representative")
    told = Letter.objects.filter(kind="commission_conflict").values_list("user", flat=True)
    assert room.clerk.user in set(told)


def test_the_same_name_is_asked_about_and_has_to_be_answered(room):
    represent(room.bidder, full_name="  Józef   ŻÓŁĆ ")
    act = seat(room, make_person("Jozef Zolc"))
    assert not Recusal.objects.exists()
    with pytest.raises(ValidationError, match="Tak samo nazywa się"):
        declare(act, room.evaluation)
    own = room.of(room.bidder)
    statement = declare(act, room.evaluation, not_me=[own.pk])
    said = {row["number"]: row["said"] for row in statement.content["bids"]}
    assert "zbieżność" in said[own.offer.number]
    assert not Recusal.objects.exists()


def test_the_same_name_may_be_answered_by_stepping_aside(room):
    represent(room.bidder, full_name="Maria Mała")
    act = seat(room, make_person("Maria Mała"))
    declare(act, room.evaluation, exclusions={room.of(room.bidder).pk: WHY})
    assert Recusal.objects.get().source == "declared"


def test_a_role_that_has_ended_is_asked_about(room):
    user = make_person()
    ended = LATER.date() - timedelta(days=30)
    cast.give(user, "ngo_editor", room.bidder.organisation.scope, until=ended)
    act = seat(room, user)
    assert not Recusal.objects.exists()
    with pytest.raises(ValidationError, match="miała w portalu rolę"):
        declare(act, room.evaluation)


def test_a_partner_of_a_joint_offer_is_a_bidder():
    room = make_room(content=joint_content(), is_joint=True)
    partner = cast.make_organisation(name="Fundacja Wspólny Ruch", register_number="0000000002")
    user = make_person()
    cast.give(user, "ngo_admin", partner.scope)
    seat(room, user)
    recusal = Recusal.objects.get()
    assert recusal.assessment == room.of(room.bidder)
    assert "Fundacja Wspólny Ruch" in recusal.reason
    assert "Fundacja Wspólny Ruch" in bids_of(room.fresh())[0].bidders


def test_r06_a_partner_of_a_joint_offer_cannot_indicate_either():
    room = make_room(content=joint_content(), is_joint=True)
    partner = cast.make_organisation(name="Inna nazwa w portalu", register_number="0000000002")
    user = make_person()
    indicate(make_recruitment(room.office), partner, user)
    with pytest.raises(Refused, match="nie może zasiadać"):
        propose(room, user)


def test_r06_who_may_not_sit_neither_declares_nor_reads(room):
    user = make_person()
    act = seat(room, user)
    declare(act, room.evaluation)
    open_merit(room)
    after = act.later(LATER + timedelta(hours=2))
    assert keys_of(after) == offers_of(room)
    indicate(make_recruitment(room.office), room.bidder.organisation, user, after.at)
    assert keys_of(after.later(after.at + timedelta(seconds=1))) == set()
    assert "nie może zasiadać" in may_score(after, room.of(room.rival)).reason


def test_findings_cost_the_same_for_three_members(room, count_queries):
    members = [propose(room, make_person())]
    evaluation = room.fresh()
    one = count_queries(lambda: findings(evaluation, members, LATER.date()))
    members += [propose(room, make_person()) for _ in range(2)]
    assert count_queries(lambda: findings(evaluation, members, LATER.date())) == one


def test_one_may_step_aside_later_and_loses_the_key(room):
    act = seat(room)
    own = room.of(room.bidder)
    with pytest.raises(Refused, match="Najpierw złóż oświadczenie"):
        impartiality.step_aside(act, room.fresh(), own, WHY)
    declare(act, room.evaluation)
    open_merit(room)
    after = act.later(LATER + timedelta(hours=2))
    impartiality.step_aside(after, room.fresh(), own, WHY)
    assert keys_of(after) == {room.of(room.rival).offer_id}
    assert not may_score(after, own)


def test_the_executive_body_excludes_on_request(room):
    act = seat(room)
    declare(act, room.evaluation)
    open_merit(room)
    after = LATER + timedelta(hours=2)
    own, member = room.of(room.bidder), CommissionMember.objects.get()
    why = Exclusion("doubt", "Wniosek oferenta z 2.12.2026.")
    with pytest.raises(Refused, match="organ wykonawczy"):
        impartiality.exclude(room.clerk.later(after), member, own, why)
    impartiality.exclude(room.executive.later(after), member, own, why)
    recusal = Recusal.objects.get()
    assert (recusal.source, recusal.recorded_by_id) == ("decided", room.executive.user)
    assert keys_of(act.later(after)) == {room.of(room.rival).offer_id}


def test_the_end_of_a_seat_takes_keys_and_role_back(room):
    act = seat(room)
    declare(act, room.evaluation)
    open_merit(room)
    after = LATER + timedelta(hours=2)
    member = CommissionMember.objects.get()
    propose(room, make_person())
    room.executive = room.executive.later(after)
    appoint(room, leaving={member.pk: "Choroba."}, without_ngo="none_indicated")
    assert keys_of(act.later(after)) == set()
    assert not may_score(act.later(after), room.of(room.rival))
    assert Letter.objects.filter(kind="commission_dismissed", user=act.user).exists()


def test_a_seat_taken_after_the_formal_check_opens_nothing_before_the_statement(room):
    open_merit_with = seat(room)
    declare(open_merit_with, room.evaluation)
    open_merit(room)
    late = seat(room)
    after = late.later(LATER + timedelta(hours=2))
    assert keys_of(after) == set()
    declare(after, room.evaluation)
    assert keys_of(after) == offers_of(room)
