"""The verbs of a draft: start it, save a place, work on rows, look back and restore."""

from mkus_portal.drafting.actions.history import history_of, restore
from mkus_portal.drafting.actions.rows import add_row, move_row, remove_row
from mkus_portal.drafting.actions.saving import save_field
from mkus_portal.drafting.actions.starting import lock_draft, start_draft, tie, together
from mkus_portal.drafting.outcome import Clash, Saved

__all__ = [
    "Clash",
    "Saved",
    "add_row",
    "history_of",
    "lock_draft",
    "move_row",
    "remove_row",
    "restore",
    "save_field",
    "start_draft",
    "tie",
    "together",
]
