"""The seventeen offices with their units, people and texts, and the people of the portal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from mkus_portal.accounts.actions import grant_membership
from mkus_portal.accounts.models import Invitation, User
from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.notifications.invitations import invite
from mkus_portal.offices.actions import create_office, save_unit, write_text
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.offices.texts import ACCESSIBILITY, CONTACT, PRIVACY, REUSE, default_texts

OPERATOR = "operator@portal.example"
ENTERED = -425
LOCAL_PARTS = {
    "office_admin": "administrator",
    "coordinator": "koordynator",
    "clerk": "pracownik",
    "treasurer": "skarbnik",
    "lawyer": "radca",
}
EXECUTIVES = {
    "wojt": "wojt",
    "burmistrz": "burmistrz",
    "prezydent": "prezydent",
    "zarzad": "starosta",
}
WORDS = (
    "code",
    "name",
    "name_genitive",
    "name_locative",
    "kind",
    "executive_body",
    "executive_title",
    "executive_title_genitive",
    "office_name",
    "seat",
    "seat_locative",
    "street",
    "postcode",
    "teryt",
    "nip",
    "phone",
    "e_delivery_address",
    "notice_board",
    "accessibility_architecture",
)


def address_of(office: dict[str, Any], role: str) -> str:
    """Return the e-mail address of whoever holds the role in the office."""
    local = EXECUTIVES[office["executive_body"]] if role == "executive" else LOCAL_PARTS[role]
    return f"{local}@{office['code']}.example"


def signature_of(office: dict[str, Any]) -> str:
    """Return who signs the executive body's acts, with the office they hold."""
    name = office["people"]["executive"]
    if office["executive_body"] == "zarzad":
        return f"{name}, Starosta, w imieniu Zarządu Powiatu"
    return f"{name}, {office['executive_title']}"


def office_steps(world: World) -> Iterator[Step]:
    """Yield the operator, the offices, and one invitation that waits."""
    opened = moment(world.calendar.office_day(ENTERED), "08:00")
    yield Step("operator", opened, _make_portal_people)
    for place, office in enumerate(content("offices")["office"]):
        at = opened + timedelta(minutes=20 + 12 * place)
        yield Step(f"office:{office['code']}", at, partial(_make, office=office, at=at))
    invited = moment(world.calendar.office_day(-3), "10:40")
    yield Step("invitation:prusice", invited, partial(_invite, at=invited))


def _make_portal_people(world: World) -> User:
    people = content("people")
    for one in people["person"]:
        make_person(world, one["email"], one["name"])
    return make_person(world, OPERATOR, people["operator"], is_operator=True)


def _make(world: World, office: dict[str, Any], at: datetime) -> LocalGovernment:
    operator = world.act(OPERATOR, "operator", NOWHERE, at)
    domain = f"{office['code']}.example"
    row = create_office(
        operator,
        **{word: office[word] for word in WORDS},
        email=f"urzad@{domain}",
        bip_url=f"https://bip.{domain}/",
        website_url=f"https://www.{domain}/",
        accessibility_person=f"{office['people']['office_admin']}, {office['phone']}",
        statement_reviewed_on=at.date(),
    )
    scope = Scope("office", row.pk)
    for role, name in office["people"].items():
        user = make_person(world, address_of(office, role), name)
        granting = operator
        if role != "office_admin":
            granting = world.act(address_of(office, "office_admin"), "office_admin", scope, at)
        grant_membership(granting, user, role, scope)
    admin = world.act(address_of(office, "office_admin"), "office_admin", scope, at)
    _write_texts(admin, row, office)
    for unit in office.get("units", ()):
        save_unit(admin, OrganisingUnit(office=row), **unit)
    return row


def _write_texts(act: Act, row: LocalGovernment, office: dict[str, Any]) -> None:
    texts = default_texts(row)
    words = content("people")["texts"]
    found = {
        ACCESSIBILITY: words["accessibility"],
        PRIVACY: f"{texts[PRIVACY]}\n\n{words['inspector'].format(code=office['code'])}",
        REUSE: texts[REUSE],
        CONTACT: f"{texts[CONTACT]}\n\n{words['hours'].format(**office)}",
    }
    for slug, text in found.items():
        write_text(act, row, slug, text)


def _invite(world: World, at: datetime) -> Invitation:
    scope = world.scope("office", "office:prusice")
    act = world.act("administrator@prusice.example", "office_admin", scope, at)
    return invite(act, "nowa.osoba@prusice.example", "clerk", scope)
