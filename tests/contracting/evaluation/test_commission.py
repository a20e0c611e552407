"""The line-up: R05, R06, appointment, changes by later acts, copies, invitations."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from post_office.models import Email

from contracting.evaluation.actions import commission
from contracting.evaluation.models import CommissionMember
from contracting.evaluation.permissions import seat_of
from mkus_portal.accounts.actions import InvitationClosed, accept_invitation
from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.act import Scope
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from tests.contracting.calls.factories import make_published_call, member_act
from tests.contracting.evaluation.factories_commission import (
    LATER,
    Room,
    appoint,
    declare,
    indicate,
    make_candidate,
    make_person,
    make_recruitment,
    make_room,
    propose,
    propose_candidate,
    seat,
    take_seat,
)
from tests.contracting.offers.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_room()


def test_r05_a_commission_needs_somebody_of_the_body(room):
    propose_candidate(room, make_candidate(room.office, room.call))
    with pytest.raises(Refused, match="przedstawiciel organu wykonawczego"):
        appoint(room)
    assert not room.fresh().is_appointed


def test_r05_a_commission_needs_ngo_people_or_a_recorded_reason(room):
    propose(room, make_person())
    with pytest.raises(Refused, match="nie ma osób wskazanych przez organizacje"):
        appoint(room)
    appoint(room, without_ngo="none_indicated")
    assert room.fresh().without_ngo == "none_indicated"


def test_r05_an_expert_is_nobody_of_the_body(room):
    propose(room, make_person(), "expert")
    propose_candidate(room, make_candidate(room.office, room.call))
    with pytest.raises(Refused, match="przedstawiciel organu"):
        appoint(room)


def test_r05_none_indicated_is_refused_when_somebody_was(room):
    candidate = make_candidate(room.office, room.call)
    propose(room, make_person())
    with pytest.raises(Refused, match=f"wskazały kandydatów: {candidate.full_name}"):
        appoint(room, without_ngo="none_indicated")
    appoint(room, without_ngo="not_taking_part")


def test_r05_a_candidate_of_another_call_or_office_does_not_count(room):
    make_candidate(room.office, make_published_call(room.office))
    make_candidate(make_room().office)
    propose(room, make_person())
    appoint(room, without_ngo="none_indicated")


def test_r05_a_candidate_of_the_year_counts(room):
    make_candidate(room.office)
    propose(room, make_person())
    with pytest.raises(Refused, match="wskazały kandydatów"):
        appoint(room, without_ngo="none_indicated")


def test_r05_all_excluded_is_checked_against_the_bidders(room):
    recruitment = make_recruitment(room.office)
    indicate(recruitment, room.bidder.organisation, make_person())
    propose(room, make_person())
    with pytest.raises(Refused, match=r"ust\. 2da pkt 3"):
        appoint(room, without_ngo="not_taking_part")
    free, _ = make_organisation()
    other = indicate(recruitment, free, make_person())
    with pytest.raises(Refused, match=f"Nie wszystkie .* {other.full_name}"):
        appoint(room, without_ngo="all_excluded")


def test_r05_all_excluded_holds_when_every_candidate_is_a_bidders(room):
    indicate(make_recruitment(room.office), room.bidder.organisation, make_person())
    propose(room, make_person())
    appoint(room, without_ngo="all_excluded")
    assert room.fresh().is_appointed


def test_r05_a_reason_beside_ngo_people_is_refused(room):
    propose(room, make_person())
    propose_candidate(room, make_candidate(room.office, room.call))
    with pytest.raises(Refused, match="powodu ich braku się nie podaje"):
        appoint(room, without_ngo="none_indicated")


def test_r06_a_person_indicated_by_a_bidder_cannot_be_proposed(room):
    candidate = indicate(make_recruitment(room.office), room.bidder.organisation, make_person())
    with pytest.raises(Refused, match="nie może zasiadać w komisji"):
        propose_candidate(room, candidate)
    assert not room.evaluation.members.exists()


def test_r06_nor_on_another_side_of_the_table(room):
    user = make_person()
    indicate(make_recruitment(room.office), room.bidder.organisation, user)
    with pytest.raises(Refused, match="złożyła ofertę w tym konkursie"):
        propose(room, user, "expert")


def test_r06_found_later_blocks_and_tells(room):
    user = make_person()
    act = seat(room, user)
    declare(act, room.evaluation)
    indicate(make_recruitment(room.office), room.bidder.organisation, user, LATER)
    member = CommissionMember.objects.get()
    recusal = member.recusals.get()
    assert (recusal.source, recusal.assessment) == ("detected", room.of(room.bidder))
    assert Duty.objects.of(member).open().get(kind="commission_replace").roles == (
        ",clerk,coordinator,"
    )
    letter = Email.objects.latest("pk")
    assert user.full_name in letter.message
    assert "nie może zasiadać" in letter.message


def test_the_appointment_is_the_executive_bodys_act(room):
    propose(room, make_person())
    with pytest.raises(Refused, match="rozstrzyga organ wykonawczy"):
        commission.appoint(
            room.clerk,
            room.fresh(),
            commission.Order("1/2026", LATER.date(), "Klara", 1, "none_indicated"),
        )
    record = appoint(room, number="77/2026", without_ngo="none_indicated")
    evaluation = room.fresh()
    assert (evaluation.appointment_number, evaluation.appointment_signatory) == (
        "77/2026",
        "Anna Wzorowa, wójt",
    )
    assert record.recorded_by_id == room.executive.user
    assert Document.objects.about(record).get().kind == "commission_line_up"


def test_an_act_of_tomorrow_is_refused(room):
    propose(room, make_person())
    with pytest.raises(ValidationError, match="z przyszłości"):
        appoint(room, date=LATER.date() + timedelta(days=1), without_ngo="none_indicated")


def test_an_act_is_recorded_once(room):
    propose(room, make_person())
    appoint(room, number="5/2026", without_ngo="none_indicated")
    propose(room, make_person())
    with pytest.raises(ValidationError, match="jest już wpisany"):
        appoint(room, number="5/2026", without_ngo="none_indicated")
    assert room.evaluation.members.proposed().count() == 1


def test_a_commission_has_one_chair_and_no_expert_presides(room):
    first, second = propose(room, make_person(), is_chair=True), propose(room, make_person())
    propose(room, make_person(), is_chair=True)
    first.refresh_from_db()
    assert not first.is_chair
    expert = propose(room, make_person(), "expert")
    with pytest.raises(ValidationError, match="Ekspert nie może przewodniczyć"):
        appoint(room, chair=expert.pk, without_ngo="none_indicated")
    appoint(room, chair=second.pk, without_ngo="none_indicated")
    assert room.evaluation.members.get(is_chair=True) == second


def test_only_the_appointed_are_invited_and_sit(room):
    member = propose(room, make_person())
    assert not Invitation.objects.filter(role="commission_member").exists()
    assert not member.votes
    appoint(room, without_ngo="none_indicated")
    act = take_seat(member)
    sitting = seat_of(act, room.fresh())
    assert sitting == member
    assert sitting.votes
    assert Membership.objects.of(act.scope).get().role == "commission_member"
    assert Duty.objects.of(member).open().get().kind == "commission_declare"


def test_an_expert_advises_and_does_not_vote(room):
    seat(room)
    act = seat(room, side="expert")
    sitting = seat_of(act, room.fresh())
    assert (act.role, sitting.votes) == ("commission_expert", False)


def test_the_role_is_for_the_reader_of_the_address(room):
    member = propose(room, make_person())
    appoint(room, without_ngo="none_indicated")
    member.refresh_from_db()
    stranger = make_person()
    act = replace(room.clerk, user=stranger.pk, role="person", scope=Scope("none", None))
    with pytest.raises(ValidationError, match="właściciel adresu"):
        accept_invitation(act, member.invitation, stranger)


def test_one_person_takes_one_seat(room):
    user = make_person()
    propose(room, user)
    other = propose(room, make_person())
    appoint(room, without_ngo="none_indicated")
    take_seat(room.evaluation.members.get(email=user.email))
    other.refresh_from_db()
    other.invitation.email = user.email
    other.invitation.save()
    person = replace(room.clerk, user=user.pk, role="person", scope=Scope("none", None))
    accept_invitation(person, other.invitation, user)
    other.refresh_from_db()
    assert other.user is None


def test_a_later_act_changes_the_line_up_and_keeps_the_history(room):
    act = seat(room)
    leaver = room.evaluation.members.get()
    newcomer = propose(room, make_person())
    assert not newcomer.is_seated
    record = appoint(room, leaving={leaver.pk: "Rezygnacja."}, without_ngo="none_indicated")
    leaver.refresh_from_db()
    assert (leaver.dismissed_by, leaver.end_reason) == (record, "Rezygnacja.")
    assert seat_of(act, room.fresh()) is None
    assert not Membership.objects.of(act.scope).valid_on(act.day).filter(user=act.user).exists()
    first = room.evaluation.acts.first()
    assert [one["name"] for one in first.content["members"]] == [leaver.full_name]
    assert [one["name"] for one in record.content["members"]] == [newcomer.full_name]
    assert room.fresh().appointment_number == first.number


def test_nobody_leaves_without_a_reason(room):
    seat(room)
    propose(room, make_person())
    leaver = room.evaluation.members.seated().get()
    with pytest.raises(ValidationError, match="dlaczego te osoby odchodzą"):
        appoint(room, leaving={leaver.pk: " "}, without_ngo="none_indicated")
    leaver.refresh_from_db()
    assert leaver.is_seated


def test_a_change_may_not_leave_the_commission_without_the_body(room):
    seat(room)
    only = room.evaluation.members.seated().get()
    with pytest.raises(Refused, match="przedstawiciel organu"):
        appoint(room, leaving={only.pk: "Urlop."}, without_ngo="none_indicated")


def test_who_was_appointed_is_not_taken_out_by_a_clerk(room):
    seat(room)
    proposed = propose(room, make_person())
    commission.take_out(room.clerk, proposed)
    assert not CommissionMember.objects.filter(pk=proposed.pk).exists()
    with pytest.raises(Refused, match="Odwołuje ją organ wykonawczy"):
        commission.take_out(room.clerk, room.evaluation.members.get())


def test_an_invitation_goes_out_again_and_the_older_one_stops(room):
    member = propose(room, make_person())
    appoint(room, without_ngo="none_indicated")
    member.refresh_from_db()
    old = member.invitation
    commission.invite_again(room.clerk, member)
    user = make_person()
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    take_seat(member)
    with pytest.raises(Refused, match="przyjęła już zaproszenie"):
        commission.invite_again(room.clerk, CommissionMember.objects.get(pk=member.pk))
    with pytest.raises((InvitationClosed, ValidationError)):
        accept_invitation(replace(room.clerk, user=user.pk), old, user)


def another(room: Room) -> Room:
    """Another closed call of the same office, with the same bidders' people left out."""
    other = make_room()
    other.call.office = room.office
    other.call.save()
    other.office, other.clerk, other.executive = room.office, room.clerk, room.executive
    return other


def test_a_recurring_commission_is_copied(room):
    seat(room)
    candidate = make_candidate(room.office)
    propose_candidate(room, candidate)
    appoint(room)
    other = another(room)
    assert commission.copy_line_up(room.clerk, other.fresh(), room.fresh()) == []
    copied = other.evaluation.members.proposed()
    assert {one.full_name for one in copied} == {
        one.full_name for one in room.evaluation.members.seated()
    }
    assert copied.filter(is_chair=True).count() == 1
    assert commission.copy_line_up(room.clerk, other.fresh(), room.fresh()) == []
    assert copied.count() == 2


def test_r06_a_copy_leaves_out_whom_a_bidder_indicated(room):
    other = another(room)
    seat(room)
    candidate = indicate(make_recruitment(room.office), other.bidder.organisation, make_person())
    propose_candidate(room, candidate)
    appoint(room)
    left_out = commission.copy_line_up(room.clerk, other.fresh(), room.fresh())
    assert [candidate.full_name in sentence for sentence in left_out] == [True]
    assert not other.evaluation.members.filter(email=candidate.email).exists()


def test_another_offices_commission_is_not_copied(room):
    other = make_room()
    seat(other)
    with pytest.raises(ValidationError, match="tego samego urzędu"):
        commission.copy_line_up(room.clerk, room.fresh(), other.fresh())


def test_a_foreign_office_neither_lines_up_nor_appoints(room):
    foreign = make_room()
    with pytest.raises(Refused):
        commission.take_out(foreign.clerk, propose(room, make_person()))
    with pytest.raises(Refused, match="rozstrzyga organ"):
        appoint(replace(room, executive=foreign.executive), without_ngo="none_indicated")


def test_the_executive_body_is_asked_once_the_line_up_is_handed_over(room):
    with pytest.raises(Refused, match="Najpierw zaproponuj"):
        commission.ask_for_appointment(room.clerk, room.fresh())
    propose(room, make_person())
    commission.ask_for_appointment(room.clerk, room.fresh())
    duty = Duty.objects.of(room.evaluation).open().get(kind="commission_appoint")
    assert duty.roles == ",executive,"
    appoint(room, without_ngo="none_indicated")
    duty.refresh_from_db()
    assert duty.closed_at == room.executive.at


def test_the_role_of_a_call_is_given_by_its_office_alone(room):
    from mkus_portal.accounts.permissions import may_give_role  # noqa: PLC0415 - read beside

    scope = Scope("call", room.call.pk)
    assert may_give_role(room.clerk, "commission_member", scope)
    assert may_give_role(room.executive, "commission_member", scope)
    for foreign in (
        make_room().clerk,
        member_act(room.office, "treasurer", LATER),
        room.bidder.editor,
    ):
        verdict = may_give_role(foreign, "commission_member", scope)
        assert not verdict
        assert "urząd, który ogłosił konkurs" in verdict.reason
