"""Nonsense in an address, the wrong method, a database that is away, a broker that is down."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.urls.converters import IntConverter

from mkus_portal.documents.tasks import build_document
from tests.architecture.access import PAGES
from tests.architecture.walking import answer_of, patterns, takes

OPEN = {200, 302}
EXAMPLE = "987654321"
GARBAGE = ("0", EXAMPLE, "9" * 40, "-1", "abc")
GARBLED_WORDS = ("%00", "%C5%BC", "..%2F", "' OR 1=1", "x" * 300)
WITH_AN_ID = [one for one in patterns() if one.pattern.converters]
METHODS = ("get", "post", "put", "delete")


def with_insider(page):
    """The row with somebody to whom it is open."""
    tags = [min(page.answers[code]) for code in OPEN if page.answers.get(code)]
    return (page, tags[0] if tags else "clerk") if tags or page.others in OPEN else None


FIRST_ROWS = {page.name: found for page in reversed(PAGES) if (found := with_insider(page))}
INSIDERS = {page.name: tag for page, tag in FIRST_ROWS.values()}


def named(pattern):
    return pattern.name


@pytest.mark.parametrize("pattern", WITH_AN_ID, ids=named)
def test_what_is_not_there_is_not_found(world, pattern):
    converters = pattern.pattern.converters
    url = reverse(pattern.name, kwargs=dict.fromkeys(converters, EXAMPLE))
    words = any(not isinstance(one, IntConverter) for one in converters.values())
    ask = "get" if takes(pattern.name, "get") else "post"
    insider = world.client(INSIDERS.get(pattern.name, "clerk"))
    for garbage in (*GARBAGE, *(GARBLED_WORDS if words else ())):
        response = getattr(insider, ask)(url.replace(EXAMPLE, garbage))
        assert response.status_code == 404, garbage
    assert answer_of(getattr(world.client("visitor"), ask)(url)) in {404, "login"}


ASKED_FOR = {
    "adviser-month": ("miesiac",),
    "call-list": ("q", "urzad", "sfera", "stan", "kolejnosc", "strona"),
    "check": ("skrot",),
    "consultation-move": ("ruch",),
    "correction-move": ("ruch",),
    "demo-mailbox": ("do", "page"),
    "expertise-move": ("ruch",),
    "draft-history": ("miejsce",),
    "organisation-access": ("forma", "numer", "organ"),
    "organisation-register": ("forma",),
}


@pytest.mark.parametrize("name", ASKED_FOR)
def test_nonsense_in_the_query_is_answered(world, name):
    page, tag = FIRST_ROWS[name]
    url = world.url(page.name, page.example)
    for parameter in ASKED_FOR[name]:
        for nonsense in ("\x00", "-1", "9" * 30, "ż'\"<b>%_"):
            response = world.client(tag).get(url, {parameter: nonsense})
            assert response.status_code in {200, 404, 422}, (parameter, nonsense)
            assert "<b>%_" not in response.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("page", "tag"), FIRST_ROWS.values(), ids=str)
def test_the_wrong_method_is_a_405(world, files, page, tag):
    client, url = world.client(tag), world.url(page.name, page.example, page.query)
    wrong = [method for method in METHODS if not takes(page.name, method)]
    assert wrong
    answers = {method: getattr(client, method)(url).status_code for method in wrong}
    assert answers == dict.fromkeys(wrong, 405)


def gone(*_):
    raise OperationalError


@pytest.mark.logs
@pytest.mark.parametrize("tag", ["visitor", "clerk"])
@pytest.mark.parametrize("name", ["home", "call-list", "desk", "office-call-list"])
def test_a_lost_database_is_a_page_that_retries(world, tag, name):
    url = reverse(name)
    client = world.client(tag)
    client.raise_request_exception = False
    with connection.execute_wrapper(gone):
        shown = client.get(url)
        sent = client.post(reverse("hat-switch"))
    client.raise_request_exception = True
    if tag == "visitor" and name in {"desk", "office-call-list"}:
        assert answer_of(shown) == "login"
        return
    assert (shown.status_code, shown["Refresh"]) == (503, "5")
    assert "spróbujemy" in shown.content.decode()
    assert sent.status_code == (503 if tag == "clerk" else 302)
    assert not sent.has_header("Refresh")


def test_with_the_broker_down_the_work_is_done_and_waits(
    world, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def away(*_, **__):
        raise OSError

    monkeypatch.setattr(build_document, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        response = world.client("clerk").post(world.url("analysis-report", "closed_analysis"))
    assert response.status_code == 302
    assert [one.levelname for one in caplog.records] == ["WARNING"]
    assert world.client("clerk").get(response["Location"]).status_code == 200


@pytest.mark.parametrize("tag", ["visitor", "clerk"])
def test_a_form_without_its_token_is_refused_in_words(world, tag):
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(tag).cookies
    response = client.post(reverse("hat-switch"), {"hat": "clerk"})
    page = response.content.decode()
    assert response.status_code == 403
    assert '<html lang="pl">' in page
    assert "Odśwież stronę" in page
    assert "CSRF" not in page
