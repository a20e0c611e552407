"""A task's scored offers with the money that stands beside them, read for pages and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.evaluation.models import Assessment, Evaluation, Scenario
from contracting.evaluation.rules.allocation import ZERO, Entry, Ranked, Rule, divide, ranking

State = Assessment.State
DIVIDED = (
    State.SCORED,
    State.AWARDED,
    State.RESERVE,
    State.NOT_AWARDED,
    State.ACCEPTED,
    State.RESIGNED,
)
HELD = (State.AWARDED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task, its pool and its scored offers in the order of points; `by_pk` finds an offer."""

    task: CallTask
    pool: Decimal | None
    min_points: Decimal | None
    min_grant: Decimal | None
    ranked: Sequence[Ranked]
    by_pk: Mapping[int, Assessment]

    @property
    def entries(self) -> list[Entry]:
        """The entries of the division."""
        return [one.entry for one in self.ranked]

    @property
    def requested(self) -> Decimal:
        """The sum of what the offers ask for."""
        return sum((one.requested for one in self.entries), ZERO)


def standing_of(evaluation: Evaluation, task: CallTask) -> TaskStanding:
    """Return the task's offers that have points; one query."""
    task.call = evaluation.call
    terms = terms_of(task)
    found = (
        evaluation.assessments.filter(offer__task=task, state__in=DIVIDED, points__isnull=False)
        .select_related("offer__organisation")
        .defer("offer__content")
    )
    by_pk = {one.pk: one for one in found}
    entries = [Entry(one.pk, one.points or ZERO, one.offer.grant or ZERO) for one in by_pk.values()]
    return TaskStanding(
        task, terms.pool, terms.min_points, terms.min_grant, ranking(entries), by_pk
    )


def rule_of(scenario: Scenario, standing: TaskStanding) -> Rule:
    """Return the scenario's rule; where it names no threshold the announced one holds."""
    threshold = scenario.min_points if scenario.min_points is not None else standing.min_points
    return Rule(
        cut=scenario.cut,
        min_points=threshold,
        max_share=scenario.max_share,
        max_grant=scenario.max_grant,
        min_grant=standing.min_grant,
        round_to=scenario.round_to,
    )


def amounts_of(scenario: Scenario, standing: TaskStanding) -> dict[int, Decimal]:
    """Return the amount of every offer: the typed one, else what the rule gives."""
    typed = {one.assessment_id: one.amount for one in scenario.amounts.all()}
    if scenario.cut == Scenario.Cut.TYPED:
        computed = dict.fromkeys((one.pk for one in standing.entries), ZERO)
    else:
        computed = divide(standing.entries, standing.pool, rule_of(scenario, standing))
    return computed | {pk: amount for pk, amount in typed.items() if pk in computed}


def goes_on_reserve(scenario: Scenario, standing: TaskStanding, entry: Entry) -> bool:
    """Whether an offer without money waits on the reserve list: it has reached the threshold."""
    rule = rule_of(scenario, standing)
    reached = rule.min_points is None or entry.points >= rule.min_points
    return scenario.with_reserve and reached


def held_of(evaluation: Evaluation, task: CallTask) -> Decimal:
    """Return the sum of the task's awards that stand."""
    rows = evaluation.assessments.filter(offer__task=task, state__in=HELD)
    return sum((one.awarded_grant or ZERO for one in rows.only("awarded_grant")), ZERO)
