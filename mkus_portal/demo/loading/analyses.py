"""Analyses: closed with their reports asked for, one in progress with gaps; a call drafted."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.analysis import social_actions as social
from contracting.analysis.actions import close_analysis, start_analysis
from contracting.analysis.booklet_actions import issue_booklets
from contracting.analysis.choice_actions import Chosen, keep_choice
from contracting.analysis.models import Analysis, Booklet, Phase, SocialRound
from contracting.analysis.social_form import social_of_method
from contracting.calls.actions import Wish, draw_call, edit_call
from contracting.calls.models import Call
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import Calendar, moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.documents.models import Document
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.models import Row
from mkus_portal.offices.models import LocalGovernment

RELATIVE = "{+"
BOOKLETS_DAY = -1  # late, so that the worker prints what people wait for first


def analysis_steps(world: World) -> Iterator[Step]:
    """Yield the booklets, then how each analysis of the office was started, answered and closed."""
    issued = moment(world.calendar.office_day(BOOKLETS_DAY), "16:45")
    yield Step("booklets", issued, partial(_issue, at=issued))
    yield from steps_of(world, content("analyses")["analysis"])


def steps_of(world: World, found: list[dict[str, Any]]) -> Iterator[Step]:
    """Yield the steps of analyses that a content file describes."""
    calendar = world.calendar
    for one in found:
        key = f"analysis:{one['key']}"
        shift = shift_of(one, calendar)
        started = moment(calendar.office_day(one["started"] + shift), "10:05")
        answered = moment(
            calendar.office_day(one["started"] + shift + one.get("answering", 8)), "11:25"
        )
        yield Step(key, started, partial(_start, one=one, at=started))
        yield Step(f"{key}:answers", answered, partial(_answer, one=one, at=answered))
        if "card" in one:
            at = moment(calendar.office_day(one["closed"] + shift - 1), "13:40")
            yield Step(f"{key}:scored", at, partial(_score, one=one, at=at))
        if "closed" in one:
            at = moment(calendar.office_day(one["closed"] + shift), "14:35")
            yield Step(f"{key}:closed", at, partial(_close, one=one, at=at))
        if "drawn" in one:
            at = moment(calendar.office_day(one["drawn"] + shift), "10:45")
            yield Step(f"{key}:call", at, partial(_draw, one=one, at=at))


def shift_of(one: dict[str, Any], calendar: Calendar) -> int:
    """Return how many days earlier an analysis of tasks that have ended was made."""
    return (calendar.past_tasks[0] - calendar.today).days if one.get("past") else 0


def act_for(world: World, one: dict[str, Any], role: str, at: datetime) -> Act:
    """Return what somebody of the analysis's office does."""
    address = address_of(office_of(one["office"]), role)
    return world.act(address, role, world.scope("office", f"office:{one['office']}"), at)


def _start(world: World, one: dict[str, Any], at: datetime) -> Analysis:
    act = act_for(world, one, "coordinator", at)
    office = world.get(LocalGovernment, f"office:{one['office']}")
    analysis = start_analysis(act, office, one["title"], one["task_name"], one["type"])
    if "choice" in one:
        keep_choice(act, analysis, Chosen(**one["choice"]))
    return analysis


def _issue(world: World, at: datetime) -> Booklet:
    """Issue the guide and the workbooks as the portal's clock would; the step keeps the guide."""
    return issue_booklets(Act.system(at))[0]


def _answer(world: World, one: dict[str, Any], at: datetime) -> Analysis:
    """Save every answer, two minutes after the one before."""
    analysis = world.get(Analysis, f"analysis:{one['key']}")
    act = act_for(world, one, "clerk", at)
    for place, text in one["texts"].items():
        act = act.later(act.at + timedelta(minutes=2))
        drafting.save_field(act, analysis.draft, place, _dated(text, one, world.calendar), 0)
    for table, rows in one["rows"].items():
        known: list[Row] = []
        for number, cells in enumerate(rows):
            act = act.later(act.at + timedelta(minutes=2))
            known.append(_row(act, analysis, table, number))
            for cell, text in cells.items():
                place = f"{table}:{known[-1].pk}:{cell}"
                kept = _kept(text, known, one, world.calendar)
                drafting.save_field(act, analysis.draft, place, kept, 0)
    for costs in one.get("cost", ()):
        for line in costs["lines"]:
            act = act.later(act.at + timedelta(minutes=2))
            drafting.add_row(act, analysis.draft, costs["table"], **{"payer": "JST", **line})
    return analysis


def _score(world: World, one: dict[str, Any], at: datetime) -> Analysis:
    """Type in the cards that came on paper, then let the team meet."""
    analysis = world.get(Analysis, f"analysis:{one['key']}")
    act, cards = act_for(world, one, "clerk", at), one["card"]
    codes = social_of_method(analysis).codes
    for paper in cards:
        act = act.later(act.at + timedelta(seconds=40))
        given = paper["name"], paper["perspective"]
        card = social.add_paper_card(act, analysis, *given, Phase.FORECAST)
        for side in ("before", "after"):
            for code, mark in zip(codes, paper[side], strict=True):
                drafting.save_field(act, card.draft, f"{code}.{side}", str(mark), 0)
        social.send_card(act, card)
    social.reveal_scores(act, SocialRound.objects.get(analysis=analysis, phase=Phase.FORECAST))
    return analysis


def _row(act: Act, analysis: Analysis, table: str, number: int) -> Row:
    """Return the table's first, empty row; for the following ones a new row."""
    if number == 0:
        return Row.objects.get(draft=analysis.draft, table=table)
    row: Row = drafting.add_row(act, analysis.draft, table)
    return row


def _dated(text: str, one: dict[str, Any], calendar: Calendar) -> str:
    """Return a day for a text like `{+40}`: so many days after the loading, or the past start."""
    if not text.startswith(RELATIVE):
        return text
    return calendar.day(int(text.strip("{+}")) + shift_of(one, calendar)).isoformat()


def _kept(text: str, rows: list[Row], one: dict[str, Any], calendar: Calendar) -> str:
    """Return a cell's text; `#2` is the number of the table's second row in the database."""
    if text.startswith("#"):
        return str(rows[int(text[1:]) - 1].pk)
    return _dated(text, one, calendar)


def _close(world: World, one: dict[str, Any], at: datetime) -> Document:
    analysis = world.get(Analysis, f"analysis:{one['key']}")
    note = one.get("closing_note", "")
    act = act_for(world, one, "clerk", at)
    return close_analysis(act, analysis, with_gaps=bool(note), note=note)


def _draw(world: World, one: dict[str, Any], at: datetime) -> Call:
    """Draft a call from the analysis, as the office's clerk does."""
    analysis = world.get(Analysis, f"analysis:{one['key']}")
    act, about = act_for(world, one, "clerk", at), office_of(one["office"])
    call = draw_call(act, analysis, Wish(tuple(one["spheres"])))
    contact = {"contact_name": about["people"]["clerk"], "contact_phone": about["phone"]}
    return edit_call(act, call, contact_email=address_of(about, "clerk"), **contact)
