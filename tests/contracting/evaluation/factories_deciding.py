"""Evaluations whose offers have points, made quickly: one is sent, the others are its likes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracting.calls.models import Call, CallTask
from contracting.evaluation.actions.deciding import LegalAct, decide
from contracting.evaluation.actions.dividing import add_scenario, choose_scenario
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, Evaluation, Meeting
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from tests.contracting.calls.factories import AT, DEADLINE, member_act, publish
from tests.contracting.offers.factories import Cast, make_cast, make_organisation

LATER = DEADLINE + timedelta(days=10)
BY = LegalAct("77/2026", date(2026, 12, 11), "Anna Wzorowa, wójt")


def like(
    offer: Offer, *, grant: Decimal | int | str, number: str, task: CallTask | None = None
) -> Offer:
    """A sent offer of another organisation with the same content."""
    organisation, _ = make_organisation()
    draft = Draft.objects.create(
        form_code=offer.draft.form_code, form_version=offer.draft.form_version, changed_at=AT
    )
    twin = Offer.objects.get(pk=offer.pk)
    twin.pk, twin._state.adding = None, True
    twin.organisation, twin.draft, twin.number = organisation, draft, number
    twin.digest, twin.grant = number.encode().hex().ljust(64, "0")[:64], Decimal(grant)
    twin.task = task or offer.task
    twin.save()
    return twin


def sent_offers(*grants: Decimal | int | str, **terms: Any) -> tuple[Cast, list[Offer]]:
    """A cast whose call has an offer for each grant; the first is the cast's own."""
    cast = make_cast(**terms)
    first = cast.sent()
    Offer.objects.filter(pk=first.pk).update(grant=Decimal(grants[0]))
    first.refresh_from_db()
    likes = [
        like(first, grant=grant, number=f"O/2026/9{place:04d}")
        for place, grant in enumerate(grants[1:], 1)
    ]
    return cast, [first, *likes]


def score(evaluation: Evaluation, points: dict[int, Decimal | int | str]) -> None:
    """Give the offers points, as if the commission had closed its cards and its meeting."""
    for offer, value in points.items():
        Assessment.objects.filter(evaluation=evaluation, offer=offer).update(
            state=Assessment.State.SCORED, points=Decimal(value)
        )
    Evaluation.objects.filter(pk=evaluation.pk).update(
        state=Evaluation.State.MERIT,
        appointment_number="3/2026",
        appointment_date=AT.date(),
        appointment_signatory="Anna Wzorowa, wójt",
    )
    Meeting.objects.create(
        evaluation=evaluation,
        number=1,
        place="sala 5",
        began_at=LATER,
        ended_at=LATER,
        state=Meeting.State.CLOSED,
    )
    evaluation.refresh_from_db()


def scored(
    *rows: tuple[Decimal | int | str, Decimal | int | str], **terms: Any
) -> tuple[Cast, Evaluation]:
    """A cast and its evaluation: an offer for each (points, requested grant)."""
    cast, offers = sent_offers(*(grant for _, grant in rows), **terms)
    evaluation = begin_evaluation(cast.clerk(LATER), cast.call)
    score(evaluation, {one.pk: points for one, (points, _) in zip(offers, rows, strict=True)})
    return cast, evaluation


def office_act(call: Call, role: str = "clerk", at: Any = LATER) -> Act:
    """Somebody of the call's office."""
    return member_act(call.office, role, at)


def divided(evaluation: Evaluation, **rule: Any) -> None:
    """Choose the same division in every task."""
    clerk = office_act(evaluation.call)
    for task in evaluation.call.tasks.all():
        scenario = add_scenario(clerk, evaluation, task, **{"name": "Po kolei", **rule})
        choose_scenario(clerk, scenario, "Najlepsze oferty w całości.")


def decided(*rows: tuple[Any, Any], **terms: Any) -> tuple[Cast, Evaluation]:
    """A decided evaluation, its results not yet published."""
    cast, evaluation = scored(*rows, **terms)
    divided(evaluation)
    decide(office_act(cast.call, "executive"), evaluation, BY)
    return cast, evaluation


def announced(*rows: tuple[Any, Any], **terms: Any) -> tuple[Cast, Evaluation]:
    """An evaluation whose results stand in the three places."""
    cast, evaluation = decided(*rows, **terms)
    publish(cast.call, at=LATER, subject="results")
    evaluation.refresh_from_db()
    return cast, evaluation


def state_of(evaluation: Evaluation) -> list[tuple[str, Decimal | None]]:
    """The states and amounts of the offers in the order of their numbers."""
    rows = evaluation.assessments.order_by("offer__number")
    return [(one.state, one.awarded_grant) for one in rows]
