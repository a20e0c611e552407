"""The plan of work: its steps and milestones, what is late, what contradicts itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from contracting.analysis.method.plan import TypicalStep
from contracting.analysis.rules.answers import FilledRow, number_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the plan (E3-01); days are None while nobody has given them."""

    row: int
    number: int
    name: str
    owner: str
    start: date | None
    end: date | None
    result: str
    cost: Decimal | None
    after: int | None
    stage: str
    done_on: date | None = None

    def is_ahead(self, day: date) -> bool:
        """Whether the step has still to begin."""
        return self.done_on is None and self.start is not None and self.start > day

    def is_late(self, day: date) -> bool:
        """Whether the step should be over and is not."""
        return self.done_on is None and self.end is not None and self.end < day


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of the plan (E3-03)."""

    row: int
    name: str
    on: date | None
    done_on: date | None = None

    def is_ahead(self, day: date) -> bool:
        """Whether the milestone's day has still to come."""
        return self.done_on is None and self.on is not None and self.on > day

    def is_late(self, day: date) -> bool:
        """Whether the milestone should be reached and is not."""
        return self.done_on is None and self.on is not None and self.on < day


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The whole plan, its steps in their order."""

    steps: tuple[PlanStep, ...]
    milestones: tuple[Milestone, ...]

    @property
    def cost(self) -> Decimal:
        """What the steps cost together, in złoty."""
        return sum((step.cost for step in self.steps if step.cost is not None), Decimal(0))

    @property
    def first(self) -> date | None:
        """The first day of the plan."""
        days = [step.start for step in self.steps if step.start]
        return min(days, default=None)

    @property
    def last(self) -> date | None:
        """The last day of the plan."""
        days = [step.end for step in self.steps if step.end]
        days += [one.on for one in self.milestones if one.on]
        return max(days, default=None)


def day_of(text: str) -> date | None:
    """Return a kept day; None for nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def plan_of(
    steps: Sequence[FilledRow],
    milestones: Sequence[FilledRow],
    done: Mapping[int, date],
) -> WorkPlan:
    """Return the plan that the rows tell; `done` has the day by row of what is finished."""
    named = [_step(row, number, done) for number, row in enumerate(steps, 1) if row.says_something]
    return WorkPlan(
        tuple(named),
        tuple(
            Milestone(row.pk, row.text("milestone"), day_of(row.text("date")), done.get(row.pk))
            for row in milestones
            if row.text("milestone")
        ),
    )


def _step(row: FilledRow, number: int, done: Mapping[int, date]) -> PlanStep:
    after = row.text("after")
    return PlanStep(
        row=row.pk,
        number=number,
        name=row.text("action"),
        owner=row.text("owner"),
        start=day_of(row.text("start")),
        end=day_of(row.text("end")),
        result=row.text("result"),
        cost=number_of(row.text("cost")) if row.text("cost") else None,
        after=int(after) if after.isdecimal() else None,
        stage=row.text("stage"),
        done_on=done.get(row.pk),
    )


def contradictions(plan: WorkPlan) -> Iterator[str]:
    """Yield what cannot be as planned: ends before beginnings, steps that begin too early."""
    by_row = {step.row: step for step in plan.steps}
    for step in plan.steps:
        if step.start and step.end and step.end < step.start:
            yield f"Działanie {step.number}. „{step.name}” kończy się, zanim się zacznie."
        before = by_row.get(step.after) if step.after is not None else None
        if before and before.end and step.start and step.start <= before.end:
            yield (
                f"Działanie {step.number}. „{step.name}” zaczyna się, zanim skończy się"
                f" działanie {before.number}. „{before.name}”, na które czeka."
            )


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A step of the typical plan with its days; `after` is the position of another, from 0."""

    action: str
    stage: str
    owner: str
    start: date
    end: date
    result: str
    after: int | None


def typical_plan(
    steps: Iterable[TypicalStep], commissioning_type: str, first_day: date
) -> tuple[PlannedRow, ...]:
    """Return the typical plan of a type from its first day.

    A step that waits for another one begins after it, however long that takes.
    """
    own = [step for step in steps if step.is_for(commissioning_type)]
    rows: list[PlannedRow] = []
    positions: dict[str, int] = {}
    for step in own:
        start = first_day + step.week * WEEK
        row = PlannedRow(
            step.action,
            step.stage,
            step.owner,
            start,
            start + step.weeks * WEEK - DAY,
            step.result,
            positions.get(step.after),
        )
        if row.after is not None and row.start <= rows[row.after].end:
            delay = rows[row.after].end + DAY - row.start
            row = replace(row, start=row.start + delay, end=row.end + delay)
        positions[step.code] = len(rows)
        rows.append(row)
    return tuple(rows)
