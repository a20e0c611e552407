"""Loading an analysis's plan of work: what was written, what is done, what the calendar has."""

from dataclasses import dataclass
from datetime import date

from contracting.analysis.content import filled, method_of
from contracting.analysis.models import Analysis, PlanTerm
from contracting.analysis.rules.answers import Filled
from contracting.analysis.rules.plan import WorkPlan, plan_of


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the plan has it now: the row, what it is, its name and day."""

    row: int
    kind: str
    label: str
    due: date


def work_plan(analysis: Analysis, found: Filled | None = None) -> WorkPlan:
    """Return the plan with what is done."""
    found = filled(analysis) if found is None else found
    places = method_of(analysis).report
    done = {
        term.row: term.done_on
        for term in analysis.plan_terms.exclude(done_on=None)
        if term.done_on is not None
    }
    return plan_of(found.rows.get(places.plan, ()), found.rows.get(places.milestones, ()), done)


def terms_of(plan: WorkPlan) -> tuple[Term, ...]:
    """Return what the calendar should have: every named step and milestone with its day."""
    steps = [
        Term(step.row, PlanTerm.Kind.STEP.value, step.name, step.end)
        for step in plan.steps
        if step.name and step.end is not None
    ]
    milestones = [
        Term(one.row, PlanTerm.Kind.MILESTONE.value, one.name, one.on)
        for one in plan.milestones
        if one.on is not None
    ]
    return (*steps, *milestones)


def differences(analysis: Analysis, plan: WorkPlan) -> int:
    """Return how many terms the calendar lacks, has otherwise, or has too many."""
    wanted = {(one.row, one.label, one.due) for one in terms_of(plan)}
    kept = set(
        PlanTerm.objects.running().filter(analysis=analysis).values_list("row", "label", "due")
    )
    return len({row for row, _, _ in wanted ^ kept})
