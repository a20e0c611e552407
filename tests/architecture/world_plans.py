"""The world's plans: a template, the plan of the advised unit, steps open and done."""

from datetime import date, timedelta
from typing import Any

from advisory.plans import actions
from advisory.programmes.actions import change_unit

SIGNED, WEEK = date(2026, 1, 7), timedelta(days=7)


def add_plans(world: Any) -> None:
    """Make them as the coordinator."""
    runs = world.act("programme_coordinator")
    programme, unit = world.things["programme"], world.things["advised_unit"]
    first = actions.add_template_step(
        runs,
        programme,
        name="Szkolenie",
        kind="event:office_training",
        whose="office",
        offset_days=90,
    )
    change_unit(runs, unit, agreement_signed_on=SIGNED, state="testing")
    actions.make_plan(runs, unit)
    change_unit(runs, unit, agreement_signed_on=SIGNED + WEEK)
    steps = {
        whose: actions.add_step(
            runs, unit, name=f"Krok: {whose}", kind="", whose=whose, due_on=date(2026, 12, 1)
        )
        for whose in ("office", "adviser", "coordinator")
    }
    done = actions.add_step(
        runs, unit, name="Ankieta", kind="", whose="office", due_on=date(2026, 3, 1)
    )
    actions.finish_step(runs, done, "Rozesłano w lutym.")
    world.things |= {
        "template_step": first,
        **{f"{whose}_plan_step": step for whose, step in steps.items()},
        "done_plan_step": done,
    }
