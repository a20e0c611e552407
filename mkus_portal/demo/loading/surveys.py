"""Two surveys of one office: one closed with its answers, one that is being answered."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from contracting.surveys import actions
from contracting.surveys.models import Question, Survey
from contracting.surveys.ready import ready_surveys
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of
from mkus_portal.demo.loading.steps import Step, World

Kind = Question.Kind
NOTHING: tuple[object, ...] = (-1, "", [])


def survey_steps(world: World) -> Iterator[Step]:
    """Yield how each survey was started, opened, answered and closed."""
    calendar = world.calendar
    for one in content("surveys")["survey"]:
        key = f"survey:{one['key']}"
        started = moment(calendar.office_day(one["started"]), "10:20")
        opened = moment(calendar.office_day(one["opened"]), "12:40")
        yield Step(key, started, partial(_start, one=one, at=started))
        yield Step(f"{key}:opened", opened, partial(_open, one=one, at=opened))
        for number, given in enumerate(one["answers"]):
            at = moment(calendar.day(one["opened"] + 1 + number % 7), "18:05")
            step = partial(_answer, one=one, given=given, at=at)
            yield Step(f"{key}:answer:{number}", at, step)
        if "closed" in one:
            at = moment(calendar.office_day(one["closed"]), "09:15")
            yield Step(f"{key}:closed", at, partial(_close, one=one, at=at))


def _act(world: World, one: dict[str, Any], at: datetime) -> Act:
    address = address_of(office_of(one["office"]), "clerk")
    return world.act(address, "clerk", world.scope("office", f"office:{one['office']}"), at)


def _start(world: World, one: dict[str, Any], at: datetime) -> Survey:
    act, ready = _act(world, one, at), ready_surveys()[one["ready"]]
    name = office_of(one["office"])["name"]
    survey = actions.start_survey(act, act.scope, name, one["title"], ready.audience, ready)
    actions.edit_survey(
        act,
        survey,
        opens_on=world.calendar.day(one["opened"]),
        closes_on=world.calendar.day(one["closes"]),
        contact=one["contact"],
        privacy_note=one["privacy"],
        has_open_link=True,
        remind_days=5,
    )
    return survey


def _of(world: World, one: dict[str, Any]) -> Survey:
    return world.get(Survey, f"survey:{one['key']}")


def _open(world: World, one: dict[str, Any], at: datetime) -> Survey:
    survey = _of(world, one)
    actions.open_survey(_act(world, one, at), survey)
    return survey


def _answer(world: World, one: dict[str, Any], given: list[Any], at: datetime) -> Survey:
    """Send one answer by the open link; the step keeps the survey, never the answer."""
    survey = _of(world, one)
    actions.submit(Act.public(at), survey, said_in(survey, given))
    return survey


def said_in(survey: Survey, given: list[Any]) -> dict[str, Any]:
    """Return a person's row of the content file as the room keeps an answer."""
    pairs = zip(survey.questions.all(), given, strict=True)
    said = {str(question.pk): _said(question, value) for question, value in pairs}
    return {key: value for key, value in said.items() if value}


def _said(question: Question, value: Any) -> dict[str, Any]:  # noqa: ANN401 - as TOML has it
    """Return an entry as the room keeps it; nothing for nothing."""
    if value in NOTHING:
        return {}
    if question.kind == Kind.MATRIX:
        return {str(row): picked for row, picked in enumerate(value) if picked >= 0}
    if question.kind == Kind.SCALE:
        return {"step": value}
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return {"picked": value if isinstance(value, list) else [value], "other": ""}
    return {"said": str(value)}


def _close(world: World, one: dict[str, Any], at: datetime) -> Survey:
    survey = _of(world, one)
    actions.close_survey(_act(world, one, at), survey)
    return survey
