"""Correcting what was agreed: the adviser asks with a reason, the office agrees once more."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.consultations.actions.checking import check_entry
from advisory.consultations.actions.telling import agreeing, tell_adviser, tell_office
from advisory.consultations.actions.writing import StaleEntry
from advisory.consultations.documents import NOTE
from advisory.consultations.models import (
    ENTRY_FIELDS,
    SUBJECT_LENGTH,
    Consultation,
    Correction,
)
from advisory.consultations.permissions import may_correct
from mkus_portal.act import Act
from mkus_portal.documents.actions import request as request_document
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import close_duty, open_duty
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

DUTY = "agree_correction"
SAME = "Poprawka niczego nie zmienia. Popraw to, co we wpisie jest nie tak, albo wróć bez zapisu."


@transaction.atomic
def ask_for_correction(
    act: Act, consultation: Consultation, reason: str, *, version: int | None = None, **fields: Any
) -> Correction:
    """Ask the office to agree to another version; the entry stands until it does.

    `version` is the one that the adviser saw. Raises MoveRefused, StaleEntry when another
    correction was agreed to meanwhile, ValidationError as `check_entry` tells.
    """
    hold(consultation)
    insist(may_correct(act, consultation))
    if version is not None and version != consultation.version:
        raise StaleEntry(consultation)
    correction = Correction(
        consultation=consultation,
        reason=reason.strip(),
        asked_at=act.at,
        asked_by_id=act.user,
        **{name: getattr(consultation, name) for name in ENTRY_FIELDS} | fields,
    )
    correction.full_clean()
    check_entry(act, correction, consultation.unit, consultation.adviser)
    if all(getattr(correction, one) == getattr(consultation, one) for one in ENTRY_FIELDS):
        raise ValidationError(SAME)
    correction.save()
    open_duty(
        act,
        DUTY,
        correction,
        agreeing(consultation),
        url=correction.get_absolute_url(),
        sentence=(
            f"Uzgodnij poprawkę konsultacji z {consultation.held_on:%d.%m.%Y}:"
            f" {consultation.subject}"
        ),
    )
    tell_office(act, consultation, "correction_asked", correction.reason)
    return correction


@transaction.atomic
def accept_correction(act: Act, correction: Correction) -> None:
    """Agree for the unit: entry and correction exchange what they say, the note is asked for anew.

    Raises MoveRefused, MoveTaken.
    """
    consultation = correction.consultation
    hold(consultation)
    perform(act, correction, "accept")
    for name in ENTRY_FIELDS:
        before, new = getattr(consultation, name), getattr(correction, name)
        setattr(consultation, name, new)
        setattr(correction, name, before)
    consultation.subject_folded = folded(consultation.subject)[:SUBJECT_LENGTH]
    consultation.version += 1
    consultation.save(update_fields=[*ENTRY_FIELDS, "subject_folded", "version"])
    correction.answered_at = act.at
    correction.save(update_fields=[*ENTRY_FIELDS, "answered_at"])
    close_duty(act, DUTY, correction)
    request_document(act, NOTE, consultation)
    tell_adviser(act, consultation, "correction_accepted")


@transaction.atomic
def refuse_correction(act: Act, correction: Correction, reason: str) -> None:
    """Leave the entry as it was agreed, with a reason. Raises MoveRefused, MoveTaken."""
    if not reason.strip():
        insist(refused("Napisz, dlaczego wpis ma zostać bez zmian."))
    _answer(act, correction, "refuse", reason)
    tell_adviser(act, correction.consultation, "correction_refused", reason)


@transaction.atomic
def withdraw_correction(act: Act, correction: Correction) -> None:
    """Call the correction off before the office has answered. Raises MoveRefused, MoveTaken."""
    _answer(act, correction, "withdraw", "")


def _answer(act: Act, correction: Correction, move: str, note: str) -> None:
    hold(correction.consultation)
    perform(act, correction, move, note=note)
    correction.answered_at = act.at
    correction.save(update_fields=["answered_at"])
    close_duty(act, DUTY, correction)
