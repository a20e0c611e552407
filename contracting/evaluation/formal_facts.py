"""What the portal knows of a sent offer, gathered for its formal check."""

from collections import Counter
from collections.abc import Iterable

from contracting.calls.models import Call
from contracting.calls.rules import terms_of
from contracting.evaluation.models import Assessment, FormalAnswer
from contracting.evaluation.rules.formal import Facts, Sheet, in_time_verdict
from contracting.offers.completeness import form_of
from contracting.offers.documents import sent_content
from contracting.offers.law import CONTRACT_MAX_YEARS
from contracting.offers.models import Offer
from contracting.offers.signing import signatures_of
from mkus_portal.act import WARSAW
from ngos.rules import may_be_signed_by

WITH_OFFER = ("evaluation__call__office", "offer__task__call__office", "offer__organisation")
Counts = tuple[Counter[tuple[int, int]], Counter[int]]


def sent_counts(call: Call) -> Counts:
    """Return how many standing offers each organisation has for each task, and in the call."""
    rows = Offer.objects.filter(task__call=call, state__in=Offer.STANDING)
    pairs = list(rows.values_list("organisation_id", "task_id"))
    return Counter(pairs), Counter(organisation for organisation, _ in pairs)


def facts_of(offer: Offer, counts: Counts) -> Facts:
    """Return the facts of a sent offer; the form's rules are those of the day it was begun."""
    of_task, of_call = counts
    organisation, terms = offer.organisation, terms_of(offer.task)
    sent_at = offer.corrected_at or offer.submitted_at or offer.created_at
    signed = [one.representative for one in signatures_of(offer, offer.digest)]
    begun = offer.created_at.astimezone(WARSAW).date()
    return Facts(
        content=sent_content(offer),
        terms=terms,
        form=form_of(offer),
        max_years=CONTRACT_MAX_YEARS.at(begun),
        in_time=in_time_verdict(offer.submitted_at, terms.deadline_at),
        signed=may_be_signed_by(organisation, signed, sent_at.astimezone(WARSAW).date()),
        legal_form=organisation.get_legal_form_display(),
        is_art_3_3=organisation.is_art3_3_entity,
        sent_of_task=of_task[(organisation.pk, offer.task_id)],
        sent_of_call=of_call[organisation.pk],
        limit_of_task=offer.task.max_offers_per_organisation,
        limit_of_call=offer.task.call.max_offers_per_organisation,
    )


def sheet_of(assessment: Assessment) -> Sheet:
    """Return the check sheet of an offer; two queries."""
    return sheets_of([assessment])[assessment.pk]


def sheets_of(assessments: Iterable[Assessment]) -> dict[int, Sheet]:
    """Return the sheets of offers of one evaluation, by the assessment's number."""
    found = list(assessments)
    if not found:
        return {}
    conditions = list(found[0].evaluation.conditions.all())
    answers = FormalAnswer.objects.filter(assessment__in=found).select_related(
        "condition", "answered_by"
    )
    kept = {(one.assessment_id, one.condition_id): one for one in answers}
    return {
        one.pk: Sheet([(condition, kept.get((one.pk, condition.pk))) for condition in conditions])
        for one in found
    }
