"""The register of demands for reasons (art. 15 ust. 2i UDPPiW; R25)."""

from datetime import datetime

from django.db import transaction

from contracting.calls.rules import warsaw_day
from contracting.evaluation import result_letters as letters
from contracting.evaluation.models import Evaluation, ReasonsRequest
from contracting.evaluation.permissions import (
    may_answer_reasons,
    may_demand_reasons,
    may_run,
    reasons_until,
)
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


@transaction.atomic
def demand_reasons(
    act: Act, evaluation: Evaluation, *, asked_by: str, email: str, text: str, offer: Offer | None
) -> ReasonsRequest:
    """Enter the demand of somebody who has signed in. Raises Refused after the 30 days."""
    insist(may_demand_reasons(act, evaluation))
    return _enter(act, evaluation, act.at, asked_by, email, text, offer)


@transaction.atomic
def enter_demand(
    act: Act,
    evaluation: Evaluation,
    *,
    asked_at: datetime,
    asked_by: str,
    email: str,
    text: str,
    offer: Offer | None,
) -> ReasonsRequest:
    """Enter a demand that reached the office by another way, with its own instant.

    Raises Refused for one that came after the 30 days, or before the results.
    """
    insist(may_run(act, evaluation), _came_in_time(act, evaluation, asked_at))
    return _enter(act, evaluation, asked_at, asked_by, email, text, offer)


def _came_in_time(act: Act, evaluation: Evaluation, asked_at: datetime) -> Verdict:
    until = reasons_until(evaluation)
    if until is None:
        return refused("Wyniki konkursu nie są jeszcze ogłoszone.")
    if asked_at > act.at:
        return refused("Żądanie nie mogło wpłynąć w przyszłości.")
    if warsaw_day(asked_at) > until:
        return refused(f"Żądanie uzasadnienia można było złożyć do {until:%d.%m.%Y} r.")
    return ALLOWED


def _enter(
    act: Act,
    evaluation: Evaluation,
    asked_at: datetime,
    asked_by: str,
    email: str,
    text: str,
    offer: Offer | None,
) -> ReasonsRequest:
    demand = ReasonsRequest(
        evaluation=evaluation,
        offer=offer,
        asked_by=asked_by,
        email=email,
        text=text,
        asked_at=asked_at,
    )
    demand.full_clean()
    demand.save()
    letters.ask_for_reasons(act, demand)
    return demand


@transaction.atomic
def answer_demand(act: Act, demand: ReasonsRequest, answer: str) -> ReasonsRequest:
    """Give the reasons; they go by letter to whoever demanded them. Raises Refused."""
    hold(demand)
    insist(may_answer_reasons(act, demand))
    insist(ALLOWED if answer.strip() else refused("Napisz uzasadnienie."))
    demand.answer, demand.answered_at = answer.strip(), act.at
    demand.answered_by_id = act.user
    demand.save(update_fields=["answer", "answered_at", "answered_by"])
    letters.say_reasons(act, demand)
    return demand
