"""Logging a consultation, sending it to the unit, agreeing and disputing, finishing steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.permissions import SIGN_OFF_ROLES
from advisory.consultations.rules import Span, is_half_hours, over_limit, overlap
from advisory.programmes.models import Adviser, Assignment, Unit
from mkus_portal.accounts.models import User
from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.documents.actions import request as request_document
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.workflow.engine import perform

LAST_MOMENT = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Step:
    """A next step as it is written down."""

    sentence: str
    due: date | None = None
    whose: str = NextStep.Whose.OFFICE


def check_entry(act: Act, consultation: Consultation) -> None:
    """Refuse what cannot be true. Raises ValidationError with a sentence per field.

    A future day, hours that are not halves, a day without an assignment. Overlaps and hours over
    the limit occur in real records: `warnings_of` tells them, nothing refuses them.
    """
    faults = {}
    if consultation.held_on > act.day:
        faults["held_on"] = "Konsultacja nie może mieć daty z przyszłości."
    elif not assignment_of(consultation.unit, consultation.adviser, consultation.held_on):
        faults["held_on"] = "W tym dniu doradca nie ma przydziału do jednostki."
    if not is_half_hours(consultation.hours):
        faults["hours"] = "Godziny podaj co pół, np. 1,5."
    if faults:
        raise ValidationError(faults)


def assignment_of(unit: Unit, adviser: Adviser, day: date) -> Assignment | None:
    """Return the assignment in force on the day."""
    rows = Assignment.objects.filter(unit=unit, adviser=adviser, valid_from__lte=day)
    return next((row for row in rows if row.valid_to is None or row.valid_to >= day), None)


def warnings_of(consultation: Consultation) -> list[str]:
    """Return what is odd about an entry without being wrong: overlaps, hours over the limit."""
    found = []
    span = Span(consultation.held_on, consultation.started_at, consultation.hours)
    same_day = Consultation.objects.filter(
        adviser=consultation.adviser, held_on=consultation.held_on
    ).exclude(pk=consultation.pk)
    found += [
        f"Nakłada się z konsultacją: {other.subject} ({other.unit})."
        for other in same_day.select_related("unit")
        if overlap(span, Span(other.held_on, other.started_at, other.hours))
    ]
    assignment = assignment_of(consultation.unit, consultation.adviser, consultation.held_on)
    if assignment is not None:
        over = over_limit(hours_used(assignment), assignment.hours_limit)
        if over:
            hours = str(over).replace(".", ",")
            found.append(f"Limit godzin doradcy w tej jednostce jest przekroczony o {hours} h.")
    return found


def hours_used(assignment: Assignment) -> Decimal:
    """Return the hours that the adviser has logged with the unit."""
    total = Consultation.objects.filter(unit=assignment.unit, adviser=assignment.adviser).aggregate(
        total=Sum("hours")
    )["total"]
    return total or Decimal(0)


@transaction.atomic
def log_consultation(
    act: Act, unit: Unit, adviser: Adviser, next_steps: Sequence[Step] = (), **fields: Any
) -> Consultation:
    """Write an entry. Raises ValidationError as `check_entry` tells."""
    consultation = Consultation(unit=unit, adviser=adviser, logged_at=act.at, **fields)
    consultation.full_clean()
    check_entry(act, consultation)
    consultation.save()
    _write_steps(consultation, next_steps)
    return consultation


@transaction.atomic
def change_consultation(act: Act, consultation: Consultation, next_steps: Sequence[Step]) -> None:
    """Keep a changed entry with its steps. Raises ValidationError as `check_entry` tells."""
    consultation.full_clean()
    check_entry(act, consultation)
    consultation.save()
    consultation.steps.filter(done_at=None).delete()
    _write_steps(consultation, next_steps)


def _write_steps(consultation: Consultation, steps: Iterable[Step]) -> None:
    for step in steps:
        row = NextStep(
            consultation=consultation, sentence=step.sentence, due=step.due, whose=step.whose
        )
        row.full_clean()
        row.save()


def _page(consultation: Consultation) -> str:
    return reverse("consultation-detail", args=(consultation.pk,))


def _office(consultation: Consultation) -> Scope:
    return Scope("office", consultation.unit.office_id)


@transaction.atomic
def send_consultation(act: Act, consultation: Consultation) -> None:
    """Ask the unit's office to agree."""
    perform(act, consultation, "send")
    office = _office(consultation)
    open_duty(
        act,
        "agree_consultation",
        consultation,
        Whose(scope=office, roles=SIGN_OFF_ROLES),
        url=_page(consultation),
        sentence=f"Uzgodnij konsultację z {consultation.held_on:%d.%m.%Y}: {consultation.subject}",
    )
    readers = people_with(office, act.day, *SIGN_OFF_ROLES)
    send_letter(act, "consultation_sent", readers, consultation, {"url": _page(consultation)})


@transaction.atomic
def agree_consultation(act: Act, consultation: Consultation) -> None:
    """Agree for the unit; next steps become duties, the note is asked for."""
    perform(act, consultation, "agree")
    close_duty(act, "agree_consultation", consultation)
    for step in consultation.steps.filter(done_at=None):
        _open_step(act, consultation, step)
    request_document(act, "consultation_note", consultation)
    _tell_adviser(act, consultation, "consultation_agreed", "")


@transaction.atomic
def dispute_consultation(act: Act, consultation: Consultation, reason: str) -> None:
    """Object with a reason; the adviser corrects and sends again."""
    perform(act, consultation, "dispute", note=reason)
    close_duty(act, "agree_consultation", consultation)
    _tell_adviser(act, consultation, "consultation_disputed", reason)


def _tell_adviser(act: Act, consultation: Consultation, kind: str, reason: str) -> None:
    person: User | None = consultation.adviser.user
    if person is not None:
        context = {"url": _page(consultation), "reason": reason}
        send_letter(act, kind, [person], consultation, context)


def _open_step(act: Act, consultation: Consultation, step: NextStep) -> None:
    due = datetime.combine(step.due, LAST_MOMENT, WARSAW) if step.due else None
    whose = Whose(scope=_office(consultation), roles=SIGN_OFF_ROLES)
    if step.whose == NextStep.Whose.ADVISER:
        if consultation.adviser.user_id is None:
            return
        whose = Whose(user=consultation.adviser.user_id)
    url = _page(consultation)
    open_duty(act, "next_step", step, whose, url=url, sentence=step.sentence, due=due)


@transaction.atomic
def finish_step(act: Act, step: NextStep) -> None:
    """Say that a step is done."""
    step.done_at = act.at
    step.save(update_fields=["done_at"])
    close_duty(act, "next_step", step)
