"""The programme's experts and the expertises of its units, each as far as its state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from advisory.expertises import actions
from advisory.expertises.models import Expert, Expertise
from advisory.programmes.models import Programme, Unit
from mkus_portal.act import Act
from mkus_portal.demo.loading.advisory import adviser_act, coordinator_act, office_act
from mkus_portal.demo.loading.calendar import Calendar, moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.people import make_person
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting.actions import save_field

ENDS = {
    "ordered": (),
    "in_work": ("assign", "answer"),
    "delivered": ("assign", "answer", "deliver"),
    "accepted": ("assign", "answer", "deliver", "accept"),
}


def expertise_steps(world: World) -> Iterator[Step]:
    """Yield the experts, then every expertise with what became of it."""
    calendar = world.calendar
    begun = moment(calendar.office_day(content("advisory")["programme"]["starts"]), "14:05")
    for number, one in enumerate(content("expertises")["expert"], 1):
        at = begun + timedelta(minutes=10 * number)
        yield Step(f"expert:{one['code']}", at, partial(_add, one=one, at=at))
    for number, one in enumerate(content("expertises")["expertise"], 1):
        yield from _steps_of(f"expertise:{number}", one, calendar)


def expert_address(code: str) -> str:
    """Return the expert's e-mail address."""
    return f"ekspert.{code}@program.example"


def _add(world: World, one: dict[str, Any], at: datetime) -> Expert:
    """Add an expert with an account, or one who is invited."""
    programme = world.get(Programme, "programme")
    address = expert_address(one["code"])
    person = make_person(world, address, one["name"]) if one["account"] else None
    act = coordinator_act(world, programme.scope, at)
    return actions.add_expert(
        act, programme, one["name"], address, one["organisation"], user=person
    )


def _steps_of(key: str, one: dict[str, Any], calendar: Calendar) -> Iterator[Step]:
    """Yield the order and each further step, some days apart, the last before today."""
    ordered = moment(calendar.office_day(one["ordered"]), "11:20")
    yield Step(key, ordered, partial(_order, one=one, calendar=calendar, at=ordered))
    makes = {"assign": _assign, "answer": _answer, "deliver": _deliver, "accept": _accept}
    days = {"assign": 2, "answer": 20, "deliver": 25, "accept": 29}
    for name in ENDS[one["ends"]]:
        at = moment(calendar.office_day(one["ordered"] + days[name]), "12:40")
        step = partial(makes[name], key=key, one=one, calendar=calendar, at=at)
        yield Step(f"{key}:{name}", at, step)


def _client(world: World, one: dict[str, Any], at: datetime) -> Act:
    if one["by"] == "adviser":
        return adviser_act(world, one["unit"], at)
    if one["by"] == "office":
        return office_act(world, one["unit"], at)
    return coordinator_act(world, world.scope("programme", "programme"), at)


def _order(world: World, one: dict[str, Any], calendar: Calendar, at: datetime) -> Expertise:
    unit = world.get(Unit, f"unit:{one['unit']}")
    return actions.order_expertise(
        _client(world, one, at),
        unit,
        one["kind"],
        one["questions"],
        title=one["title"],
        background=one["background"],
        due_on=calendar.day(one["due"]),
    )


def _assign(
    world: World, key: str, one: dict[str, Any], calendar: Calendar, at: datetime
) -> Expertise:
    expertise = world.get(Expertise, key)
    act = coordinator_act(world, world.scope("programme", "programme"), at)
    expert = world.get(Expert, f"expert:{one['expert']}")
    actions.assign_expert(act, expertise, expert, calendar.day(one["due"]))
    return expertise


def _expert_act(world: World, one: dict[str, Any], at: datetime) -> Act:
    scope = world.scope("programme", "programme")
    return world.act(expert_address(one["expert"]), "expert", scope, at)


def _answer(
    world: World, key: str, one: dict[str, Any], calendar: Calendar, at: datetime
) -> Expertise:
    """Write the answers that the content has."""
    expertise = world.get(Expertise, key)
    act = _expert_act(world, one, at)
    assert expertise.draft is not None  # noqa: S101 - every order has its draft
    for question, answer in zip(expertise.questions.all(), one["answers"], strict=False):
        place = f"answers:{question.pk}:answer"
        save_field(act, expertise.draft, place, answer, question.version_of("answer"))
    return expertise


def _deliver(
    world: World, key: str, one: dict[str, Any], calendar: Calendar, at: datetime
) -> Expertise:
    expertise = world.get(Expertise, key)
    actions.deliver_expertise(_expert_act(world, one, at), expertise)
    return expertise


def _accept(
    world: World, key: str, one: dict[str, Any], calendar: Calendar, at: datetime
) -> Expertise:
    expertise = world.get(Expertise, key)
    act = coordinator_act(world, world.scope("programme", "programme"), at)
    actions.accept_expertise(act, expertise)
    return expertise
