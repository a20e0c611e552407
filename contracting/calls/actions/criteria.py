"""Writing a draft's criteria: a tree of groups and their parts."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.calls.actions.preparing import next_position
from contracting.calls.models import Call, CallTask, Criterion
from contracting.calls.noting import noted
from contracting.calls.procedure import contents_of
from contracting.calls.rules import criterion_fits, fits_tree, sum_of_parts
from mkus_portal.act import Act
from mkus_portal.workflow.engine import insist


@transaction.atomic
def add_criterion(
    act: Act,
    call: Call,
    *,
    label: str,
    max_points: Decimal = Decimal(0),
    parent: Criterion | None = None,
    statutory: int | None = None,
    **fields: Any,
) -> Criterion:
    """Add a criterion for one task or for all, or a part of one, which is for what its group is.

    `fields` are task, description, points_step, weight, counts. Refused where it does not fit the
    form (R04) or the tree.
    """
    with noted(act, call):
        criterion = Criterion(
            call=call,
            parent=parent,
            position=next_position(call.criteria.all()),
            label=label,
            max_points=max_points,
            **fields,
        )
        if statutory is not None:
            criterion.statutory = statutory
        _keep(criterion)
    return criterion


@transaction.atomic
def edit_criterion(
    act: Act, criterion: Criterion, *, based_on: int | None = None, **fields: Any
) -> Criterion:
    """Change a criterion of a draft. Refused where it does not fit the form (R04) or the tree.

    Raises Overtaken when somebody has saved another version since `based_on`.
    """
    with noted(act, criterion.call):
        criterion.refresh_from_db()
        criterion.step(based_on)
        left = criterion.parent
        for name, value in fields.items():
            setattr(criterion, name, value)
        _keep(criterion)
        if left is not None and left.pk != criterion.parent_id:
            _settle(left)
    return criterion


@transaction.atomic
def remove_criterion(act: Act, criterion: Criterion) -> None:
    """Take a criterion out of a draft, a group with its parts."""
    with noted(act, criterion.call):
        group = criterion.parent
        criterion.delete()
        if group is not None:
            _settle(group)


def _keep(criterion: Criterion) -> None:
    """Check and save; what stands in one group stays alike. Raises ValidationError, Refused."""
    group = criterion.parent
    if group is not None:
        if group.call_id != criterion.call_id:
            raise ValidationError({"parent": "Wybierz kryterium tego konkursu."})
        criterion.statutory, criterion.task = group.statutory, group.task
    parts = list(criterion.parts.all()) if criterion.pk else []
    if parts:
        criterion.max_points, criterion.weight = sum_of_parts(parts), Decimal(1)
    _check(criterion, parts)
    criterion.save()
    for one in parts:
        one.statutory, one.task = criterion.statutory, criterion.task
        one.save(update_fields=["statutory", "task"])
    if group is not None:
        _settle(group)


def _settle(group: Criterion) -> None:
    """Give a group the points of its parts; one without parts keeps those it had."""
    parts = list(group.parts.all())
    if parts:
        group.max_points, group.weight = sum_of_parts(parts), Decimal(1)
        group.save(update_fields=["max_points", "weight"])


def _check(criterion: Criterion, parts: list[Criterion]) -> None:
    """Check fields, task, form and tree. Raises ValidationError or Refused."""
    task: CallTask | None = criterion.task
    if task is not None and task.call_id != criterion.call_id:
        raise ValidationError({"task": "Wybierz zadanie tego konkursu."})
    criterion.full_clean()
    insist(
        criterion_fits(criterion, contents_of(criterion.call).tasks), fits_tree(criterion, parts)
    )
