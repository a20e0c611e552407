"""A meeting as its page and its minutes show it: who is there, what was voted, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracting.calls.models import CallTask
from contracting.evaluation.models import (
    Assessment,
    Attendance,
    Meeting,
    MeetingVote,
    Recusal,
    ScoreCard,
)
from contracting.evaluation.rules.meeting import (
    Pool,
    Votes,
    pool_of,
    quorum_needed,
    votes_fit,
)


@dataclass(frozen=True, slots=True)
class VoteLine:
    """An offer at the meeting: who may vote on it, how the vote went, what cards propose."""

    assessment: Assessment
    vote: MeetingVote | None
    entitled: int
    excluded: tuple[str, ...]
    card_mean: Decimal | None

    @property
    def fault(self) -> str:
        """Why the vote cannot stand as it is; empty when it can."""
        if self.vote is None:
            return ""
        return votes_fit(votes_of(self.vote), self.entitled).reason


@dataclass(frozen=True, slots=True)
class TaskLines:
    """A task's offers with its pool."""

    task: CallTask
    lines: tuple[VoteLine, ...]
    pool: Pool


@dataclass(frozen=True, slots=True)
class MeetingBoard:
    """The whole meeting."""

    attendances: tuple[Attendance, ...]
    line_up: int
    present: int
    needed: int
    tasks: tuple[TaskLines, ...]
    elsewhere: frozenset[int]

    @property
    def has_quorum(self) -> bool:
        """Whether enough voting members are there."""
        return self.line_up > 0 and self.present >= self.needed

    @property
    def lines(self) -> list[VoteLine]:
        """All offers."""
        return [line for one in self.tasks for line in one.lines]

    @property
    def not_voted(self) -> list[VoteLine]:
        """The offers on which neither this meeting nor an earlier one voted."""
        return [
            one
            for one in self.lines
            if one.vote is None and one.assessment.pk not in self.elsewhere
        ]


def votes_of(vote: MeetingVote) -> Votes:
    """Return a vote's figures."""
    return Votes(vote.votes_for, vote.votes_against, vote.abstained)


def board_of(meeting: Meeting) -> MeetingBoard:
    """Return the meeting with its offers by task; seven queries."""
    attendances = tuple(meeting.attendances.select_related("member__organisation"))
    voting = [one for one in attendances if one.has_vote]
    there = [one for one in voting if one.is_present]
    line_up = len(voting)
    return MeetingBoard(
        attendances=attendances,
        line_up=line_up,
        present=len(there),
        needed=quorum_needed(line_up, meeting.evaluation.quorum),
        tasks=tuple(_tasks(meeting, there)),
        elsewhere=frozenset(
            MeetingVote.objects.filter(
                meeting__evaluation=meeting.evaluation_id, meeting__state=Meeting.State.CLOSED
            )
            .exclude(meeting=meeting)
            .values_list("assessment", flat=True)
        ),
    )


def _tasks(meeting: Meeting, there: list[Attendance]) -> Iterable[TaskLines]:
    scored = Assessment.objects.filter(evaluation=meeting.evaluation_id)
    scored = scored.exclude(points=None).select_related("offer__organisation", "offer__task")
    rows = list(
        scored.defer("offer__content").order_by(
            "offer__task__position", "offer__task", "-points", "offer__number"
        )
    )
    votes = {one.assessment_id: one for one in meeting.votes.all()}
    excluded: dict[int, set[int]] = {}
    for pk, member in Recusal.objects.filter(assessment__in=[one.pk for one in rows]).values_list(
        "assessment", "member"
    ):
        excluded.setdefault(pk, set()).add(member)
    proposals: dict[int, list[Decimal]] = {}
    cards = ScoreCard.objects.filter(assessment__in=[one.pk for one in rows])
    for card in cards.exclude(proposed_grant=None):
        amount: Any = card.proposed_grant
        proposals.setdefault(card.assessment_id, []).append(amount)
    tasks: dict[int, list[VoteLine]] = {}
    known: dict[int, CallTask] = {}
    for one in rows:
        out = excluded.get(one.pk, set())
        amounts = proposals.get(one.pk, [])
        known[one.offer.task_id] = one.offer.task
        tasks.setdefault(one.offer.task_id, []).append(
            VoteLine(
                assessment=one,
                vote=votes.get(one.pk),
                entitled=sum(row.member_id not in out for row in there),
                excluded=tuple(str(row.member) for row in there if row.member_id in out),
                card_mean=sum(amounts, Decimal(0)) / len(amounts) if amounts else None,
            )
        )
    for pk, lines in tasks.items():
        pool = pool_of(known[pk].pool, [_proposed(line) for line in lines])
        yield TaskLines(known[pk], tuple(lines), pool)


def _proposed(line: VoteLine) -> Decimal | None:
    """Return what stands proposed for the offer: by this meeting, else by an earlier one."""
    proposed: Any = (line.vote or line.assessment).proposed_grant
    return None if proposed is None else Decimal(proposed)
