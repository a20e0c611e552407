"""Opening a page changes nothing, and what it sends is clean."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from mkus_portal.drafting.models import Presence
from tests.architecture.access import PAGES
from tests.architecture.markup import faults_of
from tests.architecture.walking import takes

pytestmark = pytest.mark.once

OPEN = {200, 302}
CHANGING = {"INSERT", "UPDATE", "DELETE", "REPLACE"}
NO_RECORDS = (Session._meta.db_table, Presence._meta.db_table)


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


class Watch:
    """Notes every statement that would change a table, sessions and who is here now aside."""

    def __init__(self):
        self.changes = []

    def __call__(self, execute, sql, params, many, context):
        words = sql.split(None, 3)
        if words[0].upper() in CHANGING and not any(one in sql for one in NO_RECORDS):
            self.changes.append(" ".join(words[:3]))
        return execute(sql, params, many, context)


@pytest.mark.parametrize(("page", "tag"), READ)
@pytest.mark.usefixtures("files")
def test_reading_changes_nothing(world, page, tag):
    watch = Watch()
    with connection.execute_wrapper(watch):
        response = world.client(tag).get(world.url(page.name, page.example, page.query))
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code in OPEN
    html = response.get("Content-Type", "").startswith("text/html")
    if response.status_code == 200 and html and not response.streaming:
        assert faults_of(response.content.decode()) == []
    assert watch.changes == []


def test_a_change_is_noticed(world):
    watch = Watch()
    with connection.execute_wrapper(watch):
        type(world.things["office"]).objects.filter(pk=world.things["office"].pk).update(name="X")
        Session.objects.all().delete()
    assert watch.changes == ['UPDATE "offices_localgovernment" SET']


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
