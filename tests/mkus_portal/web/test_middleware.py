"""The edge: arrival, acting, refusals, a database that is away."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mkus_portal.web import middleware
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.verdict import refused

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(middleware, "portal_now", lambda: NOW)


def arrived(request: HttpRequest) -> datetime:
    seen = []

    def answer(inner: HttpRequest) -> HttpResponse:
        seen.append(inner.arrived_at)
        return HttpResponse()

    middleware.arrival(answer)(request)
    return seen[0]


def test_arrival_is_the_portals_time() -> None:
    request = RequestFactory().get("/", headers={"x-request-start": "t=1000"})
    assert arrived(request) == NOW


def test_arrival_at_a_trusted_proxy_counts(settings) -> None:
    settings.TRUST_PROXY_ARRIVAL = True
    earlier = NOW.timestamp() - 3
    request = RequestFactory().get("/", headers={"x-request-start": f"t={earlier * 1000:.0f}"})
    assert (NOW - arrived(request)).total_seconds() == 3


def test_a_proxy_cannot_send_the_future(settings) -> None:
    settings.TRUST_PROXY_ARRIVAL = True
    later = NOW.timestamp() + 60
    request = RequestFactory().get("/", headers={"x-request-start": f"t={later * 1000:.0f}"})
    assert arrived(request) == NOW


@pytest.mark.parametrize("stamp", ["", "t=", "t=abc", "1234", "t=1e400"])
def test_a_garbled_stamp_is_passed_over(settings, stamp) -> None:
    settings.TRUST_PROXY_ARRIVAL = True
    request = RequestFactory().get("/", headers={"x-request-start": stamp})
    assert arrived(request) == NOW


def test_a_visitor_acts_as_the_public() -> None:
    request = RequestFactory().get("/")
    request.arrived_at = NOW
    request.user = AnonymousUser()
    seen = []
    middleware.acting(lambda inner: seen.append(inner.act) or HttpResponse())(request)
    assert (seen[0].user, seen[0].role, seen[0].at) == (None, "public", NOW)


def framed(path: str = "/biurko/", method: str = "get") -> HttpRequest:
    request = getattr(RequestFactory(), method)(path)
    request.arrived_at = NOW
    request.user = AnonymousUser()
    request.session = {}
    request._messages = []
    middleware.acting(lambda inner: HttpResponse())(request)
    return request


@pytest.mark.django_db
def test_a_refused_move_is_a_403_with_its_reason() -> None:
    on_exception = middleware.refusals(lambda request: HttpResponse()).process_exception
    answer = on_exception(framed(), MoveRefused(refused("Termin minął.")))
    assert answer.status_code == 403
    assert "Termin minął." in answer.content.decode()


@pytest.mark.django_db
def test_a_denied_permission_is_a_403_with_its_reason() -> None:
    on_exception = middleware.refusals(lambda request: HttpResponse()).process_exception
    answer = on_exception(framed(), PermissionDenied("To strona skarbnika."))
    assert answer.status_code == 403
    assert "To strona skarbnika." in answer.content.decode()


@pytest.mark.django_db
def test_somebody_faster_is_a_409() -> None:
    on_exception = middleware.refusals(lambda request: HttpResponse()).process_exception
    answer = on_exception(framed(), MoveTaken())
    assert answer.status_code == 409


def test_other_exceptions_pass() -> None:
    on_exception = middleware.refusals(lambda request: HttpResponse()).process_exception
    assert on_exception(RequestFactory().get("/"), ValueError()) is None


def test_a_lost_database_is_a_page_that_retries(caplog) -> None:
    on_exception = middleware.lost_database(lambda request: HttpResponse()).process_exception
    with caplog.at_level("CRITICAL"):
        answer = on_exception(RequestFactory().get("/konkursy/"), OperationalError("gone"))
    assert answer.status_code == 503
    assert answer["Refresh"] == "5"
    assert "/konkursy/" in answer.content.decode()


def test_a_lost_post_is_not_repeated_by_the_page(caplog) -> None:
    on_exception = middleware.lost_database(lambda request: HttpResponse()).process_exception
    with caplog.at_level("CRITICAL"):
        answer = on_exception(RequestFactory().post("/oferty/1/"), OperationalError("gone"))
    assert answer.status_code == 503
    assert not answer.has_header("Refresh")
