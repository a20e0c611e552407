"""Scoring and meetings of the rails' world, in the commission that sits: its member chairs.

One offer is ready (a closed card), one has a full card still open, one has its points and was voted
on at a meeting that is closed; a second meeting is open.
"""

from decimal import Decimal
from typing import Any

from contracting.evaluation.actions import meeting, scoring, session
from contracting.evaluation.models import (
    Assessment,
    CommissionMember,
    Evaluation,
    Meeting,
    ScoreCard,
)
from contracting.evaluation.rules.meeting import Votes
from contracting.offers.models import Offer
from mkus_portal.accounts.actions import give_key
from mkus_portal.accounts.models import Key
from mkus_portal.drafting.actions import start_draft, tie
from tests.contracting.evaluation.factories_deciding import like
from tests.contracting.evaluation.factories_scoring import fill

State = Assessment.State


def add_scoring(world: Any, wrote: Any) -> None:
    """Add the cards and the meetings."""
    evaluation = _evaluation(world.things["sitting_evaluation"])
    clerk, chair = world.act("clerk", wrote), world.act("commission_member", wrote)
    session.save_settings(clerk, evaluation, cards_needed=1)
    ready = evaluation.assessments.get()
    written, voted = add_offer(world, evaluation, wrote), add_offer(world, evaluation, wrote)
    add_closed_card(clerk, written, world.things["waiting_member"])
    Assessment.objects.filter(pk=voted.pk).update(state=State.SCORED, points=Decimal(5))
    closed = _card(chair, ready)
    scoring.close_card(chair, closed)
    world.things |= {
        "ready_assessment": _assessment(ready.pk),
        "voted_assessment": _assessment(voted.pk),
        "closed_card": closed,
        "open_card": _card(chair, written),
        "closed_meeting": _meeting(world, wrote, voted, is_closed=True),
        "open_meeting": _meeting(world, wrote, voted, is_closed=False),
    }
    world.things["card_draft"] = world.things["open_card"].draft


def _evaluation(row: Evaluation) -> Evaluation:
    return Evaluation.objects.select_related("call__office").get(pk=row.pk)


def _assessment(pk: int) -> Assessment:
    around = ("evaluation__call__office", "offer__task__call__office", "offer__organisation")
    return Assessment.objects.select_related(*around).get(pk=pk)


def add_offer(world: Any, evaluation: Evaluation, wrote: Any) -> Assessment:
    """One more fit offer, open to the member who chairs."""
    first = evaluation.assessments.order_by("pk").first()
    assert first is not None
    number = f"{first.offer.number}-{evaluation.assessments.count()}"
    offer = like(first.offer, grant=9000, number=number)
    Offer.objects.filter(pk=offer.pk).update(organisation=first.offer.organisation_id)
    made = Assessment.objects.create(evaluation=evaluation, offer=offer, state=State.FORMAL_OK)
    user = world.people["commission_member"].user
    give_key(world.act("clerk", wrote), user, offer, Key.Right.READ, "Członek komisji")
    return _assessment(made.pk)


def add_closed_card(act: Any, assessment: Assessment, member: CommissionMember) -> ScoreCard:
    """A card of a member who has no account: as if it had been typed from paper."""
    draft = start_draft(act, "score_card", "1")
    card = ScoreCard.objects.create(
        assessment=assessment,
        member=member,
        draft=draft,
        state=ScoreCard.State.CLOSED,
        total=Decimal(4),
        began_at=act.at,
        closed_at=act.at,
    )
    tie(draft, card)
    return card


def _card(act: Any, assessment: Assessment) -> ScoreCard:
    card = scoring.begin_card(act, _assessment(assessment.pk))
    fill(act, card, 4)
    return ScoreCard.objects.get(pk=card.pk)


def _meeting(world: Any, wrote: Any, voted: Assessment, *, is_closed: bool) -> Meeting:
    clerk = world.act("clerk", wrote)
    evaluation = _evaluation(voted.evaluation)
    made = meeting.open_meeting(clerk, evaluation, place="sala 5", began_at=wrote)
    meeting.save_presence(clerk, made, list(made.attendances.values_list("member", flat=True)))
    if is_closed:
        meeting.save_vote(clerk, made, voted, Votes(2, 0, 0), proposed_grant=Decimal(5000))
        meeting.close_meeting(clerk, made, wrote)
    return Meeting.objects.get(pk=made.pk)
