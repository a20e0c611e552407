"""Entering organisations and representatives; asking for access and answering."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import Membership
from mkus_portal.act import Act
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.history import history, is_unbroken
from ngos import actions
from ngos.models import AccessRequest, Organisation, Representative
from tests.cast import confirm
from tests.clock import NOW

PROFILE = {
    "name": "Fundacja Łąka",
    "legal_form": "FOUNDATION",
    "register_number": "KRS 990077",
    "nip": "526-104-08-28",
    "seat_street": "ul. Polna 1",
    "seat_postcode": "55-110",
    "seat_place": "Prusice",
}


def test_whoever_enters_an_organisation_administers_it(resident, act_of):
    organisation = actions.register_organisation(act_of(resident), **PROFILE)
    assert organisation.register_label == "KRS 0000990077"
    assert organisation.nip == "5261040828"
    assert organisation.name_folded == "fundacja laka"
    held = Membership.objects.get(user=resident)
    assert (held.role, held.scope) == ("ngo_admin", organisation.scope)


@pytest.mark.django_db
def test_the_portal_itself_enters_an_organisation_without_people():
    organisation = actions.register_organisation(Act.system(NOW), **PROFILE)
    assert not organisation.memberships().exists()


@pytest.mark.parametrize(
    ("field", "wrong", "word"),
    [
        ("nip", "5261040827", "NIP"),
        ("regon", "1", "REGON"),
        ("bank_account", "12", "rachunku"),
        ("register_number", "x", "KRS"),
        ("e_delivery_address", "adres", "AE:PL"),
        ("seat_postcode", "55110", "00-000"),
    ],
)
def test_a_wrong_number_is_refused_with_its_field(resident, act_of, field, wrong, word):
    with pytest.raises(ValidationError) as refusal:
        actions.register_organisation(act_of(resident), **{**PROFILE, field: wrong})
    assert word in refusal.value.message_dict[field][0]
    assert not Organisation.objects.exists()


def test_an_entry_of_the_register_is_here_once(resident, act_of):
    actions.register_organisation(act_of(resident), **PROFILE)
    with pytest.raises(ValidationError, match="jest już w portalu"):
        actions.register_organisation(act_of(resident), **{**PROFILE, "name": "Inna"})


def test_two_starosts_may_give_the_same_number(resident, act_of):
    club = {**PROFILE, "legal_form": "STUDENT_SPORTS_CLUB", "register_number": "UKS/1/2016"}
    for authority in ("Starosta Trzebnicki", "Starosta Ełcki"):
        actions.register_organisation(act_of(resident), **club, register_authority=authority)
    assert Organisation.objects.count() == 2


def test_a_refused_change_keeps_what_stood(ngo_admin, organisation, act_of):
    with pytest.raises(ValidationError):
        actions.update_organisation(act_of(ngo_admin), organisation, nip="1")
    organisation.refresh_from_db()
    assert organisation.nip == ""


def test_a_changed_name_is_found_folded(ngo_admin, organisation, act_of):
    actions.update_organisation(act_of(ngo_admin), organisation, name="Żuraw")
    organisation.refresh_from_db()
    assert organisation.name_folded == "zuraw"


def test_a_representative_takes_their_account_by_invitation(
    ngo_admin, organisation, resident, act_of
):
    act = act_of(ngo_admin)
    signer = actions.add_representative(
        act, organisation, full_name="Marta Mieszkanka", function="skarbnik"
    )
    assert signer.valid_from == act.day
    invitation = actions.invite_representative(act, signer, resident.email)
    confirm(resident)
    accept_invitation(act_of(resident), invitation, resident)
    signer.refresh_from_db()
    assert signer.user == resident
    assert Membership.objects.filter(user=resident, role="ngo_signatory").exists()


def test_an_invitation_of_another_role_attaches_nobody(ngo_admin, organisation, resident, act_of):
    act = act_of(ngo_admin)
    signer = actions.add_representative(act, organisation, full_name="Ktoś", function="prezes")
    invitation = actions.invite(act, resident.email, "ngo_editor", organisation.scope)
    accept_invitation(act_of(resident), invitation, resident)
    signer.refresh_from_db()
    assert signer.user is None


def test_a_right_to_sign_does_not_end_before_it_began(ngo_admin, organisation, act_of):
    act = act_of(ngo_admin)
    signer = actions.add_representative(act, organisation, full_name="Ktoś", function="prezes")
    with pytest.raises(ValidationError, match="przed jego początkiem"):
        actions.end_representation(act, signer, act.day - timedelta(days=1))
    actions.end_representation(act, signer, date(2026, 12, 31))
    kept = Representative.objects.get()
    assert kept.may_sign_on(date(2026, 12, 31))
    assert not kept.may_sign_on(date(2027, 1, 1))


@pytest.fixture
def asked(organisation, ngo_admin, resident, act_of):
    return actions.ask_for_access(
        act_of(resident), organisation, resident, "ngo_editor", "Piszę oferty."
    )


def test_a_request_waits_for_the_administrators(asked, ngo_admin, ngo_editor, act_of):
    assert [duty.obj for duty in Duty.objects.waiting_for(act_of(ngo_admin))] == [asked]
    assert not Duty.objects.waiting_for(act_of(ngo_editor)).exists()
    letter = Letter.objects.get(kind="access_asked")
    assert letter.user == ngo_admin
    assert "Piszę oferty." in letter.email.message
    assert "http" in letter.email.message


def test_a_request_is_asked_once(asked, organisation, resident, act_of):
    again = actions.ask_for_access(act_of(resident), organisation, resident, "ngo_admin", "?")
    assert again == asked
    assert Letter.objects.count() == 1


def test_a_granted_request_gives_the_role(asked, ngo_admin, resident, act_of):
    actions.grant_access(act_of(ngo_admin), asked)
    assert Membership.objects.get(user=resident).role == "ngo_editor"
    assert not Duty.objects.open().exists()
    assert "możesz już działać" in Letter.objects.get(user=resident).email.message
    assert is_unbroken(asked)


def test_a_refused_request_says_why(asked, ngo_admin, resident, act_of):
    actions.refuse_access(act_of(ngo_admin), asked, "Nie znamy się.")
    assert not Membership.objects.filter(user=resident).exists()
    assert "Nie znamy się." in Letter.objects.get(user=resident).email.message
    assert history(asked)[0].note == "Nie znamy się."


def test_the_rival_does_not_answer(asked, rival_admin, act_of):
    with pytest.raises(MoveRefused, match="administrator"):
        actions.grant_access(act_of(rival_admin), asked)


def test_the_second_answer_comes_too_late(asked, ngo_admin, act_of):
    stale = AccessRequest.objects.get()
    actions.grant_access(act_of(ngo_admin), asked)
    with pytest.raises(MoveTaken):
        actions.refuse_access(act_of(ngo_admin), stale, "za późno")


def attempts(act, organisation, signer):
    """Every verb of the administrator."""
    day = NOW.date()
    return {
        "update": lambda: actions.update_organisation(act, organisation, name="Inna"),
        "add": lambda: actions.add_representative(
            act, organisation, full_name="Obcy", function="prezes"
        ),
        "invite": lambda: actions.invite_representative(act, signer, "kto@example.pl"),
        "end": lambda: actions.end_representation(act, signer, day),
    }


@pytest.mark.parametrize("verb", attempts(None, None, None))
@pytest.mark.parametrize("who", ["rival_admin", "resident", "clerk"])
def test_nobody_but_the_administrator_changes_the_organisation(
    request, ngo_admin, organisation, act_of, verb, who
):
    signer = actions.add_representative(
        act_of(ngo_admin), organisation, full_name="Anna", function="prezes"
    )
    with pytest.raises(MoveRefused, match="jej administrator"):
        attempts(act_of(request.getfixturevalue(who)), organisation, signer)[verb]()
    name = organisation.name
    organisation.refresh_from_db()
    signer.refresh_from_db()
    assert (organisation.name, signer.valid_to, signer.invitation) == (name, None, None)
    assert list(organisation.representatives.all()) == [signer]


def test_a_visitor_enters_no_organisation(db):
    with pytest.raises(MoveRefused, match="Zaloguj się"):
        actions.register_organisation(Act.public(NOW), **PROFILE)
    assert not Organisation.objects.exists()


def test_nobody_asks_for_access_in_another_persons_name(organisation, clerk, resident, act_of):
    with pytest.raises(MoveRefused, match="każdy za siebie"):
        actions.ask_for_access(act_of(clerk), organisation, resident, "ngo_editor", "Ja")
    assert not AccessRequest.objects.exists()
    assert not Letter.objects.exists()
