"""Nothing of a unit reaches anybody outside of it: every page of the portal's advisory rooms.

The pages come from the URL conf, so a new one is walked by itself. First the units' own people
say which addresses exist for them; then everybody outside asks for the same ones, and for pages
about nothing, and the bytes of each answer are searched for the unit's word.
"""

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from post_office.models import Email

from advisory.consultations.actions import agree_consultation, send_consultation
from mkus_portal.web.views import ListPage
from tests.advisory import factories
from tests.advisory.walled import MARKS, walled
from tests.architecture.conftest import kept_for_the_module
from tests.architecture.walking import patterns, takes, view_of
from tests.cast import act_of

pytestmark = pytest.mark.once

ROOMS = ("advisory.", "mkus_portal.web.", "contracting.surveys.", "contracting.calls.")
OWN = ("coordinator", "adviser_a", "adviser_b", "clerk_a", "clerk_b")
OUTSIDE_A = (
    "adviser_b",
    "ended_adviser",
    "other_adviser",
    "other_coordinator",
    "clerk_b",
    "ngo",
    "resident",
    "visitor",
)
OUTSIDE_B = ("adviser_a", "clerk_a")
LEAVING = {"account_logout", "hat-wear"}  # whoever is asked must stay who they are
EXPORTS = ("?eksport=csv", "?eksport=xlsx")
KINDS = {
    "programme-export": (
        "units",
        "advisers",
        "assignments",
        "consultations",
        "events",
        "expertises",
    ),
    "event-document": ("attendance_list",),
    "attachment-add": ("expertise-material",),
}
GROUND = {  # whose objects the ground floor's pages are about
    "documents": {"documents"},
    "attachments": {"attachments", "expertises"},
    "drafting": {"drafting"},
    "comments": {"drafting"},
}
KNOWN = {"pk", "code", "unit_code", "kind"}
ENOUGH = {"coordinator": 25, "adviser_a": 12, "clerk_a": 12}  # else the walk would prove nothing
# What a programme says of itself, what somebody has published on purpose; a move needs its name and
# has tables of its own.
NOT_WALKED = {
    *("logo-edit", "news-detail", "news-edit", "news-send", "download-detail", "download-edit"),
    *("public-expertise", "public-news", "public-survey"),
}
PASSING = re.compile(
    r'name="(csrfmiddlewaretoken|entry_key)" value="[^"]+"|nonce="[^"]+"|sessionid=\w+'
)


@dataclass(frozen=True)
class Asked:
    """An address with the page's name and the method."""

    name: str
    url: str
    method: str = "get"

    def __str__(self) -> str:
        return f"{self.name} {self.method} {self.url}"


@pytest.fixture(scope="module")
def module_walled(django_db_setup, django_db_blocker):
    yield from kept_for_the_module(django_db_blocker, walled)


@pytest.fixture
def walls(module_walled, db, clock):
    """Both units with everything in them; what a test changes is taken back."""
    return module_walled


@pytest.fixture
def addresses(walls):
    """What exists for the units' own people, and what is about nothing; found once."""
    if not walls.addresses:
        walls.addresses = sorted(set(existing(walls)), key=str)
    return walls.addresses


def pages():
    """The named pages of the rooms, with the parameters of their addresses."""
    for one in patterns():
        module = one.callback.__module__
        if one.name and module.startswith(ROOMS) and one.name not in LEAVING:
            yield one.name, tuple(one.pattern.converters)


def methods(name):
    return [method for method in ("get", "post") if takes(name, method)]


def room_of(name):
    """The room of a page, as its tables are called."""
    return view_of(name).__module__.split(".")[1]


def keys(walls, name):
    """The keys of its model that a page may be about, else of its room's objects and a unit's."""
    sides = (walls.sides["a"].made, walls.sides["b"].made)
    made = [walls.programme, *walls.shared, *sides[0], *sides[1]]
    model = getattr(view_of(name), "model", None)
    if model in {type(one) for one in made}:
        return sorted({one.pk for one in made if isinstance(one, model)})
    rooms = GROUND.get(view_of(name).__module__.rsplit(".")[-1], set())
    if room_of(name) != "web":
        rooms = {room_of(name)}
    if in_advisory(name):
        rooms = {*rooms, "programmes"}
    return sorted({one.pk for one in made if one._meta.app_label in rooms})


def existing(walls):
    """Every address that one of the units' own people does not find missing."""
    clients = {tag: walls.client(tag) for tag in OWN}
    for name, parameters in pages():
        if not (KNOWN.issuperset(parameters) and has_kinds(name, parameters)):
            continue  # a secret of 32 bytes, which its owner was sent; or no page of a unit
        for given in arguments(walls, name, parameters):
            url = reverse(name, kwargs=given)
            if "pk" not in given:
                yield from plain(name, url)
            elif any(exists(clients[tag], name, url) for tag in asking(name)):
                yield from (Asked(name, url, method) for method in methods(name))


def has_kinds(name, parameters):
    """Whether we know the kinds that a page takes; of an advisory room's page we must."""
    return "kind" not in parameters or name in KINDS or in_advisory(name)


def plain(name, url):
    yield from (Asked(name, url, method) for method in methods(name))
    if issubclass(view_of(name), ListPage):
        yield from (Asked(name, url + query) for query in EXPORTS)


def asking(name):
    """Who may know the objects of a page: those who run the programme, or the two offices."""
    if room_of(name) == "calls":
        return ("clerk_a", "clerk_b")
    return ("coordinator", "adviser_a", "adviser_b") if in_advisory(name) else OWN


def arguments(walls, name, parameters):
    """The arguments of the page's addresses."""
    unit = walls.sides["a"].unit
    fixed = {"code": walls.programme.code, "unit_code": unit.code}
    given = {key: fixed[key] for key in parameters if key in fixed}
    for pk in keys(walls, name) if "pk" in parameters else ("",):
        one = {**given, "pk": pk} if pk else given
        if "kind" in parameters:
            yield from ({**one, "kind": kind} for kind in KINDS[name])
        else:
            yield one


def exists(client, name, url):
    method = methods(name)[0]
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    return response.status_code != 404


def said(response):
    """All that an answer says: headers, and the bytes, of an office file those inside."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"".join(packed.read(one) for one in packed.namelist())
    head = " ".join(f"{name}: {value}" for name, value in response.items())
    return body.decode(errors="replace") + head


def answers(walls, tag, addresses, *, only=("get", "post")):
    """What somebody is answered, by address; what a POST changes is taken back."""
    client = walls.client(tag)
    for asked in addresses:
        if asked.method not in only:
            continue
        with transaction.atomic():
            response = getattr(client, asked.method)(asked.url)
            transaction.set_rollback(True)
        yield asked, said(response).replace(asked.url, "")


def leaks(walls, tag, side, addresses, **how):
    """The addresses whose answers say the side's word, with what stands around it."""
    word = re.compile(rf".{{0,60}}{MARKS[side]}.{{0,40}}", re.IGNORECASE)
    found = {}
    for asked, text in answers(walls, tag, addresses, **how):
        if hit := word.search(text):
            found[asked] = hit.group()
    return found


@pytest.mark.parametrize("tag", OUTSIDE_A)
def test_nothing_of_a_unit_reaches_anybody_outside_of_it(walls, addresses, tag):
    found = leaks(walls, tag, "a", addresses)
    assert {str(asked): text for asked, text in found.items()} == {}


@pytest.mark.parametrize("tag", OUTSIDE_B)
def test_the_units_own_people_see_their_own_alone(walls, addresses, tag):
    found = leaks(walls, tag, "b", addresses)
    assert {str(asked): text for asked, text in found.items()} == {}


@pytest.mark.parametrize("tag", ENOUGH)
def test_the_walk_sees_the_unit_where_it_is_shown(walls, addresses, tag):
    names = {asked.name for asked in leaks(walls, tag, "a", addresses, only=("get",))}
    assert len(names) >= ENOUGH[tag], sorted(names)


def test_every_page_about_an_object_is_walked(addresses):
    walked = defaultdict(int)
    for asked in addresses:
        walked[asked.name] += 1
    advisory = [name for name, of in pages() if KNOWN.issuperset(of) and in_advisory(name)]
    missing = {name for name in advisory if name not in walked and not name.endswith("-move")}
    assert missing == NOT_WALKED, "zrób w walled.py to, o czym jest ta strona"


def in_advisory(name):
    return view_of(name).__module__.startswith("advisory.")


def test_no_letter_about_a_unit_goes_outside_of_it(walls):
    outside = {walls.people[tag][0].email for tag in OUTSIDE_A if tag in walls.people}
    word = MARKS["a"].lower()
    about = [
        letter
        for letter in Email.objects.all()
        if word in f"{letter.subject} {letter.message} {letter.html_message}".lower()
    ]
    assert about
    assert [letter.subject for letter in about if outside.intersection(letter.to)] == []


@pytest.mark.parametrize("tag", ["adviser_b", "clerk_b", "other_coordinator"])
def test_no_figure_of_others_moves_with_what_a_unit_does(walls, addresses, tag):
    def seen():
        found = answers(walls, tag, addresses, only=("get",))
        return {
            asked.url: PASSING.sub("", text) for asked, text in found if "xlsx" not in asked.url
        }

    before = seen()
    with transaction.atomic():
        unit, adviser = walls.sides["a"].unit, walls.sides["a"].adviser
        profile = unit.programme.advisers.get(user=adviser)
        fields = {"hours": "6.5", "held_on": date(2026, 11, 17)}
        entry = factories.log(act_of(adviser), unit, profile, **fields)
        send_consultation(act_of(adviser), entry)
        agree_consultation(act_of(walls.sides["a"].clerk), entry)
        after = seen()
        transaction.set_rollback(True)
    assert [url for url in before if before[url] != after.get(url)] == []
