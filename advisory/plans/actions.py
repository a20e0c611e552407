"""Setting the template, making a unit's plan from it, changing it, saying what is done."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from advisory.plans.models import PlanStep, TemplateStep, Whose
from advisory.plans.permissions import (
    COORDINATOR,
    has_agreement,
    may_change,
    may_change_template,
    may_finish,
    may_follow,
    may_make,
    may_plan,
    may_reopen,
    may_set_template,
)
from advisory.plans.records import COLUMNS, proposed
from advisory.plans.rules import due_from, is_due_soon, moved
from advisory.plans.typical import typical_steps
from advisory.programmes.models import Assignment, Programme, Unit
from advisory.programmes.readers import CLERKS
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import Until, close_duty, open_duty
from mkus_portal.notifications.actions import Whose as Reader
from mkus_portal.notifications.models import Duty
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist

DUTY = "plan_step"


@transaction.atomic
def add_template_step(act: Act, programme: Programme, **fields: Any) -> TemplateStep:
    """Add a step to the programme's template. Raises Refused, ValidationError."""
    insist(may_set_template(act, programme))
    step = TemplateStep(programme=programme, **fields)
    step.full_clean()
    step.save()
    return step


@transaction.atomic
def add_typical_template(act: Act, programme: Programme) -> int:
    """Add every typical step that the template lacks; return how many. Raises Refused."""
    insist(may_set_template(act, programme))
    hold(programme)
    known = set(programme.plan_template.values_list("name", flat=True))
    missing = [one for one in typical_steps() if one.name not in known]
    for one in missing:
        add_template_step(
            act, programme, name=one.name, kind=one.kind, whose=one.whose, offset_days=one.days
        )
    return len(missing)


@transaction.atomic
def change_template_step(
    act: Act, step: TemplateStep, based_on: int | None = None, **fields: Any
) -> None:
    """Keep a changed step; plans already made stay. Raises Refused, ValidationError, Overtaken."""
    hold(step)
    insist(may_change_template(act, step))
    step.step(based_on)
    for name, value in fields.items():
        setattr(step, name, value)
    step.full_clean()
    step.save()


@transaction.atomic
def remove_template_step(act: Act, step: TemplateStep) -> None:
    """Take a step off the template; plans already made stay. Raises Refused."""
    hold(step)
    insist(may_change_template(act, step))
    step.delete()


@transaction.atomic
def make_plan(act: Act, unit: Unit) -> list[PlanStep]:
    """Make the unit's plan from the programme's template, counted from its agreement.

    Raises Refused when there is a plan already, no template or no day of the agreement.
    """
    hold(unit)
    insist(may_make(act, unit))
    return _write_plan(act, unit)


def plan_on_agreement(act: Act, unit: Unit) -> None:
    """Make the plan on the day that the unit begins, where the programme has a template."""
    if has_agreement(act, unit) and not unit.plan_steps.exists():
        _write_plan(act, unit)


def _write_plan(act: Act, unit: Unit) -> list[PlanStep]:
    signed = unit.agreement_signed_on
    if signed is None:
        return []
    steps = [
        PlanStep(
            unit=unit,
            name=one.name,
            kind=one.kind,
            whose=one.whose,
            due_on=due_from(signed, one.offset_days),
            counted_from=signed,
        )
        for one in unit.programme.plan_template.all()
    ]
    PlanStep.objects.bulk_create(steps)
    _tell(act, steps)
    return steps


def drop_plans(act: Act, programme: Programme) -> list[str]:
    """Take away the plans of a programme that is brought in anew; return the codes of its units.

    The caller has asked whether nobody has worked on them (`PlanStepQuerySet.touched`).
    """
    steps = PlanStep.objects.filter(unit__programme=programme).select_related("unit")
    for one in steps:
        close_duty(act, DUTY, one)
    codes = sorted({one.unit.code for one in steps})
    PlanStep.objects.filter(unit__programme=programme).delete()
    return codes


@transaction.atomic
def follow_agreement(act: Act, unit: Unit, signed: date, *, move: bool) -> int:
    """Answer the agreement's new day: move the open steps that count from it, or leave the terms.

    `signed` is the day that the page showed. Done steps, and those whose term a person has chosen,
    stay. Return how many were answered for. Raises Refused, Overtaken when the day is another one.
    """
    hold(unit)
    insist(may_follow(act, unit))
    if unit.agreement_signed_on != signed:
        raise Overtaken
    steps = list(unit.plan_steps.out_of_step().select_related("unit__programme"))
    for one in steps:
        if move:
            one.due_on = moved(one.due_on, one.counted_from or signed, signed)
            close_duty(act, DUTY, one)
        one.counted_from = signed
        one.edit_version += 1
    PlanStep.objects.bulk_update(steps, ("due_on", "counted_from", "edit_version"))
    _tell(act, steps)
    return len(steps)


@transaction.atomic
def add_step(act: Act, unit: Unit, **fields: Any) -> PlanStep:
    """Add a step to the unit's plan. Raises Refused, ValidationError."""
    insist(may_plan(act, unit))
    step = PlanStep(unit=unit, **fields)
    step.full_clean()
    step.save()
    _tell(act, [step])
    return step


@transaction.atomic
def change_step(act: Act, step: PlanStep, based_on: int | None = None, **fields: Any) -> None:
    """Keep a changed step that is not done. Raises Refused, ValidationError, Overtaken."""
    hold(step)
    insist(may_change(act, step))
    step.step(based_on)
    if fields.get("due_on", step.due_on) != step.due_on:
        step.counted_from = None
    for name, value in fields.items():
        setattr(step, name, value)
    step.full_clean()
    step.save()
    close_duty(act, DUTY, step)
    _tell(act, [step])


@transaction.atomic
def remove_step(act: Act, step: PlanStep) -> None:
    """Take a step that is not done off the plan. Raises Refused."""
    hold(step)
    insist(may_change(act, step))
    close_duty(act, DUTY, step)
    step.delete()


@transaction.atomic
def finish_step(act: Act, step: PlanStep, note: str) -> None:
    """Say by hand that a step is done today, with a note of how. Raises Refused."""
    hold(step)
    insist(may_finish(act, step))
    step.note = note
    _finish(act, step)


@transaction.atomic
def confirm_step(act: Act, step: PlanStep, record: str) -> None:
    """Take the record that was found as the step's fulfilment; done on the record's day.

    `record` is `column:key` as the page showed it. Raises Refused, Overtaken when what is found
    now is another one.
    """
    hold(step.unit)
    hold(step)
    insist(may_finish(act, step))
    found = proposed(step.unit, list(step.unit.plan_steps.all()), act.day).get(step.pk)
    if found is None or f"{found.column}:{found.pk}" != record:
        raise Overtaken
    setattr(step, f"{found.column}_id", found.pk)
    step.done_on = found.day
    _finish(act, step)


def _finish(act: Act, step: PlanStep) -> None:
    person = User.objects.filter(pk=act.user or 0).first()
    step.done_on = step.done_on or act.day
    step.done_by = str(person) if person else ""
    step.edit_version += 1
    step.full_clean()
    step.save()
    close_duty(act, DUTY, step)


@transaction.atomic
def reopen_step(act: Act, step: PlanStep) -> None:
    """Take back that a step is done; what fulfilled it is free again. Raises Refused."""
    hold(step)
    insist(may_reopen(act, step))
    step.done_on, step.note, step.done_by = None, "", ""
    for name in COLUMNS:
        setattr(step, name, None)
    step.edit_version += 1
    step.full_clean()
    step.save()
    _tell(act, [step])


@transaction.atomic
def tell_due(act: Act) -> int:
    """Let every step that has come due wait for its people; return how many wait."""
    rows = PlanStep.objects.open().filter(unit__state=Unit.State.TESTING)
    return _tell(act, rows.select_related("unit__programme"))


def tell_unit(act: Act, unit: Unit) -> None:
    """Let the unit's steps that have come due wait for whoever advises it now."""
    if unit.state == Unit.State.TESTING:
        _tell(act, unit.plan_steps.open().select_related("unit__programme"))


def _tell(act: Act, steps: Iterable[PlanStep]) -> int:
    due = [one for one in steps if one.done_on is None and is_due_soon(one.due_on, act.day)]
    for step in due:
        for reader in _readers(act, step):
            open_duty(
                act,
                DUTY,
                step,
                reader,
                url=step.get_absolute_url(),
                sentence=f"Plan pracy, {step.unit.name}: {step.name}",
                due=Until.end_of(step.due_on),
            )
    return len(due)


def _readers(act: Act, step: PlanStep) -> list[Reader]:
    """Return for whom a step waits; an adviser whose assignment is over is no longer asked."""
    if step.whose == Whose.OFFICE:
        office = step.unit.office_id
        return [Reader(scope=Scope("office", office), roles=CLERKS)] if office else []
    if step.whose == Whose.COORDINATOR:
        return [Reader(scope=step.unit.programme.scope, roles=(COORDINATOR,))]
    rows = Assignment.objects.in_force(act).filter(unit=step.unit, adviser__user__isnull=False)
    people = sorted({one.adviser.user_id or 0 for one in rows.select_related("adviser")})
    gone = Duty.objects.of(step).open().filter(kind=DUTY).exclude(user__in=people)
    gone.update(closed_at=act.at)
    return [Reader(user=one) for one in people]
