"""A call whose thousand offers five people have scored, and a desk with much to do."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import (
    Assessment,
    CommissionAct,
    CommissionMember,
    Evaluation,
    ScoreCard,
)
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.notifications.actions import Whose, open_duty
from tests.contracting.offers.factories import Cast

LOWEST, STEPS = Decimal(10), 40


def fill_cards(cast: Cast, members: int) -> Evaluation:
    """Let every member score every offer of the cast's call; all compete for its first task."""
    now = timezone.now()
    task = cast.call.tasks.all()[0]
    Offer.objects.filter(task__call=cast.call).update(task=task)
    evaluation = begin_evaluation(cast.clerk().later(now), cast.call)
    seats = _seats(evaluation, members)
    assessments = list(evaluation.assessments.order_by("pk"))
    drafts = Draft.objects.bulk_create(
        [
            Draft(form_code="card", form_version="1", changed_at=now)
            for _ in range(len(assessments) * members)
        ]
    )
    kept = iter(drafts)
    ScoreCard.objects.bulk_create(
        [
            ScoreCard(
                assessment=one,
                member=seat,
                draft=next(kept),
                state=ScoreCard.State.CLOSED,
                total=LOWEST + (number * 7 + place) % STEPS / Decimal(2),
                began_at=now,
                closed_at=now,
            )
            for number, one in enumerate(assessments)
            for place, seat in enumerate(seats)
        ],
        batch_size=500,
    )
    for number, one in enumerate(assessments):
        one.state, one.points = Assessment.State.SCORED, LOWEST + Decimal(number % STEPS) / 2
    Assessment.objects.bulk_update(assessments, ["state", "points"], batch_size=500)
    Evaluation.objects.filter(pk=evaluation.pk).update(state=Evaluation.State.MERIT)
    evaluation.refresh_from_db()
    return evaluation


def _seats(evaluation: Evaluation, members: int) -> list[CommissionMember]:
    now = timezone.now()
    appointed = CommissionAct.objects.create(
        evaluation=evaluation,
        number="1/2026",
        date=now.date(),
        signatory="Anna Wzorowa, wójt",
        content={},
        recorded_at=now,
    )
    return CommissionMember.objects.bulk_create(
        [
            CommissionMember(
                evaluation=evaluation,
                full_name=f"Członek {number}",
                email=f"czlonek{number}@example.pl",
                side=CommissionMember.Side.BODY,
                added_at=now,
                appointed_by=appointed,
            )
            for number in range(members)
        ]
    )


def fill_desk(act: Act, offers: list[Offer]) -> None:
    """Open a duty about each offer for the people of the act's role."""
    for number, offer in enumerate(offers):
        open_duty(
            Act.system(act.at + timedelta(minutes=number)),
            "bench",
            offer,
            Whose(scope=act.scope, roles=(act.role,)),
            url=f"/oferty/{offer.pk}/",
            sentence=f"Sprawdź ofertę {offer.number}.",
        )
