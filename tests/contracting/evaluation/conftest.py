"""Browsers for the cast; a call whose offers are scored, made once for a module."""

from datetime import datetime

import pytest
from django.test import Client

from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.web import middleware
from tests.architecture.conftest import kept_for_the_module
from tests.contracting.evaluation.factories_scoring import make_scored


@pytest.fixture
def browser_of(monkeypatch):
    """Return a browser signed in as the act's person, in its hat, at its instant."""

    def opened(act: Act, at: datetime | None = None) -> Client:
        client = Client()
        if act.user is not None:
            client.force_login(
                User.objects.get(pk=act.user),
                backend="allauth.account.auth_backends.AuthenticationBackend",
            )
            session = client.session
            session["hat"] = [act.role, act.scope.kind, act.scope.id]
            session.save()
        monkeypatch.setattr(middleware, "portal_now", lambda: at or act.at)
        return client

    return opened


@pytest.fixture(scope="module")
def module_scored(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, make_scored)


@pytest.fixture(scope="module")
def module_scored_by_three(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, lambda: make_scored(3))


@pytest.fixture
def scored(module_scored, db):
    """Two impartial members, two fit offers; nobody has scored yet."""
    return module_scored


@pytest.fixture
def scored_by_three(module_scored_by_three, db):
    """The same with three members."""
    return module_scored_by_three
