"""The grave button of events: who presses, about what, and the action behind it."""

from typing import Any

from advisory.events import actions
from advisory.programmes.taking_part import move_unit

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
}
