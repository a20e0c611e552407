"""Offices, people and calls for tests; calls are built through the actions alone."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from contracting.calls import actions
from contracting.calls.models import Call, CallTask
from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.offices.models import LocalGovernment

AT = datetime(2026, 11, 2, 10, 0, tzinfo=WARSAW)
DEADLINE = datetime(2026, 12, 1, 15, 30, tzinfo=WARSAW)
LONG_AGO = date(2020, 1, 1)
_numbers = count(1)


def make_office(**fields: Any) -> LocalGovernment:
    """A gmina whose words are whole."""
    number = next(_numbers)
    name = fields.pop("name", f"Gmina Brzozowo {number}")
    return LocalGovernment.objects.create(
        **{
            "code": f"brzozowo-{number}",
            "name": name,
            "name_genitive": name.replace("Gmina", "Gminy"),
            "name_locative": name.replace("Gmina", "Gminie"),
            "kind": "gmina",
            "executive_body": "wojt",
            "executive_title": f"Wójt {name.replace('Gmina', 'Gminy')}",
            "executive_title_genitive": f"Wójta {name.replace('Gmina', 'Gminy')}",
            "office_name": f"Urząd: {name}",
            "seat": "Brzozowo",
            "seat_locative": "Brzozowie",
            **fields,
        }
    )


def make_user(**fields: Any) -> User:
    """A person with an address of their own."""
    number = next(_numbers)
    full_name = fields.pop("full_name", f"Osoba {number}")
    return User.objects.create_user(f"urzednik{number}@example.pl", full_name=full_name, **fields)


def member_act(office: LocalGovernment, role: str = "clerk", at: datetime = AT) -> Act:
    """A new person of the office, acting in the role."""
    user = make_user()
    Membership.objects.create(
        user=user, role=role, scope_kind="office", scope_id=office.pk, valid_from=LONG_AGO
    )
    return Act(user=user.pk, role=role, scope=Scope("office", office.pk), at=at)


def make_call(
    office: LocalGovernment, *, act: Act | None = None, tasks: int = 1, **fields: Any
) -> Call:
    """A draft that lacks nothing, with tasks, a criterion and an earlier task."""
    act = act or member_act(office)
    call = actions.create_call(
        act,
        office,
        **{
            "title": "Sport dzieci i młodzieży",
            "year": 2027,
            "forms": "support",
            "deadline_at": DEADLINE,
            "realization_from": date(2027, 1, 15),
            "realization_to": date(2027, 12, 15),
            "decision_on": date(2026, 12, 18),
            "award_rules": "Dotację otrzyma oferta z największą liczbą punktów.",
            "conditions": "Zadanie jest dostępne dla osób ze szczególnymi potrzebami.",
            "selection_rules": "Oferty ocenia komisja konkursowa.",
            **fields,
        },
    )
    for number in range(1, tasks + 1):
        make_task(call, act=act, title=f"Zadanie {number}")
    actions.add_criterion(act, call, statutory=1, label="Doświadczenie", max_points=Decimal("10.5"))
    actions.add_previous_task(act, call, label="Sport 2025", year=2025, cost=Decimal(50000))
    return call


def make_task(call: Call, *, act: Act | None = None, **fields: Any) -> CallTask:
    """A task with a sphere and a pool; every limit is the call's."""
    act = act or member_act(call.office)
    return actions.add_task(
        act, call, **{"title": "Zadanie", "spheres": ["17"], "pool": Decimal(20000), **fields}
    )


def make_approved_call(office: LocalGovernment, *, at: datetime = AT, **fields: Any) -> Call:
    """A call adopted by an act."""
    act = member_act(office, at=at)
    call = make_call(office, act=act, **fields)
    actions.send_to_approve(act, call)
    executive = member_act(office, "executive", at=at)
    actions.approve_call(executive, call, "12/2026", at.date(), "Anna Wzorowa, wójt")
    return call


def publish(call: Call, *places: str, at: datetime = AT, **fields: Any) -> None:
    """Record publications at the instant, in all three places unless some are named."""
    act = member_act(call.office, at=at)
    for place in places or ("bip", "board", "website"):
        actions.record_publication(
            act,
            call,
            place,
            at,
            **{
                "url": "https://bip.example.pl/konkurs",
                "author": "Ewa Pisząca",
                "responsible": "Jan Odpowiedzialny",
                **fields,
            },
        )


def make_published_call(office: LocalGovernment, *, at: datetime = AT, **fields: Any) -> Call:
    """A call published in all three places at the instant; offers are taken until DEADLINE."""
    call = make_approved_call(office, at=at, **fields)
    publish(call, at=at + timedelta(hours=1))
    return call
