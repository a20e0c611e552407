"""The verbs of a draft: start it, save a place, work on rows, look back and restore, talk."""

from mkus_portal.drafting.actions.history import history_of, restore
from mkus_portal.drafting.actions.presence import AFTER_OPENING, be_here, leave, sweep, who_is_here
from mkus_portal.drafting.actions.recording import note_changes, note_row
from mkus_portal.drafting.actions.rows import add_row, move_row, remove_row
from mkus_portal.drafting.actions.saving import save_field
from mkus_portal.drafting.actions.starting import lock_draft, start_draft, tie, together
from mkus_portal.drafting.actions.talking import (
    accept_proposal,
    change_comment,
    move_thread,
    open_thread,
    remove_comment,
    reply,
)
from mkus_portal.drafting.actions.telling import mark_read, write_of_comments
from mkus_portal.drafting.outcome import Clash, Saved

__all__ = [
    "AFTER_OPENING",
    "Clash",
    "Saved",
    "accept_proposal",
    "add_row",
    "be_here",
    "change_comment",
    "history_of",
    "leave",
    "lock_draft",
    "mark_read",
    "move_row",
    "move_thread",
    "note_changes",
    "note_row",
    "open_thread",
    "remove_comment",
    "remove_row",
    "reply",
    "restore",
    "save_field",
    "start_draft",
    "sweep",
    "tie",
    "together",
    "who_is_here",
    "write_of_comments",
]
