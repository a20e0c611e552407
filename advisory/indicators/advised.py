"""Whether advised offers did better: in published calls of the programme's offices, counts only."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, F, OuterRef, QuerySet

from advisory.programmes.models import Programme
from contracting.calls.models import Call, Criterion
from contracting.calls.rules import points_of
from contracting.evaluation.models import Assessment, Evaluation
from contracting.offers.models import Advice

FEWEST = 5
PERCENT = Decimal(100)
TENTH = Decimal("0.1")
State = Assessment.State
AWARDED = (State.AWARDED, State.ACCEPTED, State.RESIGNED)


@dataclass(frozen=True, slots=True)
class Group:
    """Offers of one kind: how many, and in percent what became of them.

    None where fewer than FEWEST offers stand behind a figure: it would tell of single bidders.
    """

    label: str
    count: int
    passed: Decimal | None
    points: Decimal | None
    points_count: int
    awarded: Decimal | None

    @property
    def is_hidden(self) -> bool:
        """Whether there are too few offers to show anything but their number."""
        return self.count < FEWEST


def published_of(programme: Programme) -> QuerySet[Assessment]:
    """Return the offers in calls of the programme's offices whose results are out.

    `is_advised`: an adviser had taken the organisation's consent before the offer was sent.
    """
    offices = programme.units.taking_part().values("office")
    advised = Advice.objects.filter(
        offer=OuterRef("offer"), accepted_at__lte=OuterRef("offer__submitted_at")
    )
    rows = Assessment.objects.filter(
        evaluation__state=Evaluation.State.PUBLISHED,
        evaluation__call__office__in=offices,
    ).exclude(evaluation__call__state=Call.State.ANNULLED)
    return rows.annotate(is_advised=Exists(advised), counting=F("evaluation__counting"))


def most_points(assessments: Iterable[Assessment]) -> dict[int, Decimal]:
    """Return the most points that the offers of each task could get on a card."""
    tasks = {one.offer.task_id: one.offer.task for one in assessments}
    calls = {one.call_id for one in tasks.values()}
    criteria = list(Criterion.objects.filter(call__in=calls))
    return {
        pk: points_of(task, [one for one in criteria if one.call_id == task.call_id])
        for pk, task in tasks.items()
    }


def advised_and_others(programme: Programme) -> tuple[Group, Group]:
    """Return the advised offers and the others; four queries, however many offers there are."""
    rows = published_of(programme).select_related("offer__task").defer("offer__content")
    found = list(rows)
    most = most_points(found)
    advised = [one for one in found if one.is_advised]  # type: ignore[attr-defined]  # annotated
    others = [one for one in found if not one.is_advised]  # type: ignore[attr-defined]  # annotated
    return _group("Oferty po poradzie", advised, most), _group("Pozostałe oferty", others, most)


def _group(label: str, rows: list[Assessment], most: dict[int, Decimal]) -> Group:
    shares = [
        one.points / most[one.offer.task_id] * PERCENT
        for one in rows
        if one.points is not None and most[one.offer.task_id] > 0 and _is_one_card(one)
    ]
    rejected = sum(one.state == State.REJECTED_FORMAL for one in rows)
    awarded = sum(one.state in AWARDED for one in rows)
    mean = sum(shares, Decimal(0)) / len(shares) if len(shares) >= FEWEST else None
    return Group(
        label=label,
        count=len(rows),
        passed=_share(len(rows) - rejected, len(rows)),
        points=None if mean is None else _rounded(mean),
        points_count=len(shares),
        awarded=_share(awarded, len(rows)),
    )


def _is_one_card(assessment: Assessment) -> bool:
    """Whether the points are on the scale of a card; a sum of several cards is not."""
    counting: str = assessment.counting  # type: ignore[attr-defined]  # annotated
    return counting != Evaluation.Counting.SUM


def _share(part: int, whole: int) -> Decimal | None:
    """Return the percent, half up to a tenth; None where there are too few."""
    return _rounded(Decimal(part) / whole * PERCENT) if whole >= FEWEST else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
