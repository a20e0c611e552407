"""A unit's plan over time."""

from collections.abc import Sequence
from datetime import date

from advisory.plans.models import PlanStep
from mkus_portal.charts import Bar, Chart, gantt
from mkus_portal.web import wording


def plan_chart(steps: Sequence[PlanStep], begins: date | None, today: date) -> Chart:
    """Return the plan: each step from the term before it, the first from the agreement.

    A step has a term and no beginning of its own; a term before the agreement is one day long.
    """
    bars, since = [], begins
    for number, one in enumerate(steps, 1):
        start = min(since or one.due_on, one.due_on)
        bars.append(Bar(number, one.name, start, one.due_on, is_done=one.done_on is not None))
        since = one.due_on
    done = sum(1 for one in bars if one.is_done)
    late = sum(1 for one in steps if one.is_late_on(today))
    alt = f"Plan pracy: wykonano {done} z {len(bars)}, po terminie {late}."
    if bars:
        alt += f" Ostatni termin: {wording.day(bars[-1].end)}."
    title = "Plan pracy w czasie: paski kreskowane to kroki wykonane, pełne to kroki do zrobienia"
    return gantt(title, alt, bars, (), today)
