"""The grave button of a correction: who presses, about what, and the action behind it."""

from typing import Any

from advisory.consultations.actions import accept_correction

BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Poprawka konsultacji", "accept"): ("clerk", "asked_correction", accept_correction),
}
