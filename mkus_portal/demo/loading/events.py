"""Events of the support programme with their lists, and the programme's indicators."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from advisory.events import actions
from advisory.events.models import SECTOR_COLUMNS, Event
from advisory.indicators.actions import (
    add_counted_indicators,
    add_indicator,
    change_indicator,
    note_reading,
)
from advisory.indicators.models import Indicator
from advisory.programmes.models import Programme, Unit
from advisory.reports.actions import begin_report
from advisory.reports.models import ProgrammeReport
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.folding import folded

ANNOUNCED_BEFORE = 3
RISKS = (
    "Zmiany kadrowe w urzędach wydłużają etap pierwszy.\n"
    "Małe organizacje obawiają się umów na dłużej niż rok."
)


def event_steps(world: World) -> Iterator[Step]:
    """Yield each event's plan, announcement, list and end; then the indicators and a report."""
    calendar = world.calendar
    for one in content("events")["event"]:
        key = f"event:{one['key']}"
        planned = moment(calendar.day(min(one["starts"], 0) - ANNOUNCED_BEFORE - 8), "11:20")
        yield Step(key, planned, partial(_plan, one=one, at=planned))
        announced = moment(calendar.day(min(one["starts"], 0) - ANNOUNCED_BEFORE), "12:05")
        yield Step(f"{key}:announced", announced, partial(_announce, one=one, at=announced))
        if one["starts"] + one["days"] <= 0:
            held = moment(calendar.day(one["starts"] + one["days"] - 1), "19:40")
            yield Step(f"{key}:held", held, partial(_hold, one=one, at=held))
    at = moment(calendar.day(-10), "13:15")
    yield Step("indicators", at, partial(_indicate, at=at))
    reported = moment(calendar.day(-9), "14:10")
    yield Step("programme-report", reported, partial(_report, at=reported))


def _act(world: World, at: datetime) -> Act:
    email = content("advisory")["programme"]["coordinator"]
    return world.act(email, "programme_coordinator", world.scope("programme", "programme"), at)


def _plan(world: World, one: dict[str, Any], at: datetime) -> Event:
    first = world.calendar.day(one["starts"])
    act = _act(world, at)
    event = actions.plan_event(
        act,
        world.get(Programme, "programme"),
        [world.get(Unit, f"unit:{code}") for code in one["units"]],
        kind=one["kind"],
        title=one["title"],
        place=one["place"],
        starts_on=first,
        ends_on=first + timedelta(days=one["days"] - 1),
    )
    begins, ends = (moment(first, hour).time() for hour in one["hours"])
    for day in event.days.all():
        actions.change_day(act, day, starts_at=begins, ends_at=ends, topic=one["topic"])
    return event


def _announce(world: World, one: dict[str, Any], at: datetime) -> Event:
    event, act = world.get(Event, f"event:{one['key']}"), _act(world, at)
    actions.announce_event(act, event)
    for name, sector in one["people"]:
        address = f"{folded(name).replace(' ', '.')}@zapisy.example"
        actions.add_to_list(act, event, full_name=name, email=address, sector=sector, comes_from="")
    return event


def _hold(world: World, one: dict[str, Any], at: datetime) -> Event:
    event, act = world.get(Event, f"event:{one['key']}"), _act(world, at)
    people = list(event.participants.values_list("pk", flat=True))
    for day in event.days.all():
        actions.mark_list(act, day, people[: one["present"]], people)
    counted = dict(zip(SECTOR_COLUMNS.values(), one["by_hand"], strict=True))
    actions.count_people(act, event, **counted)
    actions.hold_event(act, event)
    return event


def _indicate(world: World, at: datetime) -> Indicator:
    act, programme = _act(world, at), world.get(Programme, "programme")
    add_counted_indicators(act, programme)
    targets = content("events")["targets"]
    for indicator in programme.indicators.filter(source__in=targets):
        change_indicator(act, indicator, target=Decimal(targets[indicator.source]))
    said = content("events")["manual"]
    manual = add_indicator(
        act,
        programme,
        name=said["name"],
        unit=said["unit"],
        source="manual",
        target=Decimal(said["target"]),
    )
    day = world.calendar.day(said["day"])
    note_reading(act, manual, day=day, value=Decimal(said["value"]), evidence=said["evidence"])
    return manual


def _report(world: World, at: datetime) -> ProgrammeReport:
    programme = world.get(Programme, "programme")
    return begin_report(_act(world, at), programme, last_day=at.date(), risks=RISKS)
