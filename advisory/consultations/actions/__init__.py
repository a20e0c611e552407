"""Logging a consultation, sending it to the unit, agreeing, disputing, correcting, finishing."""

from advisory.consultations.actions.checking import (
    assignment_of,
    check_entry,
    hours_used,
    warnings_of,
)
from advisory.consultations.actions.correcting import (
    accept_correction,
    ask_for_correction,
    refuse_correction,
    withdraw_correction,
)
from advisory.consultations.actions.signing_off import (
    agree_consultation,
    ask_for_note,
    dispute_consultation,
    finish_step,
    open_step,
    send_consultation,
)
from advisory.consultations.actions.writing import (
    StaleEntry,
    Step,
    change_consultation,
    log_consultation,
    people_of,
)

__all__ = (
    "StaleEntry",
    "Step",
    "accept_correction",
    "agree_consultation",
    "ask_for_correction",
    "ask_for_note",
    "assignment_of",
    "change_consultation",
    "check_entry",
    "dispute_consultation",
    "finish_step",
    "hours_used",
    "log_consultation",
    "open_step",
    "people_of",
    "refuse_correction",
    "send_consultation",
    "warnings_of",
    "withdraw_correction",
)
