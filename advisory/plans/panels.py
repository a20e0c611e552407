"""What this room shows on a unit's and a programme's page."""

from typing import Any

from advisory.plans.models import PlanStep
from advisory.plans.permissions import may_follow, may_make, may_plan
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import may_look
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel

SHOWN = 3


def plan_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return how far the unit's plan is, what is late and what comes next."""
    unit: Unit = obj
    steps = list(PlanStep.objects.visible_to(act).filter(unit=unit))
    writes = bool(may_plan(act, unit))
    if not (steps or writes):
        return None
    waiting = [one for one in steps if one.done_on is None]
    return {
        "unit": unit,
        "whole": len(steps),
        "done": len(steps) - len(waiting),
        "late": sum(1 for one in waiting if one.is_late_on(act.day)),
        "coming": [(one, one.is_late_on(act.day)) for one in waiting[:SHOWN]],
        "making": None if steps else may_make(act, unit),
        "following": bool(may_follow(act, unit)),
    }


def plans_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the doors to the plans, the template and the load of advisers."""
    programme: Programme = obj
    return {"programme": programme} if may_look(act, programme) else None


PLAN = Panel("programme-unit-detail", "advisory/plans/_unit.html", plan_of, order=40)
PLANS = Panel("programme-detail", "advisory/plans/_programme.html", plans_of, order=30)
