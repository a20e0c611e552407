"""An office, a clerk of it and an analysis; nobody rings for documents."""

import pytest

from tests.contracting.analysis.factories import make_analysis, make_office, member_act, user_of


@pytest.fixture
def bells(monkeypatch):
    rung = []
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: rung.append(pk))
    return rung


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def act(office, bells):
    return member_act(office)


@pytest.fixture
def analysis(act):
    return make_analysis(act)


@pytest.fixture
def browser(client, act):
    client.force_login(user_of(act))
    return client
