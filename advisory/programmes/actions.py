"""Setting a programme up: units, advisers, assignments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.accounts.actions import grant_membership
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.offices.models import LocalGovernment


@transaction.atomic
def create_programme(act: Act, code: str, name: str, **fields: Any) -> Programme:
    """Start an edition. Raises ValidationError when the code is taken."""
    programme = Programme(code=code, name=name, **fields)
    programme.full_clean()
    programme.save()
    if act.user is not None:
        person = User.objects.get(pk=act.user)
        grant_membership(act, person, "programme_coordinator", programme.scope)
    return programme


@transaction.atomic
def add_unit(act: Act, programme: Programme, code: str, name: str, **fields: Any) -> Unit:
    """Add a unit; it is tied to the office with the same code when there is one."""
    del act
    fields.setdefault("office", LocalGovernment.objects.filter(code=code).first())
    unit = Unit(programme=programme, code=code, name=name, **fields)
    unit.full_clean()
    unit.save()
    return unit


@transaction.atomic
def add_adviser(
    act: Act,
    programme: Programme,
    code: str,
    full_name: str,
    organisation_name: str = "",
    user: User | None = None,
) -> Adviser:
    """Add an adviser; with an account they get the role at once."""
    adviser = Adviser(
        programme=programme,
        code=code,
        full_name=full_name,
        organisation_name=organisation_name,
        user=user,
    )
    adviser.full_clean()
    adviser.save()
    if user is not None:
        grant_membership(act, user, "adviser", programme.scope)
    return adviser


@transaction.atomic
def assign_adviser(
    act: Act,
    unit: Unit,
    adviser: Adviser,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    hours_limit: Decimal = Decimal(120),
) -> Assignment:
    """Let an adviser accompany a unit. Raises ValidationError when the dates do not fit."""
    assignment = Assignment(
        unit=unit,
        adviser=adviser,
        valid_from=valid_from or act.day,
        valid_to=valid_to,
        hours_limit=hours_limit,
    )
    assignment.full_clean()
    assignment.save()
    return assignment
