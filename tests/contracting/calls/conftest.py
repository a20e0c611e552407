"""An office with its people's acts; clients that wear a hat at the test's instant."""

import pytest
from django.test import Client

from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import User
from tests.contracting.calls.factories import AT, make_office, make_user, member_act


@pytest.fixture
def office(db):
    return make_office(name="Gmina Brzozowo")


@pytest.fixture
def clerk(office):
    return member_act(office)


@pytest.fixture
def mayor(office):
    return member_act(office, "executive")


@pytest.fixture
def client_of(clock):
    """`client_of(act)` is signed in as the act's person in its hat; time stands at AT."""
    clock.at = AT

    def sign_in(act=None):
        client = Client()
        if act is not None:
            client.force_login(User.objects.get(pk=act.user))
            session = client.session
            put_on(Hat(act.role, act.scope), session)
            session.save()
        return client

    return sign_in


@pytest.fixture
def asker(client_of):
    """A client of somebody with an account and no role."""
    client = client_of()
    client.force_login(make_user(full_name="Olga Pytająca"))
    return client
