"""The verbs of this room."""

from contracting.surveys.actions.answering import submit
from contracting.surveys.actions.inviting import (
    invite,
    invite_sample,
    make_paper_links,
    new_tokens,
    remind,
)
from contracting.surveys.actions.running import close_survey, open_survey, withdraw_survey
from contracting.surveys.actions.writing import (
    add_question,
    copy_survey,
    edit_question,
    edit_survey,
    move_question,
    remove_question,
    start_survey,
)

__all__ = (
    "add_question",
    "close_survey",
    "copy_survey",
    "edit_question",
    "edit_survey",
    "invite",
    "invite_sample",
    "make_paper_links",
    "move_question",
    "new_tokens",
    "open_survey",
    "remind",
    "remove_question",
    "start_survey",
    "submit",
    "withdraw_survey",
)
