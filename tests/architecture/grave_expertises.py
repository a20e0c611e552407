"""The grave buttons of expertises: who presses, about what, and the action behind it."""

from typing import Any

from advisory.expertises import actions

BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Ekspertyza", "accept"): (
        "programme_coordinator",
        "delivered_expertise",
        actions.accept_expertise,
    ),
    ("Ekspertyza", "cancel"): (
        "clerk",
        "asked_expertise",
        lambda act, obj: actions.cancel_expertise(act, obj, "Zadanie wycofano."),
    ),
}
