"""Plans of work of the programme's units: what the records show is confirmed, some by hand."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from advisory.plans.actions import confirm_step, finish_step
from advisory.plans.models import PlanStep
from advisory.plans.records import proposed
from advisory.programmes.models import Programme
from mkus_portal.demo.loading.advisory import coordinator_act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.steps import Step, World

NOTES = (
    "Zrobione; ustalenia są w notatce ze spotkania z doradcą.",
    "Odbyło się w urzędzie. Wnioski wysłano do programu.",
    "Ankieta w świetlicach i urzędzie; wyniki omówiono z doradcą.",
)
LEFT = "prusice"  # the last of what was found here waits for somebody to confirm it
BEHIND = 3


def unit_plan_steps(world: World) -> Iterator[Step]:
    """Yield the evening on which the coordinator went through the plans."""
    at = moment(world.calendar.day(-8), "15:40")
    yield Step("unit-plans", at, partial(_go_through, at=at))


def _go_through(world: World, at: datetime) -> Programme:
    """Confirm what the records show; mark the rest whose term is past, but for the last ones.

    Some units are in time, some a step or two behind.
    """
    programme = world.get(Programme, "programme")
    act = coordinator_act(world, programme.scope, at)
    for number, unit in enumerate(programme.units.prefetch_related("plan_steps")):
        steps = list(unit.plan_steps.all())
        found = proposed(unit, steps, act.day)
        kept = [one for one in steps if one.pk in found]
        for one in kept[:-1] if unit.code == LEFT else kept:
            record = found[one.pk]
            confirm_step(act, _again(one), f"{record.column}:{record.pk}")
        past = [one for one in steps if one.pk not in found and one.due_on <= act.day]
        for place, one in enumerate(past[: len(past) - number % BEHIND]):
            finish_step(act, _again(one), NOTES[(number + place) % len(NOTES)])
    return programme


def _again(step: PlanStep) -> PlanStep:
    return PlanStep.objects.select_related("unit__programme").get(pk=step.pk)
