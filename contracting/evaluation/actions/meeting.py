"""The commission meets: presence, votes, notes, the end with the minutes."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.evaluation.documents.minutes import MINUTES_CODE
from contracting.evaluation.meeting_board import board_of
from contracting.evaluation.models import (
    Assessment,
    Attendance,
    Evaluation,
    Meeting,
    MeetingVote,
)
from contracting.evaluation.rules.meeting import Votes, amount_fits, votes_fit
from contracting.evaluation.scoring_permissions import (
    may_ask_for_minutes,
    may_keep_minutes,
    may_meet,
)
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused


@transaction.atomic
def open_meeting(act: Act, evaluation: Evaluation, *, place: str, began_at: datetime) -> Meeting:
    """Open a meeting with the whole line-up in its list of presence. Raises Refused."""
    hold(evaluation)
    insist(may_meet(act, evaluation))
    last = evaluation.meetings.order_by("number").last()
    meeting = Meeting(
        evaluation=evaluation,
        number=last.number + 1 if last else 1,
        place=place,
        began_at=began_at,
    )
    meeting.full_clean()
    meeting.save()
    _list_line_up(meeting)
    return meeting


def lock_meeting(act: Act, meeting: Meeting) -> None:
    """Hold the meeting; go on only while its minutes may be written. Raises Refused."""
    hold(meeting)
    insist(may_keep_minutes(act, meeting))


def _list_line_up(meeting: Meeting) -> None:
    """Bring the list of presence up to the line-up as it is now."""
    seated = {one.pk: one for one in meeting.evaluation.members.seated()}
    known = set(meeting.attendances.values_list("member", flat=True))
    meeting.attendances.exclude(member__in=seated).delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=one, has_vote=one.votes)
        for pk, one in seated.items()
        if pk not in known
    )


@transaction.atomic
def save_presence(act: Act, meeting: Meeting, present: Collection[int]) -> Meeting:
    """Say who is there, by the members' ids. Raises Refused.

    Whoever voted was there: nobody is taken out under whose vote a result stands.
    """
    lock_meeting(act, meeting)
    _list_line_up(meeting)
    meeting.attendances.filter(member__in=present).update(is_present=True)
    meeting.attendances.exclude(member__in=present).update(is_present=False)
    for line in board_of(meeting).lines:
        if line.fault:
            insist(refused(f"Oferta {line.assessment.offer.number}: {line.fault}"))
    return meeting


@transaction.atomic
def save_vote(
    act: Act,
    meeting: Meeting,
    assessment: Assessment,
    votes: Votes,
    *,
    proposed_grant: Decimal | None = None,
    reason: str = "",
    based_on: int | None = None,
) -> MeetingVote:
    """Write down how the vote on an offer went and what is proposed. Raises Refused, Overtaken."""
    lock_meeting(act, meeting)
    found = (one for one in board_of(meeting).lines if one.assessment.pk == assessment.pk)
    line = next(found, None)
    if line is None or line.assessment.state != Assessment.State.SCORED:
        insist(refused("Głosuje się nad ofertą, której ocena jest zakończona."))
    assert line is not None  # noqa: S101 - the refusal above
    vote = line.vote or MeetingVote(meeting=meeting, assessment=assessment)
    if line.vote is not None or based_on:
        vote.step(based_on)
    insist(
        votes_fit(votes, line.entitled),
        amount_fits(votes, proposed_grant, line.assessment.offer.grant),
    )
    vote.votes_for, vote.votes_against = votes.votes_for, votes.votes_against
    vote.abstained = votes.abstained
    vote.proposed_grant, vote.reason = proposed_grant, reason
    vote.entitled, vote.excluded = line.entitled, list(line.excluded)
    vote.full_clean()
    vote.save()
    return vote


@transaction.atomic
def save_notes(
    act: Act, meeting: Meeting, *, notes: str, remarks: str, based_on: int | None = None
) -> Meeting:
    """Keep the course of the meeting and dissenting remarks. Raises Refused, Overtaken."""
    lock_meeting(act, meeting)
    meeting.step(based_on)
    meeting.notes, meeting.remarks = notes, remarks
    meeting.save()
    return meeting


@transaction.atomic
def close_meeting(act: Act, meeting: Meeting, ended_at: datetime) -> Meeting:
    """Close the meeting: what it proposes goes to the offers, the minutes are asked for.

    Raises Refused, MoveTaken; ValidationError for an end before the start or in the future.
    """
    if ended_at > act.at:
        raise ValidationError({"ended_at": "Koniec posiedzenia nie może być w przyszłości."})
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    perform(act, meeting, "close")
    meeting.ended_at = ended_at
    meeting.full_clean()
    meeting.save()
    lines = {one.assessment.pk: one for one in board_of(meeting).lines}
    for vote in meeting.votes.select_related("assessment"):
        line = lines[vote.assessment_id]
        vote.entitled, vote.excluded = line.entitled, list(line.excluded)
        vote.save(update_fields=["entitled", "excluded"])
        vote.assessment.proposed_grant = vote.proposed_grant or Decimal(0)
        vote.assessment.save(update_fields=["proposed_grant"])
    documents.request(act, MINUTES_CODE, meeting, title=f"Protokół: {meeting}")
    return meeting


@transaction.atomic
def ask_for_minutes(act: Act, meeting: Meeting) -> Document:
    """Ask for the minutes once more: they then name the scenario chosen since. Raises Refused."""
    insist(may_ask_for_minutes(act, meeting))
    return documents.request(act, MINUTES_CODE, meeting, title=f"Protokół: {meeting}")
