"""Talk over the draft of a call: inside its office, with the advisers whom it has let in."""

from typing import Any

from django.urls import reverse

from contracting.calls import fields
from contracting.calls.actions import (
    edit_call,
    edit_criterion,
    edit_previous_task,
    edit_task,
)
from contracting.calls.advice_permissions import may_comment, may_read_draft
from contracting.calls.models import Call, CallTask, Criterion
from contracting.calls.permissions import WRITERS, may_edit
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act, Scope
from mkus_portal.drafting.records import Record
from mkus_portal.drafting.registry import DraftKind
from mkus_portal.drafting.talk import Step, Talk, one_side
from mkus_portal.notifications.actions import people_with
from mkus_portal.offices.models import OFFICE_ROLES


def steps(call: Call) -> list[Step]:
    """Return the parts of the draft; all of them stand on one page."""
    url = reverse("call-draft", args=(call.pk,))
    return [Step(part.code, part.title, url, part.items) for part in fields.PARTS]


def guests(act: Act, call: Call, side: str) -> set[int]:
    """Return the advisers whom the office lets comment, while the draft is open to them."""
    if call.state not in Call.ON_THE_WAY:
        return set()
    keys = Key.objects.opening(call, act.at, Key.Right.COMMENT)
    return set(keys.values_list("user__pk", flat=True))


def team(act: Act, call: Call, side: str) -> set[int]:
    """Return the office's people and its advisers."""
    return _office(act, call, *OFFICE_ROLES) | guests(act, call, side)


def owners(act: Act, call: Call, side: str) -> set[int]:
    """Return the office's clerks and coordinators."""
    return _office(act, call, *WRITERS)


def _office(act: Act, call: Call, *roles: str) -> set[int]:
    scope = Scope("office", call.office_id)
    return {one.pk for one in people_with(scope, act.day, *roles)}


def save(act: Act, row: Any, field: str, text: str) -> None:  # noqa: ANN401 - the call or a row of its lists
    """Write a proposed wording by the action that the form calls."""
    change = {field: text}
    if isinstance(row, Call):
        edit_call(act, row, **change)  # type: ignore[arg-type]  # a text, by the column's name
    elif isinstance(row, CallTask):
        edit_task(act, row, **change)  # type: ignore[arg-type]  # as above
    elif isinstance(row, Criterion):
        edit_criterion(act, row, **change)  # type: ignore[arg-type]  # as above
    else:
        edit_previous_task(act, row, **change)  # type: ignore[arg-type]  # as above


TALK = Talk(
    may_comment=may_comment,
    steps=steps,
    team=team,
    guests=guests,
    owners=owners,
    side=one_side,
)
DRAFT_KIND = DraftKind(
    code=fields.FORM_CODE,
    may_read=may_read_draft,
    may_write=may_edit,
    fields=fields.fields,
    tables=fields.TABLES,
    label=fields.label,
    talk=TALK,
    record=Record(rows=fields.rows, words=fields.words, is_text=fields.is_text, save=save),
)
