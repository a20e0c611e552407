"""The analysis in progress: its adviser is let in, comments and proposes a wording."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.analysis import guest_actions
from contracting.analysis.models import Analysis, Guest
from mkus_portal.act import Act
from mkus_portal.demo.loading.advisory import adviser_address
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.offices import address_of
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting import actions as drafting

GUEST_DAYS = 90


def talk_steps(world: World) -> Iterator[Step]:
    """Yield the invitation a day after the answers, and a talk over them the next day."""
    for one in content("analyses")["analysis"]:
        if "talk" not in one:
            continue
        for key, days, time, make in (
            ("guest", 9, "12:10", _let_in),
            ("talk", 10, "15:20", _talk),
        ):
            at = moment(world.calendar.office_day(one["started"] + days), time)
            yield Step(f"analysis:{one['key']}:{key}", at, partial(make, one=one, at=at))


def _clerk(world: World, one: dict[str, Any], at: datetime) -> Act:
    scope = world.scope("office", f"office:{one['office']}")
    return world.act(address_of(office_of(one["office"]), "clerk"), "clerk", scope, at)


def _guest(world: World, one: dict[str, Any], at: datetime) -> Act:
    return world.person_act(adviser_address(one["guest"]), at)


def _let_in(world: World, one: dict[str, Any], at: datetime) -> Guest:
    guest = guest_actions.invite_guest(
        _clerk(world, one, at),
        world.get(Analysis, f"analysis:{one['key']}"),
        email=adviser_address(one["guest"]),
        kind="adviser",
        right="comment",
        until=world.calendar.day(GUEST_DAYS),
    )
    guest_actions.accept_guest(_guest(world, one, at + timedelta(minutes=4)), guest)
    return guest


def _talk(world: World, one: dict[str, Any], at: datetime) -> Analysis:
    """Say everything, a few minutes after one another; whoever answers has read."""
    analysis = world.get(Analysis, f"analysis:{one['key']}")
    for said in one["talk"]:
        at += timedelta(minutes=7)
        guest, clerk = _guest(world, one, at), _clerk(world, one, at + timedelta(minutes=3))
        thread = drafting.open_thread(
            guest, analysis.draft, said["place"], said["text"], said.get("proposed")
        )
        if "reply" in said:
            drafting.reply(clerk, thread, said["reply"])
        if said.get("resolved"):
            drafting.move_thread(clerk, thread, "resolve")
    return analysis
