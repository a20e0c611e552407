"""Pages kept for visitors: good under their token, between their instants, for everybody alike."""

import gzip
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mkus_portal.web import shelf
from mkus_portal.web.shelf import Shelf, is_plain, made
from tests.clock import NOW

UNTIL = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)


def page(token):
    return made(token, NOW, UNTIL, shelf.time.monotonic(), b"strona")


@pytest.fixture
def kept():
    found = Shelf()
    found.keep("list", page("a"))
    return found


@pytest.mark.parametrize(
    ("key", "token", "at", "is_there"),
    [
        ("list", "a", NOW, True),
        ("list", "a", UNTIL - SECOND, True),
        ("list", "a", UNTIL, False),
        ("list", "a", NOW - SECOND, False),
        ("list", "b", NOW, False),
        ("list", "", NOW, False),
        ("call", "a", NOW, False),
    ],
)
def test_a_page_is_good_under_its_token_and_between_its_instants(kept, key, token, at, is_there):
    assert (kept.find(key, token, at) is not None) is is_there


def test_a_page_without_a_token_is_never_found():
    found = Shelf()
    found.keep("list", page(""))
    assert found.find("list", "", NOW) is None


def test_an_old_page_is_made_anew(kept, monkeypatch):
    later = shelf.time.monotonic() + shelf.MAX_AGE
    monkeypatch.setattr(shelf.time, "monotonic", lambda: later)
    assert kept.find("list", "a", NOW) is None


def test_a_full_shelf_is_emptied_and_goes_on(monkeypatch):
    monkeypatch.setattr(shelf, "MAX_PAGES", 2)
    found = Shelf()
    for key in (1, 2, 3):
        found.keep(key, page("a"))
    assert [key for key in (1, 2, 3) if found.find(key, "a", NOW)] == [3]


@pytest.mark.parametrize(
    ("accepts", "is_packed"), [("gzip, br", True), ("br", False), ("", False), ("xgzip", False)]
)
def test_who_takes_gzip_gets_it_packed(accepts, is_packed):
    answer = page("a").answer(RequestFactory().get("/", headers={"accept-encoding": accepts}))
    assert answer.has_header("Content-Encoding") is is_packed
    assert (gzip.decompress(answer.content) if is_packed else answer.content) == b"strona"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_page_with_a_person_or_a_token_is_not_everybodys():
    browser = RequestFactory()
    assert is_plain(browser.get("/"))
    browser.cookies["sessionid"] = "x"
    assert not is_plain(browser.get("/"))
    with_form = RequestFactory().get("/")
    with_form.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    assert not is_plain(with_form)
    assert isinstance(page("a").answer(with_form), HttpResponse)
