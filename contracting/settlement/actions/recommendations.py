"""Recommendations after an inspection: written, delivered, answered, assessed; the end of it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from contracting.settlement.actions.inspections import has_words
from contracting.settlement.documents.inspections import RECOMMENDATIONS_DOCUMENT
from contracting.settlement.law import RECOMMENDATIONS
from contracting.settlement.letters import inspections as letters
from contracting.settlement.models import Inspection, InspectionRecommendation
from contracting.settlement.permissions.inspections import (
    may_answer,
    may_assess,
    may_write_recommendations,
)
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from mkus_portal.web.wording import day
from mkus_portal.workflow.engine import perform

Outcome = InspectionRecommendation.Outcome


def _hold_both(recommendation: InspectionRecommendation) -> Inspection:
    """Hold the inspection first, then its recommendation: always in this order."""
    inspection = hold(recommendation.inspection)
    hold(recommendation)
    recommendation.inspection = inspection
    return inspection


@transaction.atomic
def add_recommendation(
    act: Act, inspection: Inspection, text: str, due_on: date | None = None
) -> InspectionRecommendation:
    """Write one more recommendation. Raises Refused."""
    hold(inspection)
    insist(may_write_recommendations(act, inspection), _term_fits(act, due_on))
    last = inspection.recommendations.aggregate(last=Max("ordinal"))["last"] or 0
    row = InspectionRecommendation(
        inspection=inspection, ordinal=last + 1, text=text.strip(), due_on=due_on
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change_recommendation(
    act: Act,
    recommendation: InspectionRecommendation,
    text: str,
    due_on: date | None = None,
    based_on: int | None = None,
) -> InspectionRecommendation:
    """Change a recommendation before it is delivered. Raises Refused, Overtaken."""
    inspection = _hold_both(recommendation)
    insist(may_write_recommendations(act, inspection), _term_fits(act, due_on))
    recommendation.step(based_on)
    recommendation.text, recommendation.due_on = text.strip(), due_on
    recommendation.full_clean()
    recommendation.save()
    return recommendation


def _term_fits(act: Act, due_on: date | None) -> Verdict:
    if due_on is not None and due_on < act.day:
        return refused("Termin wykonania nie może być w przeszłości.")
    return ALLOWED


@transaction.atomic
def remove_recommendation(act: Act, recommendation: InspectionRecommendation) -> None:
    """Take a recommendation out before it is delivered; those after it move up. Raises Refused."""
    inspection = _hold_both(recommendation)
    insist(may_write_recommendations(act, inspection))
    recommendation.delete()
    for ordinal, row in enumerate(inspection.recommendations.order_by("ordinal"), 1):
        if row.ordinal != ordinal:
            row.ordinal = ordinal
            row.save(update_fields=["ordinal"])


@transaction.atomic
def recommend(act: Act, inspection: Inspection, delivered_on: date) -> Inspection:
    """Deliver the recommendations: each has its own last day, or that of D20. Raises Refused."""
    perform(act, inspection, "recommend")
    insist(_delivery_fits(act, inspection, delivered_on))
    inspection.recommended_on = delivered_on
    inspection.save(update_fields=["recommended_on"])
    last = RECOMMENDATIONS.last_day(delivered_on)
    inspection.recommendations.filter(due_on=None).update(due_on=last)
    request(
        act,
        RECOMMENDATIONS_DOCUMENT.code,
        inspection,
        title=f"Zalecenia pokontrolne, protokół nr {inspection.protocol_number}"[:300],
    )
    letters.ask_for_inspection_step(act, inspection)
    rows = inspection.recommendations.all()
    text = "\n".join(f"{one.ordinal}. {one.text} – do {day(one.due_on)}" for one in rows)
    letters.tell_contractor(act, inspection, "Zalecenia pokontrolne", text)
    return inspection


def _delivery_fits(act: Act, inspection: Inspection, delivered_on: date) -> Verdict:
    if delivered_on > act.day:
        return refused("Dzień doręczenia nie może być w przyszłości.")
    if inspection.protocol_on is not None and delivered_on < inspection.protocol_on:
        return refused("Zaleceń nie można doręczyć przed dniem protokołu.")
    too_early = inspection.recommendations.filter(due_on__lt=delivered_on).first()
    if too_early is not None:
        return refused(f"Zalecenie {too_early.ordinal} ma termin przed doręczeniem. Popraw go.")
    return ALLOWED


@transaction.atomic
def write_answer(
    act: Act,
    recommendation: InspectionRecommendation,
    answer: str,
    done_on: date | None,
    proofs: Sequence[Attachment] = (),
    based_on: int | None = None,
) -> InspectionRecommendation:
    """Write what was done, with proofs; the office reads it once it is sent. Raises Refused."""
    _hold_both(recommendation)
    insist(may_answer(act, recommendation), has_words(answer, "Napisz, co zrobiono."))
    if done_on is not None and done_on > act.day:
        insist(refused("Dzień wykonania nie może być w przyszłości."))
    recommendation.step(based_on)
    recommendation.answer, recommendation.done_on = answer.strip(), done_on
    recommendation.full_clean()
    recommendation.save()
    if proofs:
        attach(act, recommendation, proofs)
    return recommendation


@transaction.atomic
def send_answers(act: Act, inspection: Inspection) -> Inspection:
    """Send the answers to the office. Raises Refused, MoveTaken."""
    perform(act, inspection, "answer")
    inspection.answered_at = act.at
    inspection.save(update_fields=["answered_at"])
    letters.ask_for_inspection_step(act, inspection)
    rows = inspection.recommendations.all()
    text = "\n".join(f"{one.ordinal}. {one.answer}" for one in rows)
    letters.tell_office(act, inspection, "Odpowiedź na zalecenia pokontrolne", text)
    return inspection


@transaction.atomic
def assess(
    act: Act,
    recommendation: InspectionRecommendation,
    outcome: str,
    reason: str = "",
    based_on: int | None = None,
) -> InspectionRecommendation:
    """Say whether a recommendation is done; that it is not needs a reason. Raises Refused."""
    _hold_both(recommendation)
    insist(may_assess(act, recommendation))
    if outcome == Outcome.NOT_DONE:
        insist(has_words(reason, "Napisz, dlaczego zalecenie nie jest wykonane."))
    recommendation.step(based_on)
    recommendation.outcome, recommendation.outcome_reason = outcome, reason.strip()
    recommendation.assessed_at, recommendation.assessed_by_id = act.at, act.user
    recommendation.full_clean()
    recommendation.save()
    return recommendation


@transaction.atomic
def close_inspection(act: Act, inspection: Inspection, note: str = "") -> Inspection:
    """End the inspection. Raises Refused, MoveTaken."""
    perform(act, inspection, "close", note=note.strip())
    inspection.closing_note = note.strip()
    inspection.save(update_fields=["closing_note"])
    letters.ask_for_inspection_step(act, inspection)
    rows = inspection.recommendations.all()
    said = [f"Zalecenie {one.ordinal}: {one.get_outcome_display()}." for one in rows]
    text = " ".join([*said, note.strip()]) or "Urząd nie wydał zaleceń."
    letters.tell_contractor(act, inspection, "Kontrola zakończona", text)
    return inspection
