"""Opening a page changes nothing, and what it sends is clean."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from tests.architecture.access import PAGES
from tests.architecture.markup import faults_of
from tests.architecture.walking import takes

OPEN = {200, 302}
MAY_CHANGE = {Session}


def readers(page):
    """Who opens it: a visitor where they may, and the first of each answer that is not a no."""
    tags = [] if page.visitor not in OPEN else ["visitor"]
    for code, found in page.answers.items():
        if code in OPEN:
            tags.append(min(found))
    if page.others in OPEN:
        tags.append("clerk")
    return tags


READ = [
    pytest.param(page, tag, id=f"{page}-{tag}")
    for page in PAGES
    if takes(page.name, "get")
    for tag in readers(page)
]


def contents():
    """Every row of every table, as numbers that tell a change."""
    return {
        model.__name__: hash(tuple(map(repr, model._base_manager.order_by("pk").values_list())))
        for model in apps.get_models()
        if model not in MAY_CHANGE and not model._meta.proxy
    }


@pytest.fixture(scope="module")
def before(files):
    """The world's contents: every test finds them so."""
    return contents()


@pytest.mark.parametrize(("page", "tag"), READ)
def test_reading_changes_nothing(world, before, page, tag):
    response = world.client(tag).get(world.url(page.name, page.example, page.query))
    assert response.status_code in OPEN
    if response.streaming:
        b"".join(response.streaming_content)
    elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        assert faults_of(response.content.decode()) == []
    after = contents()
    assert {name for name in before if before[name] != after[name]} == set()


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<script>x()</script>", "<script> w stronie"),
        ("<style>p {}</style>", "<style> w stronie"),
        ('<p style="color: red">', "style= w <p>"),
        ('<p onclick="x()">', "onclick= w <p>"),
        ('<a href=" JavaScript:x()">', "href= JavaScript:x()"),
        ("<h1>a</h1><h1>b</h1>", "nagłówków h1: 2"),
        ('<html lang="en">', "lang='en'"),
        ("<title> · MKUS Portal</title>", "brak tytułu"),
        ('<a href="/">Strona główna</a>', "pierwszy link: 'Strona główna'"),
    ],
)
def test_a_fault_is_noticed(html, fault):
    assert fault in faults_of(html)
