"""What offices share: one analysis that others read, one public copy in the making."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from contracting.analysis import sharing_actions as actions
from contracting.analysis.models import Analysis, SharedAnalysis
from contracting.analysis.rules.sharing import Content
from contracting.analysis.sharing import marked_answers, names_known_to
from mkus_portal.demo.loading.analyses import act_for, steps_of
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.steps import Step, World


def peer_steps(world: World) -> Iterator[Step]:
    """Yield the analyses that are shared, their copies, and the copy that waits."""
    found = content("peers")
    yield from steps_of(world, found["analysis"])
    for one in found["analysis"]:
        at = moment(world.calendar.office_day(one["shared"]), "12:10")
        yield Step(f"analysis:{one['key']}:shared", at, partial(_share, one=one, at=at))
    own = found["prepared"]
    at = moment(world.calendar.office_day(own["at"]), "13:20")
    yield Step(f"analysis:{own['analysis']}:copy", at, partial(_prepare, one=own, at=at))


def _share(world: World, one: dict[str, Any], at: datetime) -> SharedAnalysis:
    """Prepare the copy, look through it and share it."""
    act = act_for(world, one, "coordinator", at)
    shared = actions.prepare_sharing(act, world.get(Analysis, f"analysis:{one['key']}"))
    facts = {"sphere": one["sphere"], "unit_size": one["unit_size"], "is_checked": True}
    actions.describe_copy(act, shared, **facts)
    for answer in shared.answers.all():
        if answer.question in one["left_out"]:
            actions.leave_out(act, answer, left_out=True)
        elif answer.question in one["copy"]:
            texts = {**answer.texts, answer.question: one["copy"][answer.question]}
            actions.edit_copy(act, answer, Content(texts, answer.rows))
    for found in marked_answers(shared, names_known_to(shared.analysis)):
        if found.is_waiting:
            actions.confirm_answer(act, found.answer, found.answer.edit_version)
    actions.share_analysis(act, shared)
    return shared


def _prepare(world: World, one: dict[str, Any], at: datetime) -> SharedAnalysis:
    act = act_for(world, one, "clerk", at)
    return actions.prepare_sharing(act, world.get(Analysis, f"analysis:{one['analysis']}"))
