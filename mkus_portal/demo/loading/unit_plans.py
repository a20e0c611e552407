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

SURVEY = "Badanie sondażowe wśród organizacji"
NOTE = "Ankieta w świetlicach i urzędzie; wyniki omówiono z doradcą."
LEFT = "prusice"  # what was found here waits for somebody to confirm it


def unit_plan_steps(world: World) -> Iterator[Step]:
    """Yield the evening on which the coordinator went through the plans."""
    at = moment(world.calendar.day(-8), "15:40")
    yield Step("unit-plans", at, partial(_go_through, at=at))


def _go_through(world: World, at: datetime) -> Programme:
    """Confirm what the records show; mark the survey where its term is past."""
    programme = world.get(Programme, "programme")
    act = coordinator_act(world, programme.scope, at)
    for unit in programme.units.exclude(code=LEFT).prefetch_related("plan_steps"):
        steps = list(unit.plan_steps.all())
        found = proposed(unit, steps, act.day)
        for one in steps:
            record = found.get(one.pk)
            if record is not None:
                confirm_step(act, _again(one), f"{record.column}:{record.pk}")
            elif one.name == SURVEY and one.due_on <= act.day:
                finish_step(act, _again(one), NOTE)
    return programme


def _again(step: PlanStep) -> PlanStep:
    return PlanStep.objects.select_related("unit__programme").get(pk=step.pk)
