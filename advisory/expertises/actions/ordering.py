"""Ordering within the unit's limit, changing the order, cancelling, bringing in old records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.expertises.actions.telling import (
    ASSIGN,
    clients,
    coordinators,
    experts,
    stop_waiting,
    tell,
    wait_for_coordinator,
)
from advisory.expertises.models import Expertise, ExpertiseQuestion
from advisory.expertises.permissions import (
    may_change_order,
    may_import,
    may_order,
    may_order_now,
    party_of,
)
from advisory.expertises.rules import LONGEST_QUESTION, MOST_QUESTIONS
from advisory.programmes.models import Unit
from mkus_portal.act import Act
from mkus_portal.drafting.actions import lock_draft, start_draft, tie
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

FORM_CODE, FORM_VERSION = "expertise", "1"
TITLE_LENGTH = 250


@transaction.atomic
def order_expertise(
    act: Act, unit: Unit, kind: str, questions: Sequence[str], **fields: Any
) -> Expertise:
    """Order an expertise for the unit; `fields`: title, background, due_on.

    The unit is held while the limit is asked, so that two orders at once cannot pass it together.
    Raises MoveRefused with the reason, ValidationError with a sentence per field.
    """
    insist(may_order(act, unit))
    hold(unit)
    insist(may_order_now(act, unit))
    expertise = Expertise(
        unit=unit,
        kind=kind,
        ordered_on=act.day,
        ordered_by=party_of(act, unit),
        orderer_id=act.user,
        **fields,
    )
    _check(act, expertise, questions)
    expertise.save()
    _write_questions(act, expertise, questions)
    wait_for_coordinator(act, ASSIGN, expertise, "Przydziel ekspertowi")
    readers = [*coordinators(act, expertise), *clients(act, expertise)]
    tell(act, "expertise_ordered", readers, expertise)
    return expertise


@transaction.atomic
def change_order(
    act: Act,
    expertise: Expertise,
    questions: Sequence[str],
    *,
    based_on: int | None = None,
    **fields: Any,
) -> None:
    """Keep a changed order; `fields`: kind, title, background, due_on.

    Raises MoveRefused once an expert has it, Overtaken when it was changed meanwhile,
    ValidationError with a sentence per field.
    """
    hold(expertise)
    insist(may_change_order(act, expertise))
    expertise.step(based_on)
    for name, value in fields.items():
        setattr(expertise, name, value)
    _check(act, expertise, questions)
    expertise.save()
    expertise.questions.all().delete()
    _write_questions(act, expertise, questions)
    wait_for_coordinator(act, ASSIGN, expertise, "Przydziel ekspertowi")


def _check(act: Act, expertise: Expertise, questions: Sequence[str]) -> None:
    """Refuse what cannot be ordered. Raises ValidationError with a sentence per field."""
    faults = {}
    if not expertise.title.strip():
        faults["title"] = "Podaj tytuł ekspertyzy."
    if expertise.due_on is not None and expertise.due_on < act.day:
        faults["due_on"] = "Termin nie może być w przeszłości."
    if not questions:
        faults["questions"] = "Zadaj ekspertowi co najmniej jedno pytanie."
    elif len(questions) > MOST_QUESTIONS:
        faults["questions"] = f"Zadaj najwyżej tyle pytań: {MOST_QUESTIONS}."
    elif any(len(one) > LONGEST_QUESTION for one in questions):
        faults["questions"] = f"Skróć pytanie do {LONGEST_QUESTION} znaków."
    if faults:
        raise ValidationError(faults)
    expertise.title_folded = folded(expertise.title)[:TITLE_LENGTH]
    expertise.full_clean()


def _write_questions(act: Act, expertise: Expertise, questions: Sequence[str]) -> None:
    if expertise.draft is None:
        expertise.draft = start_draft(act, FORM_CODE, FORM_VERSION)
        expertise.save(update_fields=["draft"])
        tie(expertise.draft, expertise)
    ExpertiseQuestion.objects.bulk_create(
        ExpertiseQuestion(
            draft=expertise.draft, expertise=expertise, position=number, question=question
        )
        for number, question in enumerate(questions, 1)
    )


@transaction.atomic
def cancel_expertise(act: Act, expertise: Expertise, reason: str) -> None:
    """Cancel with a reason; it counts against the limit no more. Raises MoveRefused."""
    if not reason.strip():
        insist(refused("Napisz, dlaczego ekspertyza jest anulowana."))
    if expertise.draft is not None:
        lock_draft(expertise.draft)
    perform(act, expertise, "cancel", note=reason)
    stop_waiting(act, expertise)
    readers = [
        *coordinators(act, expertise),
        *clients(act, expertise),
        *experts(expertise),
    ]
    tell(act, "expertise_cancelled", readers, expertise, reason)


@transaction.atomic
def import_expertise(
    act: Act, unit: Unit, kind: str, ordered_on: date, delivered_on: date | None = None
) -> Expertise:
    """Keep an expertise of an earlier record; it is not held against the limit, but it counts.

    Raises MoveRefused, ValidationError for an unknown kind or days that cannot be.
    """
    insist(may_import(act, unit.programme))
    state = Expertise.State.DELIVERED if delivered_on else Expertise.State.ORDERED
    expertise = Expertise(
        unit=unit,
        kind=kind,
        ordered_on=ordered_on,
        delivered_on=delivered_on,
        state=state,
        is_imported=True,
    )
    expertise.full_clean()
    expertise.save()
    return expertise
