"""The formal check of one offer: its sheet, the three outcomes, the call for correction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.evaluation import formal_letters as letters
from contracting.evaluation.actions.conditions import check_automatically
from contracting.evaluation.formal_facts import sheet_of
from contracting.evaluation.formal_permissions import during_formal_check, may_answer, may_check
from contracting.evaluation.models import (
    Assessment,
    Correction,
    Evaluation,
    FormalAnswer,
    FormalCondition,
)
from contracting.offers import actions as offers
from contracting.offers.models import Offer
from mkus_portal.act import WARSAW, Act
from mkus_portal.law.working_days import next_working_day
from mkus_portal.locking import hold
from mkus_portal.verdict import insist, refused
from mkus_portal.workflow.engine import perform

LAST_SECOND = time(23, 59, 59)
LONGEST_TERM = 60
Answer = FormalAnswer.Answer


@dataclass(frozen=True, slots=True)
class Given:
    """What a clerk answers on a condition; an empty answer takes theirs back."""

    answer: str
    note: str = ""


def end_of(day: date) -> datetime:
    """Return the last second of a term: on a day off, of the next working day (D29)."""
    return datetime.combine(next_working_day(day), LAST_SECOND, WARSAW)


def default_day(act: Act, evaluation: Evaluation) -> date:
    """Return the last day of a correction called for now."""
    return next_working_day(act.day + timedelta(days=evaluation.correction_days))


def _held(assessment: Assessment) -> Assessment:
    """Hold the evaluation first and then the offer's assessment: all do in this order."""
    hold(assessment.evaluation)
    hold(assessment)
    return assessment


@transaction.atomic
def save_answers(
    act: Act, assessment: Assessment, given: Mapping[int, Given], based_on: int | None = None
) -> Assessment:
    """Keep a clerk's answers on the sheet, by the condition's number.

    Raises Refused, Overtaken; ValidationError with `note_<number>` for a defect without a word.
    """
    _held(assessment)
    insist(may_answer(act, assessment))
    assessment.step(based_on)
    conditions = {one.pk: one for one in assessment.evaluation.conditions.all()}
    kept = {one.condition_id: one for one in assessment.answers.all()}
    errors: dict[str, str] = {}
    for number, said in given.items():
        if number not in conditions:
            continue
        error = _keep(act, assessment, conditions[number], kept.get(number), said)
        if error:
            errors[f"note_{number}"] = error
    if errors:
        raise ValidationError(errors)
    assessment.save(update_fields=["edit_version"])
    return assessment


def _keep(
    act: Act,
    assessment: Assessment,
    condition: FormalCondition,
    kept: FormalAnswer | None,
    said: Given,
) -> str:
    """Write one answer; return what is wrong with it."""
    note = said.note.strip()
    if not said.answer:
        if kept is not None and not kept.found:
            kept.delete()
        return ""
    if kept is not None and (kept.answer, kept.note) == (said.answer, note):
        return ""
    answer = kept or FormalAnswer(assessment=assessment, condition=condition)
    as_found = bool(answer.found) and said.answer == answer.found
    if as_found and not note:
        note = answer.found_note
    if said.answer == Answer.NOT_MET and not note:
        return "Napisz, na czym polega brak: przeczyta to oferent."
    if answer.found and not as_found and not note:
        return "Portal stwierdził co innego. Napisz, dlaczego odpowiadasz inaczej."
    answer.answer, answer.note = said.answer, note
    answer.is_automatic = as_found and note == answer.found_note
    answer.answered_at, answer.answered_by_id = act.at, act.user
    answer.save()
    return ""


@transaction.atomic
def accept_formally(act: Act, assessment: Assessment) -> Assessment:
    """Say that the offer meets every condition. Raises MoveRefused, MoveTaken."""
    hold(assessment.evaluation)
    perform(act, assessment, "accept_formally")
    letters.close_check(act, assessment)
    return assessment


@transaction.atomic
def reject_formally(act: Act, assessment: Assessment, reason: str) -> Assessment:
    """Reject the offer for its defects, with the reason that the bidder reads with the results.

    Raises MoveRefused, MoveTaken.
    """
    hold(assessment.evaluation)
    perform(act, assessment, "reject_formally", note=reason.strip())
    assessment.reason = reason.strip()
    assessment.save(update_fields=["reason"])
    letters.close_correction(act, assessment.offer)
    letters.close_check(act, assessment)
    return assessment


@transaction.atomic
def check_again(act: Act, assessment: Assessment, why: str = "") -> Assessment:
    """Take a formal result back while the formal check lasts. Raises MoveRefused, MoveTaken."""
    hold(assessment.evaluation)
    perform(act, assessment, "check_again", note=why.strip())
    assessment.reason = ""
    assessment.save(update_fields=["reason"])
    return assessment


def insist_on_term(act: Act, day: date) -> datetime:
    """Return the last instant of a term, neither past nor endless. Raises ValidationError."""
    if not act.day < day <= act.day + timedelta(days=LONGEST_TERM):
        message = f"Termin musi wypadać od jutra do {LONGEST_TERM} dni od dzisiaj."
        raise ValidationError({"due_on": message})
    return end_of(day)


@transaction.atomic
def ask_to_correct(
    act: Act, assessment: Assessment, reasons: Mapping[str, str], due_on: date, letter: str
) -> Correction:
    """Call the bidder to correct chosen sections of the form until the end of a day.

    `reasons` maps sections' codes to why. The term moves to the next working day (D29). Raises
    MoveRefused, MoveTaken, ValidationError.
    """
    hold(assessment.evaluation)
    insist(may_check(act, assessment))
    due_at = insist_on_term(act, due_on)
    perform(act, assessment, "ask_to_correct", note=", ".join(sorted(reasons)))
    asked = offers.return_offer(act, assessment.offer, reasons, due_at)
    correction = Correction.objects.create(
        assessment=assessment,
        offer_return=asked,
        letter=letter.strip(),
        asked_at=act.at,
        asked_by_id=act.user,
    )
    letters.ask_to_correct(act, correction)
    return correction


@transaction.atomic
def extend_correction(act: Act, correction: Correction, due_on: date, why: str) -> Correction:
    """Give a bidder more time, also after the term; the reason goes to the bidder.

    Raises Refused, ValidationError.
    """
    assessment = _held(correction.assessment)
    insist(may_check(act, assessment))
    if assessment.state != Assessment.State.TO_CORRECT:
        insist(refused("Oferta nie czeka na uzupełnienie."))
    offers.extend_return(act, correction.offer_return, insist_on_term(act, due_on))
    letters.say_extended(act, correction, why.strip())
    return correction


def take_correction(act: Act, offer: Offer) -> None:
    """Check a corrected offer anew: called in the transaction that sent it. Raises Refused."""
    assessment = Assessment.objects.filter(offer=offer).select_related("evaluation__call").first()
    if assessment is None:
        return
    hold(assessment.evaluation)
    insist(during_formal_check(assessment.evaluation))
    perform(act, assessment, "take_correction")
    Assessment.objects.filter(pk=assessment.pk).update(
        reason="", edit_version=assessment.edit_version + 1
    )
    assessment.offer = offer
    check_automatically(act, assessment.evaluation, [assessment])
    letters.say_corrected(act, assessment)


def reason_of(assessment: Assessment) -> str:
    """Return what a rejection is proposed to say: the defects of the sheet."""
    found = [f"{one.condition.text}: {one.note}" for one in sheet_of(assessment).defects]
    asked = assessment.offer.open_return
    if asked is not None:
        found.append("Oferta nie została uzupełniona w terminie podanym w wezwaniu.")
    return "\n".join(found)
