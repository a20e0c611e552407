"""Surveys of the support programme: two waves among drawn organisations, two events' surveys."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from advisory.events.actions import start_evaluation
from advisory.events.models import Event
from advisory.programmes.models import Programme
from contracting.surveys import actions
from contracting.surveys.models import Survey
from contracting.surveys.ready import ready_surveys
from contracting.surveys.sampling import Recipe, digest_of, draw
from mkus_portal.act import Act
from mkus_portal.demo.loading.advisory import coordinator_act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.demo.loading.surveys import said_in

Make = Callable[[World, datetime], Survey]


def programme_survey_steps(world: World) -> Iterator[Step]:
    """Yield both waves and the surveys of the events, from the draft to the end."""
    said = content("programme_surveys")
    earlier = ""
    for wave in said["waves"]["wave"]:
        yield from _wave_steps(world, wave, earlier)
        earlier = f"survey:{wave['key']}"
    for one in said["event"]:
        yield from _event_steps(world, one)


def _step(key: str, at: datetime, make: Make) -> Step:
    return Step(key, at, lambda world: make(world, at))


def _wave_steps(world: World, wave: dict[str, Any], earlier: str) -> Iterator[Step]:
    key, calendar = f"survey:{wave['key']}", world.calendar
    started = moment(calendar.office_day(wave["started"]), "10:05")
    opened = moment(calendar.office_day(wave["opened"]), "11:15")
    yield _step(key, started, partial(_start_wave, wave=wave, earlier=earlier))
    yield _step(f"{key}:opened", opened, partial(_open_wave, key=key))
    for number, given in enumerate(wave["answers"]):
        at = moment(calendar.day(wave["opened"] + 2 + number), "17:25")
        yield _step(
            f"{key}:answer:{number}", at, partial(_answer, key=key, given=given, number=number)
        )
    closed = moment(calendar.day(wave["closed"]), "08:40")
    yield _step(f"{key}:closed", closed, partial(_close, key=key))


def _act(world: World, at: datetime) -> Act:
    return coordinator_act(world, world.scope("programme", "programme"), at)


def _start_wave(world: World, at: datetime, wave: dict[str, Any], earlier: str) -> Survey:
    """Begin from the ready questions, or from the wave before; answers are signed."""
    act, said = _act(world, at), content("programme_surveys")
    waves = said["waves"]
    if earlier:
        former = world.get(Survey, earlier)
        survey = actions.copy_survey(act, former, wave["title"], as_wave=True)
    else:
        ready = ready_surveys()[waves["ready"]]
        name = world.get(Programme, "programme").name
        survey = actions.start_survey(act, act.scope, name, wave["title"], ready.audience, ready)
    actions.edit_survey(
        act,
        survey,
        opens_on=world.calendar.day(wave["opened"]),
        closes_on=world.calendar.day(wave["closes"]),
        contact=said["contact"],
        privacy_note=waves["privacy"],
        is_anonymous=False,
    )
    return survey


def _open_wave(world: World, at: datetime, key: str) -> Survey:
    """Open it and invite the organisations drawn for each unit."""
    act, waves = _act(world, at), content("programme_surveys")["waves"]
    survey = world.get(Survey, key)
    actions.open_survey(act, survey)
    recipe = Recipe(waves["per_unit"], waves["seed"], by_work=True)
    later = act.later(at + timedelta(minutes=12))
    actions.invite_sample(later, survey, recipe, digest_of(draw(survey, recipe)))
    return survey


def _answer(world: World, at: datetime, key: str, given: list[Any], number: int) -> Survey:
    """Send the answer of the organisation whose link comes next."""
    survey = world.get(Survey, key)
    link = survey.links.all()[number]
    actions.submit(Act.public(at), survey, said_in(survey, given), link=link)
    return survey


def _close(world: World, at: datetime, key: str) -> Survey:
    survey = world.get(Survey, key)
    actions.close_survey(_act(world, at), survey)
    return survey


def _event_steps(world: World, one: dict[str, Any]) -> Iterator[Step]:
    event = next(row for row in content("events")["event"] if row["key"] == one["key"])
    first, last = event["starts"], event["starts"] + event["days"] - 1
    key, day = f"evaluation-of:{one['key']}", world.calendar.day
    started = moment(day(first + one["started"]), "09:20")
    yield _step(key, started, partial(_evaluate, one=one))
    for number, given in enumerate(one["answers"]):
        at = moment(day(last + 1 + number % 4), f"18:{10 + 5 * number}")
        yield _step(f"{key}:answer:{number}", at, partial(_say, key=key, given=given))
    if "closed" in one:
        closed = moment(day(last + one["closed"]), "08:50")
        yield _step(f"{key}:closed", closed, partial(_close, key=key))


def _evaluate(world: World, at: datetime, one: dict[str, Any]) -> Survey:
    """Give the event its survey and open it: participants find it from the last day on."""
    act, said = _act(world, at), content("programme_surveys")
    survey = start_evaluation(act, world.get(Event, f"event:{one['key']}"))
    actions.edit_survey(act, survey, contact=said["contact"], privacy_note=one["privacy"])
    actions.open_survey(act.later(at + timedelta(minutes=6)), survey)
    return survey


def _say(world: World, at: datetime, key: str, given: list[Any]) -> Survey:
    survey = world.get(Survey, key)
    actions.submit(Act.public(at), survey, said_in(survey, given))
    return survey
