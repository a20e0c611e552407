"""All cards of an evaluation at a glance: who has scored what, what differs, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contracting.calls.models import CallTask, Criterion
from contracting.calls.rules import points_of, terms_of
from contracting.evaluation.models import (
    BEFORE_MERIT,
    Assessment,
    CommissionMember,
    Evaluation,
    Recusal,
    ScoreCard,
    ScoringAssignment,
)
from contracting.evaluation.rules.scoring import (
    Alarm,
    alarm_of,
    cards_needed,
    collective_writer,
    offer_points,
)
from mkus_portal.web.wording import number, plural

UNSCORED = (*BEFORE_MERIT, Assessment.State.REJECTED_FORMAL)
EXCLUDED, NOT_ASSIGNED, NOT_BEGUN = "excluded", "not_assigned", "not_begun"


@dataclass(frozen=True, slots=True)
class Cell:
    """A member beside an offer: excluded, not assigned, not begun, or the card."""

    member: CommissionMember
    state: str
    card: ScoreCard | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An offer with all its cells and what comes of them."""

    assessment: Assessment
    cells: tuple[Cell, ...]
    closed: tuple[ScoreCard, ...]
    most: Decimal
    threshold: Decimal | None
    points: Decimal | None
    alarm: Alarm | None
    able: int
    needed: int

    @property
    def is_scored(self) -> bool:
        """Whether scoring of the offer has ended."""
        return self.assessment.state != Assessment.State.FORMAL_OK

    @property
    def open_cards(self) -> list[ScoreCard]:
        """The cards that somebody writes."""
        cards = (cell.card for cell in self.cells)
        return [one for one in cards if one is not None and one.state == ScoreCard.State.OPEN]

    @property
    def missing(self) -> list[str]:
        """What stands in the way of ending the scoring of the offer, in sentences."""
        if self.is_scored:
            return []
        about = f"Oferta {self.assessment.offer.number}"
        found = []
        if not self.able:
            found.append(f"{about}: nikt z komisji nie może jej ocenić.")
        elif len(self.closed) < self.needed:
            cards = plural(self.needed, "karty", "kart", "kart")
            found.append(f"{about}: zamkniętych {len(self.closed)} z {self.needed} {cards}.")
        if self.alarm is not None and not self.alarm.is_answered:
            share = number(self.alarm.spread.share)
            found.append(f"{about}: oceny różnią się o {share}%, potrzebna jest dodatkowa opinia.")
        return found

    @property
    def may_be_asked(self) -> list[CommissionMember]:
        """Who can still give a third opinion: not excluded, and without a closed card."""
        return [
            cell.member
            for cell in self.cells
            if cell.state != EXCLUDED
            and (cell.card is None or cell.card.state == ScoreCard.State.OPEN)
        ]


def voting_members(evaluation: Evaluation) -> list[CommissionMember]:
    """Return the members who sit, score and vote."""
    return [one for one in evaluation.members.seated() if one.votes]


def board_of(evaluation: Evaluation, only: Assessment | None = None) -> list[Line]:
    """Return a line for every offer that is scored, by task and number; eight queries."""
    assessments = evaluation.assessments.exclude(state__in=UNSCORED)
    if only is not None:
        assessments = assessments.filter(pk=only.pk)
    rows = list(
        assessments.select_related(
            "offer__organisation", "offer__task__call", "evaluation__call", "spread_note"
        ).order_by("offer__task__position", "offer__task", "offer__number")
    )
    seen = _Seen(evaluation, [one.pk for one in rows])
    return [seen.line(one) for one in rows]


def line_of(assessment: Assessment) -> Line | None:
    """Return the line of one offer; None for one that is not scored."""
    found = board_of(assessment.evaluation, assessment)
    return found[0] if found else None


class _Seen:
    """What the lines are made from, loaded once."""

    def __init__(self, evaluation: Evaluation, assessments: list[int]) -> None:
        self.evaluation = evaluation
        self.members = voting_members(evaluation)
        self.criteria = list(Criterion.objects.filter(call=evaluation.call_id))
        self.wanted = evaluation.cards_needed
        self.most: dict[int, Decimal] = {}
        cards = ScoreCard.objects.filter(assessment__in=assessments).select_related("member")
        self.cards = {(one.assessment_id, one.member_id): one for one in cards}
        self.of_offer: dict[int, list[ScoreCard]] = {}
        for card in self.cards.values():
            self.of_offer.setdefault(card.assessment_id, []).append(card)
        excluded = Recusal.objects.filter(assessment__in=assessments)
        self.excluded = set(excluded.values_list("assessment", "member"))
        self.assigned: dict[int, set[int]] = {}
        self.third: dict[int, set[int]] = {}
        for one in ScoringAssignment.objects.filter(assessment__in=assessments):
            kept = self.third if one.is_third_opinion else self.assigned
            kept.setdefault(one.assessment_id, set()).add(one.member_id)

    def line(self, assessment: Assessment) -> Line:
        """Return the line of one offer."""
        task = assessment.offer.task
        cells = tuple(self._cells(assessment))
        closed = tuple(self._closed(assessment))
        most = self._most(task)
        able = sum(cell.state not in {EXCLUDED, NOT_ASSIGNED} for cell in cells)
        return Line(
            assessment=assessment,
            cells=cells,
            closed=closed,
            most=most,
            threshold=terms_of(task).min_points,
            points=offer_points(self.evaluation, closed),
            alarm=alarm_of(
                closed,
                most,
                self.evaluation.spread_alarm,
                is_explained=hasattr(assessment, "spread_note"),
            ),
            able=able,
            needed=1 if self.evaluation.collective_card else cards_needed(self.wanted, able),
        )

    def _cells(self, assessment: Assessment) -> Iterable[Cell]:
        chosen = self._chosen(assessment)
        for member in self.members:
            card = self.cards.get((assessment.pk, member.pk))
            if (assessment.pk, member.pk) in self.excluded:
                yield Cell(member, EXCLUDED)
            elif card is not None:
                yield Cell(member, card.state, card)
            elif chosen is not None and member.pk not in chosen | self.third.get(
                assessment.pk, set()
            ):
                yield Cell(member, NOT_ASSIGNED)
            else:
                yield Cell(member, NOT_BEGUN)

    def _chosen(self, assessment: Assessment) -> set[int] | None:
        """Return the members whose offer it is to score; None where it is everybody's."""
        if not self.evaluation.collective_card:
            return self.assigned.get(assessment.pk)
        line_up = [(one.pk, one.is_chair) for one in self.members]
        excluded = {member for offer, member in self.excluded if offer == assessment.pk}
        writer = collective_writer(line_up, excluded)
        return set() if writer is None else {writer}

    def _closed(self, assessment: Assessment) -> Iterable[ScoreCard]:
        """Yield the closed cards that count: not those of members excluded since."""
        for card in self.of_offer.get(assessment.pk, ()):
            key = (assessment.pk, card.member_id)
            if card.state == ScoreCard.State.CLOSED and key not in self.excluded:
                yield card

    def _most(self, task: CallTask) -> Decimal:
        if task.pk not in self.most:
            self.most[task.pk] = points_of(task, self.criteria)
        return self.most[task.pk]
