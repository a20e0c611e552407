"""Setting a programme up: units, advisers with their accounts, assignments."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.programmes.advising import tell_rooms
from advisory.programmes.beginnings import begin
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from advisory.programmes.permissions import may_invite, may_replace, may_run, may_start
from advisory.programmes.rules import OFFICE_STAYS, code_from, next_code, share_a_day
from advisory.programmes.substitutions import shorten_substitutions
from mkus_portal.accounts.actions import grant_membership
from mkus_portal.accounts.models import Invitation, User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.notifications.invitations import invite
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist

COORDINATOR = "programme_coordinator"
ADVISER = "adviser"


@transaction.atomic
def create_programme(act: Act, code: str, name: str, coordinator: User, **fields: Any) -> Programme:
    """Start an edition for somebody with an account, who coordinates it from now on.

    Raises MoveRefused, ValidationError when the code is taken.
    """
    insist(may_start(act))
    programme = _keep_programme(Programme(code=code, name=name, **fields))
    grant_membership(act, coordinator, COORDINATOR, programme.scope)
    return programme


@transaction.atomic
def start_programme(
    act: Act, code: str, name: str, coordinator_email: str, **fields: Any
) -> Programme:
    """Start an edition for somebody else: its coordinator is invited by a letter.

    Raises MoveRefused, ValidationError when the code is taken.
    """
    insist(may_start(act))
    programme = _keep_programme(Programme(code=code, name=name, **fields))
    invite(act, coordinator_email, COORDINATOR, programme.scope)
    return programme


@transaction.atomic
def change_programme(act: Act, programme: Programme, **fields: Any) -> None:
    """Keep the changed name, dates or number of meetings. Raises ValidationError."""
    insist(may_run(act, programme))
    for name, value in fields.items():
        setattr(programme, name, value)
    _keep_programme(programme)


def _keep_programme(programme: Programme) -> Programme:
    programme.full_clean()
    programme.save()
    return programme


@transaction.atomic
def add_unit(act: Act, programme: Programme, code: str, name: str, **fields: Any) -> Unit:
    """Add a unit; it is tied to the office with the same code when there is one.

    An empty code is taken from the chosen office, else made from the name. Raises ValidationError
    when the programme has a unit with the code.
    """
    insist(may_run(act, programme))
    if fields.get("office") is None:
        code = code or code_from(name)
        fields["office"] = LocalGovernment.objects.filter(code=code).first()
    else:
        code = code or fields["office"].code
    signed = fields.get("agreement_signed_on") is not None
    state = Unit.State.TESTING if signed else Unit.State.CHOSEN
    unit = Unit(programme=programme, code=code, name=name, **{"state": state, **fields})
    unit.full_clean()
    unit.save()
    if unit.state == Unit.State.TESTING:
        begin(act, unit)
    return unit


@transaction.atomic
def change_unit(act: Act, unit: Unit, **fields: Any) -> None:
    """Keep a changed unit; an office that reads the entries stays. Raises ValidationError."""
    hold(unit)
    insist(may_run(act, unit.programme))
    if unit.office is not None and fields.get("office", unit.office) != unit.office:
        raise ValidationError({"office": OFFICE_STAYS})
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.full_clean()
    unit.save()


@transaction.atomic
def add_adviser(
    act: Act,
    programme: Programme,
    code: str,
    full_name: str,
    organisation_name: str = "",
    user: User | None = None,
    *,
    email: str = "",
) -> Adviser:
    """Add an adviser; with an account they get the role at once, with an address a letter.

    An empty code becomes the next of the series. Raises ValidationError when the code is taken.
    """
    insist(may_run(act, programme))
    adviser = _keep_adviser(programme, code, full_name, organisation_name, user)
    if user is not None:
        grant_membership(act, user, ADVISER, programme.scope)
    elif email:
        invite_adviser(act, adviser, email)
    return adviser


def _keep_adviser(
    programme: Programme, code: str, full_name: str, organisation_name: str, user: User | None
) -> Adviser:
    list(Programme.objects.select_for_update().filter(pk=programme.pk))
    adviser = Adviser(
        programme=programme,
        code=code or next_code(set(programme.advisers.values_list("code", flat=True))),
        full_name=full_name,
        organisation_name=organisation_name,
        user=user,
    )
    adviser.full_clean()
    adviser.save()
    return adviser


@transaction.atomic
def invite_adviser(act: Act, adviser: Adviser, email: str) -> Invitation:
    """Write to an adviser; the account that takes the invitation is theirs."""
    insist(may_invite(act, adviser))
    invitation = invite(act, email, ADVISER, adviser.programme.scope)
    adviser.invitation = invitation
    adviser.save(update_fields=["invitation"])
    return invitation


def attach_account(act: Act, invitation: Invitation) -> None:
    """Give the adviser the account that took their invitation; who has no row yet gets one.

    A person who is an adviser of the programme already stays the one they are.
    """
    person = invitation.accepted_by
    if person is None or invitation.scope.id is None:
        return
    advisers = Adviser.objects.filter(programme=invitation.scope.id)
    if advisers.filter(user=person).exists():
        return
    if not advisers.filter(invitation=invitation, user=None).update(user=person):
        programme = Programme.objects.get(pk=invitation.scope.id)
        _keep_adviser(programme, "", str(person), "", person)


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
    insist(may_run(act, unit.programme))
    list(Unit.objects.select_for_update(of=("self",)).filter(pk=unit.pk))
    assignment = Assignment(
        unit=unit,
        adviser=adviser,
        valid_from=valid_from or act.day,
        valid_to=valid_to,
        hours_limit=hours_limit,
    )
    assignment.full_clean()
    _refuse_twice(assignment)
    assignment.save()
    return assignment


def _refuse_twice(assignment: Assignment) -> None:
    period = (assignment.valid_from, assignment.valid_to)
    others = Assignment.objects.filter(unit=assignment.unit, adviser=assignment.adviser)
    if any(share_a_day(period, (one.valid_from, one.valid_to)) for one in others):
        message = "W tym czasie doradca jest już przydzielony do tej jednostki."
        raise ValidationError({"valid_from": message})


@transaction.atomic
def end_assignment(act: Act, assignment: Assignment, last_day: date) -> None:
    """Let an assignment end. Raises ValidationError when that is before it began.

    With today or an earlier day it ends at once: the adviser sees nothing of the unit any more.
    So does whoever stands in for them on later days.
    """
    hold(assignment)
    insist(may_replace(act, assignment))
    assignment.valid_to = last_day
    if last_day <= act.day:
        assignment.ended_at = act.at
    assignment.full_clean()
    shorten_substitutions(act, assignment, last_day)
    assignment.save(update_fields=["valid_to", "ended_at"])
    tell_rooms(act, assignment.unit)
