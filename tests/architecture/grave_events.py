"""The grave button of events: who presses, about what, and the action behind it."""

from typing import Any

from advisory.events import actions
from advisory.programmes.taking_part import move_unit
from advisory.reports.actions import freeze_report, freeze_unit_report

BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Wydarzenie programu", "cancel"): (
        "programme_coordinator",
        "spare_event",
        lambda act, obj: actions.cancel_event(act, obj, "Choroba trenera."),
    ),
    ("Udział jednostki w programie", "withdraw"): (
        "programme_coordinator",
        "chosen_unit",
        lambda act, obj: move_unit(act, obj, "withdraw", "Zmiana planów urzędu."),
    ),
    ("Raport jednostki", "freeze"): ("adviser", "spare_unit_report", freeze_unit_report),
    ("Sprawozdanie programu", "freeze"): (
        "programme_coordinator",
        "spare_programme_report",
        freeze_report,
    ),
}
