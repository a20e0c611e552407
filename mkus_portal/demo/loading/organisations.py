"""Twelve organisations, who signs for them, their people, and a request to join one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from mkus_portal.accounts.actions import grant_membership
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.steps import Step, World
from ngos.actions import add_representative, ask_for_access, register_organisation
from ngos.models import AccessRequest, Organisation

ENTERED = -400
SIGNS = "sign"
OUTSIDE = frozenset({"key", "history", "resources", "people"})
FUNCTIONS = {
    "prezes": "prezes zarządu",
    "wiceprezes": "wiceprezes zarządu",
    "skarbnik": "skarbnik",
    "sekretarz": "sekretarz",
    "naczelnik": "naczelnik",
    "dyrektor": "dyrektor ośrodka",
    "przedstawiciel": "przedstawiciel",
}


def organisation_of(key: str) -> dict[str, Any]:
    """Return an organisation's entry. Raises StopIteration for an unknown key."""
    return next(one for one in content("organisations")["organisation"] if one["key"] == key)


def addresses_of(organisation: dict[str, Any], role: str) -> list[str]:
    """Return the e-mail addresses of the people with the role, in their order."""
    return [
        one[3]
        if len(one) > len(("function", "name", "role"))
        else f"{one[0]}@{organisation['key']}.example"
        for one in organisation["people"]
        if one[2] == role
    ]


def signatories(key: str) -> list[str]:
    """Return the addresses of those who may sign, the president first."""
    return addresses_of(organisation_of(key), SIGNS)


def writer(key: str) -> tuple[str, str]:
    """Return address and role of whoever writes offers: the editor, else the president."""
    editors = addresses_of(organisation_of(key), "ngo_editor")
    return (editors[0], "ngo_editor") if editors else (signatories(key)[0], "ngo_admin")


def organisation_steps(world: World) -> Iterator[Step]:
    """Yield the organisations, the roles of one person in several, and a request that waits."""
    for place, one in enumerate(content("organisations")["organisation"]):
        at = moment(world.calendar.day(ENTERED + 4 * place), "18:10")
        yield Step(f"organisation:{one['key']}", at, partial(_make, one=one, at=at))
    later = moment(world.calendar.day(-120), "19:30")
    yield Step("hats", later, partial(_give_hats, at=later))
    asked = moment(world.calendar.day(-2), "20:05")
    yield Step("access-request", asked, partial(_ask, at=asked))


def _make(world: World, one: dict[str, Any], at: datetime) -> Organisation:
    people = {email: _person(world, email, name) for email, name in _named(world, one)}
    president, *others = signatories(one["key"])
    row = register_organisation(
        world.person_act(president, at),
        **{field: value for field, value in one.items() if field not in OUTSIDE},
        email=f"biuro@{one['key']}.example",
        phone=f"{50 + int(one['regon'][5:8]) % 40} 000 01 {int(one['regon'][6:8]):02d}",
        website=f"https://{one['key']}.example/",
    )
    admin = Act(world.made[f"person:{president}"], "ngo_admin", row.scope, at, "demo")
    functions = [person[0] for person in one["people"] if person[2] == SIGNS]
    for email, function in zip([president, *others], functions, strict=True):
        add_representative(
            admin.later(at + timedelta(minutes=15)),
            row,
            full_name=people[email].full_name,
            function=FUNCTIONS[function],
            user=people[email],
            is_president=email == president,
            valid_from=one["registered_on"],
        )
    for role in ("ngo_editor", "ngo_admin"):
        for email in addresses_of(one, role):
            grant_membership(
                admin.later(at + timedelta(minutes=20)), people[email], role, row.scope
            )
    return row


def _named(world: World, one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for role in (SIGNS, "ngo_editor", "ngo_admin"):
        names = [person[1] for person in one["people"] if person[2] == role]
        yield from zip(addresses_of(one, role), names, strict=True)


def _person(world: World, email: str, name: str) -> User:
    if f"person:{email}" in world.made:
        return world.get(User, f"person:{email}")
    return make_person(world, email, name)


def _give_hats(world: World, at: datetime) -> User:
    """Let one person also write for the KGW and keep another association's books."""
    person = world.get(User, "person:wiele.rol@portal.example")
    for key, role, admin in (
        ("kalina", "ngo_editor", signatories("kalina")[0]),
        ("droga", "ngo_accountant", signatories("droga")[0]),
    ):
        scope = world.scope("organisation", f"organisation:{key}")
        grant_membership(world.act(admin, "ngo_admin", scope, at), person, role, scope)
    return person


def _ask(world: World, at: datetime) -> AccessRequest:
    person = world.get(User, "person:mieszkanka@portal.example")
    droga = world.get(Organisation, "organisation:droga")
    reason = "Jestem wolontariuszką w świetlicy i chcę pomóc przy pisaniu ofert."
    return ask_for_access(world.person_act(person.email, at), droga, person, "ngo_editor", reason)
