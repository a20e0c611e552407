"""Browsers for the people of contracts."""

from datetime import datetime

import pytest
from django.test import Client

from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.web import middleware


@pytest.fixture
def browser_of(monkeypatch):
    """Return a browser signed in as the act's person, in its hat, at its instant."""

    def opened(act: Act, at: datetime | None = None) -> Client:
        client = Client()
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
