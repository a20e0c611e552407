"""Writing a draft: the call, its tasks and earlier tasks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from contracting.calls.fields import FORM_CODE, FORM_VERSION
from contracting.calls.models import Call, CallTask, PreviousTask, TaskSphere
from contracting.calls.noting import noted
from contracting.calls.permissions import may_create
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.folding import folded
from mkus_portal.law.spheres import spheres_on
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist

KEPT_BY_MOVES = frozenset(
    {
        "draft",
        "state",
        "opens_at",
        "act_number",
        "act_date",
        "signatory",
        "announced_version",
        "office",
    }
)


@transaction.atomic
def create_call(act: Act, office: LocalGovernment, *, title: str, year: int, **fields: Any) -> Call:
    """Start a draft. `fields` are the call's own: texts, limits, dates, contact."""
    insist(may_create(act, office))
    call = Call(office=office, created_at=act.at, created_by_id=act.user)
    _fill(call, title=title, year=year, **fields)
    call.save()
    start_talk(act, call)
    return call


def start_talk(act: Act, call: Call) -> None:
    """Give the call a draft, which keeps what is said about it and how it changed."""
    draft = drafting.start_draft(act, FORM_CODE, FORM_VERSION)
    drafting.tie(draft, call)
    call.draft = draft
    call.save(update_fields=["draft"])


@transaction.atomic
def edit_call(act: Act, call: Call, *, based_on: int | None = None, **fields: Any) -> Call:
    """Change the draft. `based_on` is the version that the page showed.

    Raises Overtaken when somebody has saved another version since.
    """
    with noted(act, call):
        call.step(based_on)
        _fill(call, **fields)
        call.save()
    return call


@transaction.atomic
def add_task(
    act: Act, call: Call, *, title: str, spheres: Iterable[str] = (), **fields: Any
) -> CallTask:
    """Add a task at the end. `spheres` are codes of art. 4 ust. 1; missing limits are inherited."""
    with noted(act, call):
        task = CallTask(call=call, position=next_position(call.tasks.all()))
        _fill(task, title=title, **fields)
        task.save()
        _set_spheres(act, task, spheres)
    return task


@transaction.atomic
def edit_task(
    act: Act,
    task: CallTask,
    *,
    spheres: Iterable[str] | None = None,
    based_on: int | None = None,
    **fields: Any,
) -> CallTask:
    """Change a task of a draft; a limit given as None goes back to the call's.

    Raises Overtaken when somebody has saved another version since `based_on`.
    """
    with noted(act, task.call):
        task.refresh_from_db()
        task.step(based_on)
        _fill(task, **fields)
        task.save()
        if spheres is not None:
            _set_spheres(act, task, spheres)
    return task


@transaction.atomic
def remove_task(act: Act, task: CallTask) -> None:
    """Take a task out of a draft, with its own criteria."""
    with noted(act, task.call):
        task.delete()


@transaction.atomic
def add_previous_task(
    act: Act,
    call: Call,
    *,
    label: str,
    year: int,
    cost: Decimal | None = None,
    grants: Decimal | None = None,
) -> PreviousTask:
    """Add an earlier task of the same kind; an amount left out is not known, which is not 0."""
    with noted(act, call):
        row = PreviousTask(call=call, label=label, year=year)
        row.cost, row.grants = cost, grants
        row.full_clean()
        row.save()
    return row


@transaction.atomic
def edit_previous_task(
    act: Act, row: PreviousTask, *, based_on: int | None = None, **fields: Any
) -> PreviousTask:
    """Change an earlier task of a draft.

    Raises Overtaken when somebody has saved another version since `based_on`.
    """
    with noted(act, row.call):
        row.refresh_from_db()
        row.step(based_on)
        for name, value in fields.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
    return row


@transaction.atomic
def remove_previous_task(act: Act, row: PreviousTask) -> None:
    """Take an earlier task out of a draft."""
    with noted(act, row.call):
        row.delete()


def _fill(row: Call | CallTask, **fields: Any) -> None:
    """Set the fields and check them. Raises ValidationError, TypeError for what moves keep."""
    for name, value in fields.items():
        if name in KEPT_BY_MOVES:
            raise TypeError(name)
        setattr(row, name, value)
    if isinstance(row, Call):
        row.title_folded = folded(row.title)
    row.full_clean()
    if isinstance(row, Call) and row.unit is not None and row.unit.office_id != row.office_id:
        raise ValidationError({"unit": "Wybierz jednostkę swojego urzędu."})


def _set_spheres(act: Act, task: CallTask, codes: Iterable[str]) -> None:
    """Replace the task's spheres. Raises ValidationError for one that is not in force."""
    known = {sphere.code for sphere in spheres_on(act.day)}
    wanted = list(dict.fromkeys(codes))
    if not known.issuperset(wanted):
        raise ValidationError({"spheres": "Wybierz sferę z art. 4 ust. 1 ustawy."})
    task.spheres.all().delete()
    TaskSphere.objects.bulk_create(TaskSphere(task=task, code=code) for code in wanted)


def next_position(rows: models.QuerySet[Any]) -> int:
    """Return the place after the last of the rows."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
