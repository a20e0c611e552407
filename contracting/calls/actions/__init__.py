"""The verbs of this room: one transaction each, everything from their arguments."""

from contracting.calls.actions.advising import accept_advice, ask_for_advice, withdraw_advice
from contracting.calls.actions.asking import answer_question, ask_question
from contracting.calls.actions.criteria import add_criterion, edit_criterion, remove_criterion
from contracting.calls.actions.deciding import (
    annul_call,
    approve_call,
    cancel_call,
    return_call,
    send_to_approve,
)
from contracting.calls.actions.drawing import Wish, draw_call
from contracting.calls.actions.pool import post_pool_entry
from contracting.calls.actions.preparing import (
    add_previous_task,
    add_task,
    create_call,
    edit_call,
    edit_previous_task,
    edit_task,
    remove_previous_task,
    remove_task,
)
from contracting.calls.actions.publishing import record_publication

__all__ = [
    "Wish",
    "accept_advice",
    "add_criterion",
    "add_previous_task",
    "add_task",
    "annul_call",
    "answer_question",
    "approve_call",
    "ask_for_advice",
    "ask_question",
    "cancel_call",
    "create_call",
    "draw_call",
    "edit_call",
    "edit_criterion",
    "edit_previous_task",
    "edit_task",
    "post_pool_entry",
    "record_publication",
    "remove_criterion",
    "remove_previous_task",
    "remove_task",
    "return_call",
    "send_to_approve",
    "withdraw_advice",
]
