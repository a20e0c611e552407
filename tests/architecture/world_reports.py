"""The world's reports: of the unit and of the programme, being written and frozen."""

from datetime import date
from typing import Any

from advisory.reports import actions
from tests.clock import NOW

FIRST, LAST = date(2026, 1, 7), NOW.date()


def add_unit_reports(world: Any) -> None:
    """Make them as the coordinator; one of each kind is spare, for who presses at once."""
    runs = world.act("programme_coordinator")
    unit, programme = world.things["advised_unit"], world.things["programme"]
    for name in ("draft", "spare", "frozen"):
        world.things[f"{name}_unit_report"] = actions.begin_unit_report(
            runs, unit, first_day=FIRST, last_day=LAST, effects="Jeden standard świetlic."
        )
    actions.freeze_unit_report(runs, world.things["frozen_unit_report"])
    for name in ("spare", "frozen"):
        world.things[f"{name}_programme_report"] = actions.begin_report(
            runs, programme, last_day=LAST, risks="Mało organizacji."
        )
    actions.freeze_report(runs, world.things["frozen_programme_report"])
