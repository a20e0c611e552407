"""Scoring: a member's card, who scores what, third opinions, the end of the scoring."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.evaluation import scoring_letters as letters
from contracting.evaluation.card_form import (
    FORM_CODE,
    FORM_VERSION,
    branches_of,
    scores_of,
    total_of,
)
from contracting.evaluation.models import (
    Assessment,
    CardProposal,
    CardScore,
    CommissionMember,
    Evaluation,
    ScoreCard,
    ScoringAssignment,
    SpreadNote,
)
from contracting.evaluation.permissions import seat_of
from contracting.evaluation.scoreboard import Line, board_of, line_of, voting_members
from contracting.evaluation.scoring_permissions import (
    may_assign,
    may_begin_card,
    may_keep_card,
    may_lead_scoring,
)
from mkus_portal.act import Act
from mkus_portal.drafting.actions import lock_draft, start_draft, tie
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused


def lock_assessment(assessment: Assessment) -> None:
    """Hold the offer's assessment: cards, opinions and the end of the scoring take turns."""
    hold(assessment)


@transaction.atomic
def begin_card(act: Act, assessment: Assessment) -> ScoreCard:
    """Start the member's card with a row for every criterion; a second press finds it.

    Raises Refused where the member may not score the offer (R07).
    """
    lock_assessment(assessment)
    insist(may_begin_card(act, assessment))
    seat = seat_of(act, assessment.evaluation)
    assert seat is not None  # noqa: S101 - the permission has asked
    standing = ScoreCard.objects.filter(assessment=assessment, member=seat).first()
    if standing is not None:
        return standing
    draft = start_draft(act, FORM_CODE, FORM_VERSION)
    leaves = [one.criterion for one in branches_of(assessment) if not one.is_group]
    CardScore.objects.bulk_create(
        CardScore(draft=draft, criterion=one, position=place) for place, one in enumerate(leaves, 1)
    )
    CardProposal.objects.create(draft=draft, position=1)
    asked = assessment.assignments.filter(member=seat, is_third_opinion=True).exists()
    card = ScoreCard.objects.create(
        assessment=assessment, member=seat, draft=draft, began_at=act.at, is_third_opinion=asked
    )
    tie(draft, card)
    return card


@transaction.atomic
def close_card(act: Act, card: ScoreCard) -> ScoreCard:
    """Close the member's card: its points count. Raises Refused, MoveTaken.

    A card closed while others differ too much is the third opinion.
    """
    lock_assessment(card.assessment)
    lock_draft(card.draft)
    insist(may_keep_card(act, card))
    proposal = CardProposal.objects.filter(draft=card.draft_id).first()
    line = line_of(card.assessment)
    ends_alarm = line is not None and line.alarm is not None and not line.alarm.is_answered
    perform(act, _with_points(act, card, proposal, is_third=ends_alarm), "close")
    _follow(act, card.assessment)
    card.refresh_from_db()
    return card


def _with_points(
    act: Act, card: ScoreCard, proposal: CardProposal | None, *, is_third: bool
) -> ScoreCard:
    """Write what a closed card says, before the move: the database asks for it."""
    open_card = ScoreCard.objects.filter(pk=card.pk, state=ScoreCard.State.OPEN)
    open_card.update(
        total=total_of(scores_of(card)),
        proposed_grant=proposal.grant if proposal else None,
        closed_at=act.at,
        is_third_opinion=card.is_third_opinion or is_third,
    )
    return card


@transaction.atomic
def reopen_card(act: Act, card: ScoreCard) -> ScoreCard:
    """Let the member change their card again. Raises Refused, MoveTaken."""
    lock_assessment(card.assessment)
    lock_draft(card.draft)
    perform(act, card, "reopen")
    card.total, card.proposed_grant, card.closed_at = None, None, None
    card.save(update_fields=["total", "proposed_grant", "closed_at"])
    _follow(act, card.assessment)
    return card


def _follow(act: Act, assessment: Assessment) -> None:
    """Open and close what waits because of the offer's cards."""
    line = line_of(assessment)
    alarm = line.alarm if line else None
    if alarm is not None and not alarm.is_answered:
        letters.ask_about_spread(act, assessment)
    else:
        letters.close_opinion(act, assessment)
    board = board_of(assessment.evaluation)
    if any(one.missing for one in board):
        letters.close_end(act, assessment.evaluation)
    else:
        letters.ask_to_end(act, assessment.evaluation)


@transaction.atomic
def assign(act: Act, evaluation: Evaluation, chosen: Mapping[int, Iterable[int]]) -> None:
    """Say who scores which offer: members by assessment; an offer with none is everybody's.

    Raises Refused; ValidationError for a member or an offer that is not of this evaluation.
    """
    hold(evaluation)
    insist(may_assign(act, evaluation))
    members = {one.pk for one in voting_members(evaluation)}
    waiting = evaluation.assessments.exclude(state=Assessment.State.REJECTED_FORMAL)
    own = set(waiting.values_list("pk", flat=True))
    wanted = {(offer, one) for offer, picked in chosen.items() for one in picked}
    if not own.issuperset(chosen) or not members.issuperset(one for _, one in wanted):
        message = "Wybierz oferty tego konkursu i osoby, które zasiadają w jego komisji."
        raise ValidationError(message)
    third = ScoringAssignment.objects.filter(assessment__in=own, is_third_opinion=True)
    kept = set(third.values_list("assessment", "member"))
    regular = ScoringAssignment.objects.filter(assessment__in=chosen, is_third_opinion=False)
    regular.delete()
    ScoringAssignment.objects.bulk_create(
        ScoringAssignment(assessment_id=offer, member_id=one, assigned_at=act.at)
        for offer, one in sorted(wanted - kept)
    )


@transaction.atomic
def ask_third_opinion(act: Act, assessment: Assessment, member: CommissionMember) -> None:
    """Ask a member for one more card of an offer whose cards differ too much. Raises Refused."""
    lock_assessment(assessment)
    insist(may_lead_scoring(act, assessment.evaluation))
    line = _with_alarm(assessment)
    if member.pk not in {one.pk for one in line.may_be_asked}:
        insist(refused("Ta osoba nie może wydać dodatkowej opinii o tej ofercie."))
    ScoringAssignment.objects.update_or_create(
        assessment=assessment,
        member=member,
        defaults={"is_third_opinion": True},
        create_defaults={"is_third_opinion": True, "assigned_at": act.at},
    )
    ScoreCard.objects.filter(
        assessment=assessment, member=member, state=ScoreCard.State.OPEN
    ).update(is_third_opinion=True)
    letters.close_opinion(act, assessment)
    letters.ask_for_opinion(act, assessment, member)


@transaction.atomic
def explain_spread(act: Act, assessment: Assessment, reason: str) -> SpreadNote:
    """Write why the cards differ, where nobody is left to ask. Raises Refused."""
    lock_assessment(assessment)
    insist(may_lead_scoring(act, assessment.evaluation))
    line = _with_alarm(assessment)
    if line.may_be_asked:
        insist(refused("Dodatkową opinię może jeszcze wydać ktoś z komisji. Poproś tę osobę."))
    note = SpreadNote(
        assessment=assessment, reason=reason, written_by_id=act.user, written_at=act.at
    )
    note.full_clean()
    note.save()
    assessment.refresh_from_db()
    _follow(act, assessment)
    return note


def _with_alarm(assessment: Assessment) -> Line:
    """Return the offer's line. Raises Refused where its cards do not differ too much."""
    line = line_of(assessment)
    if line is None or line.is_scored or line.alarm is None or line.alarm.is_answered:
        insist(refused("Oceny tej oferty nie różnią się ponad próg: opinia nie jest potrzebna."))
    assert line is not None  # noqa: S101 - the refusal above
    return line


@transaction.atomic
def end_scoring(act: Act, evaluation: Evaluation) -> list[Assessment]:
    """End the scoring of all offers at once: each gets its points. Raises Refused, MoveTaken."""
    hold(evaluation)
    insist(may_lead_scoring(act, evaluation))
    locked = Assessment.objects.select_for_update(of=("self",)).order_by("pk")
    waiting = list(locked.filter(evaluation=evaluation, state=Assessment.State.FORMAL_OK))
    if not waiting:
        insist(refused("Ocena jest już zakończona: każda oferta ma swoje punkty."))
    points = {one.assessment.pk: one.points for one in board_of(evaluation)}
    for assessment in waiting:
        perform(act, assessment, "score")
        assessment.points = points[assessment.pk]
        assessment.save(update_fields=["points"])
    letters.close_scoring(act, evaluation)
    return waiting
