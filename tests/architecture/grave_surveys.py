"""The grave buttons of surveys: who presses, about what, and the action behind it."""

from typing import Any

from contracting.surveys import actions

BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Badanie", "open"): ("clerk", "draft_survey", actions.open_survey),
    ("Badanie", "close"): ("clerk", "open_survey", actions.close_survey),
    ("Badanie", "withdraw"): ("clerk", "spare_survey", actions.withdraw_survey),
}
