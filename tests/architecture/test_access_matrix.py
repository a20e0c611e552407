"""Every page asked by everybody: who gets in, who learns why not, for whom it does not exist."""

import pytest
from django.db import transaction

from mkus_portal.accounts.roles import all_roles
from tests.architecture.access import BARE, EXPERTS, HOLDERS, NGO, OFFICE, PAGES, PROGRAMME
from tests.architecture.walking import answer_of, patterns, takes

pytestmark = pytest.mark.once

OPEN = {200, 302}
ALL = sorted(HOLDERS | BARE | {"visitor"})
A_FEW = (
    "visitor",
    "resident",
    "operator",
    "clerk",
    "neighbour_clerk",
    "ngo_editor",
    "adviser",
    "commission_member",
)
FOREIGN = {"neighbour_coordinator", "neighbour_executive", "rival_ngo_admin", "other_adviser"}
MOST = sorted(OFFICE | NGO | PROGRAMME | EXPERTS | BARE | FOREIGN | {"visitor"})
FIRST_ROWS = {page.name: page for page in reversed(PAGES)}.values()


def test_every_page_is_in_the_table():
    named = {one.name for one in patterns()}
    listed = [str(page) for page in PAGES]
    assert named - {page.name for page in PAGES} == set(), "brak wiersza w access.py"
    assert {page.name for page in PAGES} - named == set(), "wiersz bez strony"
    assert sorted(listed) == sorted(set(listed)), "dwa razy ten sam wiersz"


def test_every_role_is_in_the_cast(world):
    assert sorted(world.people) == ALL
    played = {person.act.role for person in world.people.values()}
    assert {role.code for role in all_roles()} - played == set()


def ask(world, page, tag, method):
    """The answer to somebody; what a POST changed is taken back."""
    url = world.url(page.name, page.example, page.query)
    client = world.client(tag)
    if method == "get":
        return answer_of(client.get(url))
    with transaction.atomic():
        response = client.post(url, page.data)
        transaction.set_rollback(True)
    return answer_of(response)


def asked(page):
    """The whole cast for a page's first row; for its other states one of each foreign holder."""
    if page.others in OPEN and not page.answers:
        return A_FEW
    return ALL if page in FIRST_ROWS else MOST


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_answers_each_role_as_declared(world, page):
    method = "get" if takes(page.name, "get") else "post"
    answers = {tag: ask(world, page, tag, method) for tag in asked(page)}
    assert answers == {tag: page.expected(tag) for tag in answers}


def entitled(name):
    """Whoever gets in on some row of the page: in another state the form may say why not (422)."""
    rows = [page for page in PAGES if page.name == name]
    tags = {tag for page in rows for code in OPEN for tag in page.answers.get(code, ())}
    tags = tags.union(*(page.writers for page in rows))
    return ALL if any(page.others in OPEN for page in rows) else tags


@pytest.mark.parametrize(
    "page",
    [one for one in PAGES if takes(one.name, "get") and takes(one.name, "post")],
    ids=str,
)
def test_who_may_not_open_a_form_may_not_send_it(world, page):
    knows_the_form = entitled(page.name)
    for tag in MOST:
        expected = page.expected(tag)
        if expected not in OPEN:
            refusals = {expected, 422} if tag in knows_the_form else {expected}
            assert ask(world, page, tag, "post") in refusals, tag
