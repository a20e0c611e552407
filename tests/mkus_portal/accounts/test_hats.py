"""One hat at a time, switched in the open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mkus_portal.accounts.hats import BARE, Hat, hats_of
from mkus_portal.act import NOWHERE, Scope
from tests import cast
from tests.clock import NOW

DAY = NOW.date()


@pytest.fixture
def scope(office):
    return Scope("office", office.pk)


@pytest.fixture
def versatile(office, organisation, scope):
    """Works in the office and chairs an organisation."""
    user = cast.make_user("Wera Wieloraka")
    cast.give(user, "clerk", scope)
    cast.give(user, "ngo_admin", organisation.scope)
    return user


def acted(client):
    return client.get(reverse("desk")).wsgi_request.act


def test_the_first_hat_is_the_oldest_role(client_as, versatile, scope):
    act = acted(client_as(versatile))
    assert (act.role, act.scope) == ("clerk", scope)


def test_the_header_shows_the_hat_and_the_switch(client_as, versatile):
    page = client_as(versatile).get(reverse("desk")).content.decode()
    assert "Pracownik merytoryczny – Gmina Prusice" in page
    assert "Zmień rolę" in page


def test_switching_is_told_and_lasts(client_as, versatile, organisation):
    client = client_as(versatile)
    hat = Hat("ngo_admin", organisation.scope)
    answer = client.post(reverse("hat-switch"), {"hat": hat.code}, follow=True)
    assert "Działasz teraz jako: Administrator organizacji" in answer.content.decode()
    assert acted(client).scope == organisation.scope


def test_a_hat_that_is_not_ones_own_is_not_put_on(client_as, versatile, rival):
    client = client_as(versatile)
    hat = Hat("ngo_admin", rival.scope)
    assert client.post(reverse("hat-switch"), {"hat": hat.code}).status_code == 404
    assert acted(client).role == "clerk"


def test_switching_does_not_lead_out_of_the_portal(client_as, versatile, organisation):
    hat = Hat("ngo_admin", organisation.scope)
    sent = {"hat": hat.code, "next": "https://zly.example/"}
    assert client_as(versatile).post(reverse("hat-switch"), sent).url == reverse("desk")


def test_a_hat_falls_off_when_the_role_ends(client_as, versatile, organisation, scope):
    client = client_as(versatile, ("ngo_admin", organisation.scope))
    assert acted(client).role == "ngo_admin"
    versatile.memberships.filter(role="ngo_admin").update(valid_to=DAY - timedelta(days=1))
    assert acted(client).scope == scope


def test_a_session_that_claims_a_foreign_hat_is_not_believed(client_as, clerk, neighbour):
    client = client_as(clerk, ("office_admin", Scope("office", neighbour.pk)))
    assert acted(client).role == "clerk"


def test_somebody_without_a_role_is_a_person(client_as, resident):
    assert acted(client_as(resident)).role == BARE.role


def test_the_operator_has_a_hat_without_a_membership(client_as, operator):
    act = acted(client_as(operator))
    assert (act.role, act.scope) == ("operator", NOWHERE)


def test_nobody_else_wears_the_operators_hat(client_as, clerk):
    assert acted(client_as(clerk, ("operator", NOWHERE))).role == "clerk"


def test_overlapping_rows_of_one_role_are_one_hat(clerk, scope):
    cast.give(clerk, "clerk", scope, since=DAY, until=DAY + timedelta(days=30))
    assert len(hats_of(clerk, DAY)) == 1


def test_a_role_of_the_future_is_no_hat_yet(resident, scope):
    cast.give(resident, "clerk", scope, since=DAY + timedelta(days=1))
    assert hats_of(resident, DAY) == []
    assert len(hats_of(resident, DAY + timedelta(days=1))) == 1
