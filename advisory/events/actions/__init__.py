"""The verbs of this room."""

from advisory.events.actions.attending import (
    add_to_list,
    correct_participant,
    mark_list,
    mark_myself,
    register,
    remove_participant,
    resign,
)
from advisory.events.actions.evaluating import choose_evaluation, start_evaluation
from advisory.events.actions.planning import (
    announce_event,
    ask_for_document,
    cancel_event,
    change_day,
    change_event,
    count_people,
    hold_event,
    issue_certificates,
    plan_event,
)

__all__ = (
    "add_to_list",
    "announce_event",
    "ask_for_document",
    "cancel_event",
    "change_day",
    "change_event",
    "choose_evaluation",
    "correct_participant",
    "count_people",
    "hold_event",
    "issue_certificates",
    "mark_list",
    "mark_myself",
    "plan_event",
    "register",
    "remove_participant",
    "resign",
    "start_evaluation",
)
