"""The grave button of sharing: who presses, about what, and the action behind it."""

from typing import Any

from contracting.analysis import sharing_actions as actions

BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Udostępnienie analizy", "share"): ("coordinator", "prepared_copy", actions.share_analysis),
}
