"""Logging a consultation, sending it to the unit, agreeing and disputing, finishing steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum

from advisory.consultations.documents import NOTE
from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.permissions import (
    SIGN_OFF_ROLES,
    may_ask_for_note,
    may_edit,
    may_finish,
    may_write,
)
from advisory.consultations.rules import (
    Span,
    hours_in_words,
    is_half_hours,
    over_limit,
    overlap,
)
from advisory.consultations.taking_over import people_for, wait_for_correction, wait_for_step
from advisory.programmes.models import Adviser, Assignment, Unit
from advisory.programmes.permissions import may_advise
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.documents.actions import request as request_document
from mkus_portal.documents.models import Document
from mkus_portal.folding import folded
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

ONE_DAY = timedelta(days=1)
SUBJECT_LENGTH = 250
CHANGED = (
    "held_on",
    "started_at",
    "hours",
    "form",
    "people_office",
    "people_ngo",
    "subject",
    "subject_folded",
    "findings",
    "version",
)


class StaleEntry(Exception):  # noqa: N818 - an answer with the newer entry, not an error
    """The entry was changed meanwhile; `kept` is how it stands."""

    def __init__(self, kept: Consultation) -> None:
        super().__init__(str(kept))
        self.kept = kept


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
    rows = rows.select_related("predecessor__adviser")
    return next((row for row in rows if row.is_valid_on(day)), None)


def warnings_of(consultation: Consultation) -> list[str]:
    """Return what is odd about an entry without being wrong: overlaps, hours over the limit."""
    day = consultation.held_on
    span = Span(day, consultation.started_at, consultation.hours)
    near = Consultation.objects.filter(
        adviser=consultation.adviser, held_on__range=(day - ONE_DAY, day + ONE_DAY)
    ).exclude(pk=consultation.pk)
    found = [
        f"Nakłada się z konsultacją: {other.subject} ({other.unit}, {other.held_on:%d.%m.%Y})."
        for other in near.select_related("unit").order_by("held_on", "pk")
        if overlap(span, Span(other.held_on, other.started_at, other.hours))
    ]
    assignment = assignment_of(consultation.unit, consultation.adviser, day)
    if assignment is not None:
        counted = limiting(assignment)
        over = over_limit(hours_used(counted), counted.hours_limit)
        if over:
            hours = hours_in_words(over)
            found.append(f"Limit godzin doradcy w tej jednostce jest przekroczony o {hours}.")
    return found


def limiting(assignment: Assignment) -> Assignment:
    """Return the assignment whose limit counts: of a substitution that of the one replaced."""
    before = assignment.predecessor
    return before if assignment.is_substitution and before is not None else assignment


def hours_used(assignment: Assignment) -> Decimal:
    """Return the hours logged with the unit during the assignment, also by whoever stood in."""
    entries = Consultation.objects.counting_towards(assignment)
    total: Decimal | None = entries.aggregate(total=Sum("hours"))["total"]
    return total or Decimal(0)


@transaction.atomic
def log_consultation(
    act: Act, unit: Unit, adviser: Adviser, next_steps: Sequence[Step] = (), **fields: Any
) -> Consultation:
    """Write an entry; one with an `entry_key` that stands is returned, not written twice.

    Raises MoveRefused for another than the adviser, ValidationError as `check_entry` tells.
    """
    insist(may_advise(act, unit), may_write(act, Consultation(unit=unit, adviser=adviser)))
    key = fields.get("entry_key", "")
    if key:
        list(Adviser.objects.select_for_update(of=("self",)).filter(pk=adviser.pk))
        written = Consultation.objects.filter(adviser=adviser, entry_key=key).first()
        if written is not None:
            return written
    consultation = Consultation(unit=unit, adviser=adviser, logged_at=act.at, **fields)
    _check(act, consultation)
    consultation.save()
    _write_steps(consultation, next_steps)
    return consultation


@transaction.atomic
def change_consultation(act: Act, consultation: Consultation, next_steps: Sequence[Step]) -> None:
    """Keep a changed entry with its steps; its `version` says on which one the change was based.

    Raises MoveRefused when the entry was sent meanwhile, StaleEntry when it was changed meanwhile,
    ValidationError as `check_entry` tells.
    """
    rows = Consultation.objects.select_for_update(of=("self",))
    kept = rows.select_related("adviser", "unit").get(pk=consultation.pk)
    insist(may_edit(act, kept))
    if kept.version != consultation.version:
        raise StaleEntry(kept)
    _check(act, consultation)
    consultation.version += 1
    consultation.save(update_fields=CHANGED)
    consultation.steps.filter(done_at=None).delete()
    _write_steps(consultation, next_steps)


def _check(act: Act, consultation: Consultation) -> None:
    consultation.subject_folded = folded(consultation.subject)[:SUBJECT_LENGTH]
    consultation.full_clean()
    check_entry(act, consultation)


def _write_steps(consultation: Consultation, steps: Iterable[Step]) -> None:
    for step in steps:
        row = NextStep(
            consultation=consultation, sentence=step.sentence, due=step.due, whose=step.whose
        )
        row.full_clean()
        row.save()


def _office(consultation: Consultation) -> Scope:
    return Scope("office", consultation.unit.office_id)


@transaction.atomic
def send_consultation(act: Act, consultation: Consultation) -> None:
    """Ask the unit's office to agree."""
    perform(act, consultation, "send")
    close_duty(act, "correct_consultation", consultation)
    office = _office(consultation)
    open_duty(
        act,
        "agree_consultation",
        consultation,
        Whose(scope=office, roles=SIGN_OFF_ROLES),
        url=consultation.get_absolute_url(),
        sentence=f"Uzgodnij konsultację z {consultation.held_on:%d.%m.%Y}: {consultation.subject}",
    )
    readers = people_with(office, act.day, *SIGN_OFF_ROLES)
    send_letter(
        act, "consultation_sent", readers, consultation, {"url": consultation.get_absolute_url()}
    )


@transaction.atomic
def agree_consultation(act: Act, consultation: Consultation) -> None:
    """Agree for the unit; next steps become duties, the note is asked for."""
    perform(act, consultation, "agree")
    close_duty(act, "agree_consultation", consultation)
    for step in consultation.steps.filter(done_at=None):
        open_step(act, consultation, step)
    request_document(act, NOTE, consultation)
    _tell_adviser(act, consultation, "consultation_agreed", "")


@transaction.atomic
def dispute_consultation(act: Act, consultation: Consultation, reason: str) -> None:
    """Object with a reason; the adviser corrects and sends again.

    Raises MoveRefused without a reason.
    """
    if not reason.strip():
        insist(refused("Napisz, z czym urząd się nie zgadza."))
    perform(act, consultation, "dispute", note=reason)
    close_duty(act, "agree_consultation", consultation)
    wait_for_correction(act, consultation, _doers(act, consultation))
    _tell_adviser(act, consultation, "consultation_disputed", reason)


def _tell_adviser(act: Act, consultation: Consultation, kind: str, reason: str) -> None:
    person: User | None = consultation.adviser.user
    if person is not None:
        context = {"url": consultation.get_absolute_url(), "reason": reason}
        send_letter(act, kind, [person], consultation, context)


def open_step(act: Act, consultation: Consultation, step: NextStep) -> None:
    """Let an agreed step wait for whoever does it."""
    due = Until.end_of(step.due) if step.due else None
    whose = Whose(scope=_office(consultation), roles=SIGN_OFF_ROLES)
    if step.whose == NextStep.Whose.ADVISER:
        wait_for_step(act, step, _doers(act, consultation))
        return
    url = consultation.get_absolute_url()
    open_duty(act, "next_step", step, whose, url=url, sentence=step.sentence, due=due)


def _doers(act: Act, consultation: Consultation) -> set[int]:
    """Return who does what is the adviser's: the adviser, whoever stands in or came after."""
    found = people_for(act, consultation.unit)[consultation.adviser_id]
    own = consultation.adviser.user_id
    return found or ({own} if own is not None else set())


@transaction.atomic
def finish_step(act: Act, step: NextStep) -> None:
    """Say that a step is done; one that is done already keeps its time."""
    open_rows = NextStep.objects.filter(pk=step.pk, done_at=None)
    if open_rows.exists():
        insist(may_finish(act, step))
    if open_rows.update(done_at=act.at):
        close_duty(act, "next_step", step)
    step.refresh_from_db(fields=["done_at"])


@transaction.atomic
def ask_for_note(act: Act, consultation: Consultation) -> Document:
    """Ask for the note once more. Raises MoveRefused before the unit has agreed."""
    insist(may_ask_for_note(act, consultation))
    return request_document(act, NOTE, consultation)
