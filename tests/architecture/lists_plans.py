"""How one more row of the lists of plans, steps and the template comes about."""

from itertools import count
from typing import Any

from advisory.plans import actions
from tests.advisory import factories as advisory
from tests.advisory.factories import SINCE

_numbers = count(1)


def add_planned(people: Any) -> Any:
    """One more unit with a plan of one step."""
    number = next(_numbers)
    unit = advisory.make_unit(
        people.things["programme"], f"plan-{number}", f"Gmina {number}", agreement_signed_on=SINCE
    )
    add_to(people, unit)
    return unit


def add_to(people: Any, unit: Any) -> None:
    """One more step of the unit's plan, for which there is a visit."""
    actions.add_step(
        people.act("programme_coordinator"),
        unit,
        name=f"Wizyta {next(_numbers)}",
        kind="consultation:visit",
        whose="adviser",
        due_on=SINCE,
    )


def add_step(people: Any) -> None:
    """One more step of the one unit."""
    if "planned_unit" not in people.things:
        people.things["planned_unit"] = add_planned(people)
        return
    add_to(people, people.things["planned_unit"])


def add_template_step(people: Any) -> None:
    """One more step of the template."""
    actions.add_template_step(
        people.act("programme_coordinator"),
        people.things["programme"],
        name=f"Krok {next(_numbers)}",
        kind="",
        whose="office",
        offset_days=10,
    )


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "plan-list": ("programme_coordinator", add_planned, "programme"),
    "plan-template": ("programme_coordinator", add_template_step, "programme"),
    "unit-plan": ("programme_coordinator", add_step, "planned_unit"),
}
