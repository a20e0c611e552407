"""How a unit comes to a programme and leaves it: the verbs of recruitment."""

from typing import Any

from django.db import transaction

from advisory.programmes.beginnings import begin
from advisory.programmes.documents import AGREEMENT
from advisory.programmes.letters import APPLIED, MOVED
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import APPLICANTS, may_apply, may_read_agreement
from advisory.programmes.procedure import CHOOSE, FINISH, REJECT, SIGN, WITHDRAW
from mkus_portal.act import Act, Scope
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

COORDINATOR = "programme_coordinator"
WAITING = "choose_unit"
NEEDS_REASON = (REJECT, WITHDRAW)
ENDS_WAITING = (CHOOSE, REJECT, WITHDRAW)
STEPS = (CHOOSE, REJECT, SIGN, FINISH, WITHDRAW)


@transaction.atomic
def apply_for_unit(act: Act, programme: Programme, **fields: Any) -> Unit:
    """Apply to a programme for one's own office; the coordinator chooses.

    Raises Refused when the recruitment is over or the office is in it, ValidationError.
    """
    hold(programme)
    insist(may_apply(act, programme))
    office = LocalGovernment.objects.get(pk=act.scope.id or 0)
    unit = Unit(
        programme=programme,
        office=office,
        code=office.code,
        name=office.name,
        state=Unit.State.APPLIED,
        **fields,
    )
    unit.full_clean()
    unit.save()
    url = unit.get_absolute_url()
    whose = Whose(scope=programme.scope, roles=(COORDINATOR,))
    open_duty(act, WAITING, unit, whose, url=url, sentence=f"Zgłoszenie do programu: {unit.name}")
    readers = people_with(programme.scope, act.day, COORDINATOR)
    send_letter(act, APPLIED.code, readers, unit, {"url": url})
    return unit


@transaction.atomic
def move_unit(act: Act, unit: Unit, move: str, reason: str = "") -> None:
    """Make a step of a unit's part in the programme; the office gets a letter.

    Raises Refused, also without the reason of a refusal or a resignation, and MoveTaken.
    """
    if move in NEEDS_REASON and not reason.strip():
        insist(refused("Napisz, dlaczego."))
    perform(act, unit, move, note=reason)
    if move == SIGN:
        begin(act, unit)
    if move in ENDS_WAITING:
        close_duty(act, WAITING, unit)
    readers = people_with(Scope("office", unit.office_id), act.day, *APPLICANTS)
    context = {
        "url": unit.get_absolute_url(),
        "said": unit.get_state_display(),
        "reason": reason,
    }
    send_letter(act, MOVED.code, readers, unit, context)


@transaction.atomic
def ask_for_agreement(act: Act, unit: Unit) -> Document:
    """Ask for the cooperation agreement. Raises Refused."""
    insist(may_read_agreement(act, unit))
    return request(act, AGREEMENT, unit, title=f"Porozumienie o współpracy: {unit.name}")
