"""The tables of this room."""

from contracting.calls.models.advice import CallAdvice
from contracting.calls.models.call import (
    LIMIT_FIELDS,
    NOT_ADVISING,
    PUBLIC_STATES,
    Call,
    CallTask,
    Limits,
    TaskSphere,
)
from contracting.calls.models.origin import CallOrigin, CallSource
from contracting.calls.models.pool import PoolEntry
from contracting.calls.models.record import (
    HALF,
    Announcement,
    Annulment,
    Criterion,
    PreviousTask,
    Publication,
    PublicVersion,
    Question,
)

__all__ = [
    "HALF",
    "LIMIT_FIELDS",
    "NOT_ADVISING",
    "PUBLIC_STATES",
    "Announcement",
    "Annulment",
    "Call",
    "CallAdvice",
    "CallOrigin",
    "CallSource",
    "CallTask",
    "Criterion",
    "Limits",
    "PoolEntry",
    "PreviousTask",
    "PublicVersion",
    "Publication",
    "Question",
    "TaskSphere",
]
