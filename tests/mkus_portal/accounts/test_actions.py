"""Roles, invitations and keys: given, taken, ended, never without an administrator."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from mkus_portal.accounts import acceptance
from mkus_portal.accounts.actions import (
    INVITATION_VALID,
    InvitationClosed,
    accept_invitation,
    end_membership,
    give_key,
    grant_membership,
    make_first_administrator,
    make_invitation,
    take_key,
    withdraw_invitation,
)
from mkus_portal.accounts.models import Invitation, Key, Membership
from mkus_portal.accounts.roles import admin_roles, holder_name, role_label, roles_of
from mkus_portal.accounts.rules import masked, why_not_end
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.verdict import Refused
from tests import cast
from tests.clock import NOW

DAY = NOW.date()


@pytest.fixture
def scope(office):
    return Scope("office", office.pk)


@pytest.fixture
def act(office_admin, act_of):
    return act_of(office_admin)


def test_a_role_is_given_from_the_day_of_the_act(act, resident, scope):
    membership = grant_membership(act, resident, "clerk", scope)
    assert (membership.valid_from, membership.valid_to) == (DAY, None)
    assert membership.granted_by_id == act.user


def test_a_role_is_held_once(act, resident, scope):
    first = grant_membership(act, resident, "clerk", scope)
    assert grant_membership(act, resident, "clerk", scope) == first


def test_a_role_with_an_end_is_not_given_twice(act, resident, scope):
    held = cast.give(resident, "clerk", scope, until=DAY + timedelta(days=9))
    assert grant_membership(act, resident, "clerk", scope) == held


def test_an_ended_role_may_be_given_again(act, resident, scope):
    cast.give(resident, "clerk", scope, until=DAY - timedelta(days=9))
    grant_membership(act, resident, "clerk", scope)
    assert Membership.objects.filter(user=resident).count() == 2
    assert Membership.objects.filter(user=resident).valid_on(DAY).count() == 1


def test_an_ended_role_is_over_at_once_and_leaves_its_row(act, clerk):
    membership = clerk.memberships.get()
    end_membership(act, membership)
    assert membership.valid_to == DAY - timedelta(days=1)
    assert membership.ended_by_id == act.user
    assert not Membership.objects.filter(user=clerk).valid_on(DAY).exists()
    assert Membership.objects.filter(user=clerk).valid_on(DAY - timedelta(days=1)).exists()


def test_a_role_given_today_is_taken_back_and_leaves_its_row(act, resident, scope):
    membership = grant_membership(act, resident, "clerk", scope)
    end_membership(act, membership)
    membership.refresh_from_db()
    assert membership.is_revoked
    assert not membership.is_valid_on(DAY)
    assert not Membership.objects.filter(user=resident).valid_on(DAY).exists()


def test_a_role_that_ended_is_not_ended_again(act, resident, scope):
    past = cast.give(resident, "clerk", scope, until=date(2025, 1, 31))
    with pytest.raises(ValidationError, match="już się skończyła"):
        end_membership(act, past)
    past.refresh_from_db()
    assert past.valid_to == date(2025, 1, 31)


def test_the_last_administrator_stays(act, office_admin):
    membership = office_admin.memberships.get()
    with pytest.raises(ValidationError, match="jedyny administrator"):
        end_membership(act, membership)
    assert Membership.objects.filter(user=office_admin).valid_on(DAY).exists()


def test_one_of_two_administrators_may_go(act, office_admin, resident, scope):
    grant_membership(act, resident, "office_admin", scope)
    end_membership(act, office_admin.memberships.get())
    last = Membership.objects.get(user=resident)
    assert "jedyny administrator" in why_not_end(last, DAY)


def test_an_administrator_whose_account_is_closed_does_not_count(act, office_admin, scope):
    closed = cast.member("office_admin", scope)
    closed.is_active = False
    closed.save()
    assert why_not_end(office_admin.memberships.get(), DAY)


def test_the_neighbours_administrator_does_not_count(office_admin, neighbour_admin):
    assert why_not_end(office_admin.memberships.get(), DAY)


def test_an_invitation_works_once(act, resident, scope, act_of):
    invitation = make_invitation(act, " Nowa@Example.PL ", "clerk", scope)
    assert invitation.email == "nowa@example.pl"
    membership = accept_invitation(act_of(resident), invitation, resident)
    assert (membership.user, membership.role, membership.scope) == (resident, "clerk", scope)
    with pytest.raises(InvitationClosed):
        accept_invitation(act_of(resident), invitation, resident)


def test_an_invitation_lasts_fourteen_days(act, resident, scope, act_of):
    invitation = make_invitation(act, "nowa@example.pl", "clerk", scope)
    assert invitation.expires_at - invitation.invited_at == INVITATION_VALID
    assert invitation.is_open(invitation.expires_at - timedelta(seconds=1))
    late = act_of(resident).later(invitation.expires_at)
    with pytest.raises(InvitationClosed):
        accept_invitation(late, invitation, resident)


@pytest.mark.parametrize("role", ["executive", "office_admin", "ngo_signatory", "ngo_admin"])
def test_who_decides_or_administers_is_the_reader_of_the_invited_address(act, scope, role):
    invitation = make_invitation(act, "wojt@example.pl", role, scope)
    finder = cast.make_user("Znalazca")
    act = cast.act_of(finder)
    with pytest.raises(ValidationError, match=r"właściciel adresu w\*\*\*@example\.pl"):
        accept_invitation(act, invitation, finder)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not Membership.objects.filter(user=finder).exists()
    EmailAddress.objects.create(user=finder, email="Wojt@example.pl", verified=False)
    with pytest.raises(ValidationError):
        accept_invitation(act, invitation, finder)
    EmailAddress.objects.filter(user=finder).update(verified=True)
    assert accept_invitation(act, invitation, finder).role == role


def test_an_account_with_the_invited_address_has_to_confirm_it(act, scope):
    invitation = make_invitation(act, "wojt@example.pl", "executive", scope)
    mayor = cast.make_user("Wójt", email="wojt@example.pl")
    with pytest.raises(ValidationError, match="potwierdzony"):
        accept_invitation(cast.act_of(mayor), invitation, mayor)
    cast.confirm(mayor)
    assert accept_invitation(cast.act_of(mayor), invitation, mayor).user == mayor


@pytest.mark.parametrize(
    ("address", "shown"), [("wojt@example.pl", "w***@example.pl"), ("a@b.pl", "a***@b.pl")]
)
def test_a_masked_address_hides_how_long_the_name_is(address, shown):
    assert masked(address) == shown


def test_nobody_takes_an_invitation_in_another_persons_name(act, resident, scope):
    invitation = make_invitation(act, resident.email, "clerk", scope)
    with pytest.raises(Refused, match="każdy za siebie"):
        accept_invitation(act, invitation, resident)
    invitation.refresh_from_db()
    assert invitation.is_open(NOW)
    assert not Membership.objects.filter(user=resident).exists()


def attempts(act, scope, person, membership, invitation):
    """Every verb of whoever administers the holder."""
    return {
        "grant": lambda: grant_membership(act, person, "clerk", scope),
        "grant_admin": lambda: grant_membership(act, person, "office_admin", scope),
        "begin": lambda: make_first_administrator(act, person, "office_admin", scope),
        "end": lambda: end_membership(act, membership),
        "invite": lambda: make_invitation(act, "kto@example.pl", "clerk", scope),
        "invite_admin": lambda: make_invitation(act, "kto@example.pl", "office_admin", scope),
        "withdraw": lambda: withdraw_invitation(act, invitation),
    }


@pytest.mark.parametrize("verb", attempts(None, None, None, None, None))
@pytest.mark.parametrize("who", ["neighbour_admin", "clerk", "ngo_admin", "resident", "operator"])
def test_nobody_but_the_administrator_lets_people_in_or_out(request, act, scope, who, verb):
    stranger = request.getfixturevalue(who)
    membership = cast.member("treasurer", scope).memberships.get()
    invitation = make_invitation(act, "nowa@example.pl", "coordinator", scope)
    before = set(Membership.objects.values_list("pk", "valid_to"))
    with pytest.raises(Refused):
        attempts(cast.act_of(stranger), scope, stranger, membership, invitation)[verb]()
    assert set(Membership.objects.values_list("pk", "valid_to")) == before
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("enters", ["operator", "system"])
def test_the_portal_and_its_operator_let_in_the_first_administrator_only(
    operator, resident, scope, enters
):
    act = cast.act_of(operator) if enters == "operator" else Act.system(NOW)
    with pytest.raises(Refused):
        make_invitation(act, "kto@example.pl", "clerk", scope)
    make_invitation(act, "kto@example.pl", "office_admin", scope)
    grant_membership(act, resident, "office_admin", scope)
    with pytest.raises(Refused):
        make_invitation(act, "inny@example.pl", "office_admin", scope)


def test_an_invited_administrator_is_not_forestalled(operator, resident, scope):
    make_invitation(cast.act_of(operator), "kto@example.pl", "office_admin", scope)
    with pytest.raises(Refused, match="Poproś"):
        make_first_administrator(cast.act_of(resident), resident, "office_admin", scope)
    assert not Membership.objects.exists()


def test_a_newer_invitation_replaces_the_older(act, resident, scope, act_of):
    older = make_invitation(act, "nowa@example.pl", "clerk", scope)
    make_invitation(act, "nowa@example.pl", "clerk", scope)
    with pytest.raises(InvitationClosed):
        accept_invitation(act_of(resident), older, resident)


def test_a_withdrawn_invitation_is_closed(act, resident, scope, act_of):
    invitation = make_invitation(act, "nowa@example.pl", "clerk", scope)
    withdraw_invitation(act, invitation)
    with pytest.raises(InvitationClosed):
        accept_invitation(act_of(resident), invitation, resident)
    assert not Membership.objects.filter(user=resident).exists()


def test_tokens_cannot_be_guessed(act, scope):
    tokens = {make_invitation(act, f"{n}@example.pl", "clerk", scope).token for n in range(5)}
    assert len(tokens) == 5
    assert min(map(len, tokens)) >= 43


def test_a_room_follows_the_invitations_of_its_role(act, resident, scope, monkeypatch):
    followed = []
    monkeypatch.setitem(
        acceptance._followers, "clerk", lambda act, invitation: followed.append(invitation)
    )
    invitation = make_invitation(act, "nowa@example.pl", "clerk", scope)
    accept_invitation(cast.act_of(resident), invitation, resident)
    assert [one.accepted_by for one in followed] == [resident]


def test_a_key_opens_one_object_for_a_time(act, resident, office, neighbour, act_of):
    key = give_key(act, resident, office, "read", "ekspert")
    mine = act_of(resident)
    open_to_me = Key.objects.objects_open_to(mine, LocalGovernment, "read")
    assert list(LocalGovernment.objects.filter(pk__in=open_to_me)) == [office]
    assert not Key.objects.held_by(mine, LocalGovernment, "write").exists()
    later = mine.later(NOW + timedelta(minutes=5))
    take_key(act.later(NOW + timedelta(minutes=1)), key)
    assert not Key.objects.held_by(later, LocalGovernment).exists()


def test_a_visitor_holds_no_keys(act, resident, office):
    give_key(act, resident, office, "read", "ekspert")
    assert not Key.objects.held_by(act.public(NOW), LocalGovernment).exists()


def test_the_register_of_roles():
    assert role_label("clerk") == "Pracownik merytoryczny"
    assert role_label("nieznana") == "nieznana"
    assert {role.code for role in roles_of("organisation")} == {
        "ngo_admin",
        "ngo_editor",
        "ngo_signatory",
        "ngo_accountant",
    }
    assert admin_roles("office") == ("office_admin",)
    assert admin_roles("organisation") == ("ngo_admin",)


def test_a_holder_has_a_name(scope, organisation):
    assert holder_name("office", scope.id) == "Gmina Prusice"
    assert holder_name("organisation", organisation.pk) == organisation.name
    assert holder_name("none", None) == ""


def test_words_of_rows(act, clerk, scope):
    assert str(clerk.memberships.get()) == (
        "Klara Merytoryczna: Pracownik merytoryczny, Gmina Prusice"
    )
    make_invitation(act, "nowa@example.pl", "clerk", scope)
    assert "Pracownik merytoryczny" in str(Invitation.objects.get())
