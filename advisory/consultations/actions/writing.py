"""Writing an entry down and changing it, as long as the unit has not agreed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.consultations.actions.checking import check_entry
from advisory.consultations.files import CONSULTATION_FILES
from advisory.consultations.linking import LINKS, faults_of_links
from advisory.consultations.models import (
    ENTRY_FIELDS,
    SUBJECT_LENGTH,
    Consultation,
    NextStep,
)
from advisory.consultations.permissions import may_edit, may_write
from advisory.programmes.models import Adviser, Unit
from advisory.programmes.permissions import may_advise
from advisory.programmes.readers import office_people
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.folding import folded
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.engine import insist

CHANGED = (*ENTRY_FIELDS, *LINKS, "subject_folded", "version")
NOT_OF_OFFICE = "Krok może mieć osobę, która dziś pracuje w urzędzie jednostki."
ALREADY = (
    "Ten wpis jest już zapisany i wysłany do urzędu, a tu jest inny tekst. Zmienisz go, gdy urząd"
    " zgłosi zastrzeżenie, albo poprawką po uzgodnieniu."
)
Files = Sequence[Attachment]


class StaleEntry(Exception):  # noqa: N818 - an answer with the newer entry, not an error
    """The entry was changed meanwhile; `kept` is how it stands."""

    def __init__(self, kept: Consultation) -> None:
        super().__init__(str(kept))
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Step:
    """A next step as it is written down; `person` is somebody of the office, by their key."""

    sentence: str
    due: date | None = None
    whose: str = NextStep.Whose.OFFICE
    person: int | None = None


def people_of(act: Act, unit: Unit) -> list[User]:
    """Return the people of the unit's office on the day: those who may be named in a step."""
    return office_people(act, unit, OFFICE_ROLES)


@transaction.atomic
def log_consultation(
    act: Act,
    unit: Unit,
    adviser: Adviser,
    next_steps: Sequence[Step] = (),
    *,
    files: Files = (),
    **fields: Any,
) -> Consultation:
    """Write an entry; one with an `entry_key` that stands is not written twice.

    A second text under the same key, sent again after a lost answer, changes the entry while it may
    be changed. Raises MoveRefused for another than the adviser, ValidationError as `check_entry`
    and `faults_of_links` tell.
    """
    insist(may_advise(act, unit), may_write(act, Consultation(unit=unit, adviser=adviser)))
    consultation = Consultation(unit=unit, adviser=adviser, logged_at=act.at, **fields)
    if consultation.entry_key:
        list(Adviser.objects.select_for_update(of=("self",)).filter(pk=adviser.pk))
        same = Consultation.objects.filter(adviser=adviser, entry_key=consultation.entry_key)
        written = same.select_related("unit", "adviser").first()
        if written is not None:
            return _written_again(act, written, consultation, next_steps, files)
    _check(act, consultation, None)
    consultation.save()
    _write_steps(act, consultation, next_steps)
    if files:
        attach(act, consultation, files)
    return consultation


def _written_again(
    act: Act,
    written: Consultation,
    sent: Consultation,
    next_steps: Sequence[Step],
    files: Files,
) -> Consultation:
    """Return the entry that stands; another text replaces it while it may be changed."""
    there = Attachment.objects.of_kind(CONSULTATION_FILES, [written]).current()
    known = set(there.values_list("digest", flat=True))
    files = [one for one in files if one.digest not in known]
    if _says(written) == _says(sent) and _steps_of(written) == list(next_steps) and not files:
        return written
    if written.unit_id != sent.unit_id or not may_edit(act, written):
        raise ValidationError(ALREADY)
    for name in (*ENTRY_FIELDS, *LINKS):
        setattr(written, name, getattr(sent, name))
    change_consultation(act, written, next_steps, files=files)
    return written


def _says(consultation: Consultation) -> list[Any]:
    names = (*ENTRY_FIELDS, "analysis_id", "stage", "question", "call_id", "offer_id")
    return [getattr(consultation, name) for name in names]


def _steps_of(consultation: Consultation) -> list[Step]:
    rows = consultation.steps.all()
    return [Step(one.sentence, one.due, one.whose, one.person_id) for one in rows]


@transaction.atomic
def change_consultation(
    act: Act, consultation: Consultation, next_steps: Sequence[Step], *, files: Files = ()
) -> None:
    """Keep a changed entry with its steps; its `version` says on which one the change was based.

    Raises MoveRefused when the entry was sent meanwhile, StaleEntry when it was changed meanwhile,
    ValidationError as `check_entry` and `faults_of_links` tell.
    """
    rows = Consultation.objects.select_for_update(of=("self",))
    kept = rows.select_related("adviser", "unit").get(pk=consultation.pk)
    insist(may_edit(act, kept))
    if kept.version != consultation.version:
        raise StaleEntry(kept)
    _check(act, consultation, kept)
    consultation.version += 1
    consultation.save(update_fields=CHANGED)
    known = set(consultation.steps.exclude(person=None).values_list("person_id", flat=True))
    consultation.steps.filter(done_at=None).delete()
    _write_steps(act, consultation, next_steps, known)
    if files:
        attach(act, consultation, files)


def _check(act: Act, consultation: Consultation, before: Consultation | None) -> None:
    consultation.subject_folded = folded(consultation.subject)[:SUBJECT_LENGTH]
    consultation.full_clean()
    check_entry(act, consultation, consultation.unit, consultation.adviser)
    if faults := faults_of_links(act, consultation, before):
        raise ValidationError(faults)


def _write_steps(
    act: Act,
    consultation: Consultation,
    steps: Sequence[Step],
    known: Collection[int] = (),
) -> None:
    """Write the steps; a named person works in the office today, or was named before."""
    named = {one.person for one in steps if one.person is not None}.difference(known)
    if named - {one.pk for one in people_of(act, consultation.unit)}:
        raise ValidationError(NOT_OF_OFFICE)
    for step in steps:
        row = NextStep(
            consultation=consultation,
            sentence=step.sentence,
            due=step.due,
            whose=step.whose,
            person_id=step.person,
        )
        row.full_clean()
        row.save()
