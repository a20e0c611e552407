"""The history of an object, and the proof that nobody touched it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from mkus_portal.workflow.engine import procedure_of
from mkus_portal.workflow.models import MoveLog


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an object's history as a page shows it."""

    label: str
    target: str
    who: str
    role: str
    at: datetime
    note: str


def history(obj: models.Model) -> list[Line]:
    """Return the object's moves, newest first, in words."""
    labels = {move.name: move.label for move in procedure_of(obj).moves}
    states = dict(obj._meta.get_field("state").choices or ())  # type: ignore[union-attr] # noqa: SLF001 - Django's own
    return [
        Line(
            label=labels.get(line.move, line.move),
            target=str(states.get(line.target, line.target)),
            who=line.user.full_name if line.user else "portal",
            role=line.role,
            at=line.at,
            note=line.note,
        )
        for line in MoveLog.objects.of(obj).select_related("user").reverse()
    ]


def break_of(obj: models.Model) -> str:
    """Return where the history breaks, in words; empty when it is whole.

    Every line has to fit its hash and the line before, and the last one the state.
    """
    field = obj._meta.get_field("state")  # noqa: SLF001 - Django's own
    previous, state = "", field.get_default()  # type: ignore[union-attr]  # a column of the table
    for line in MoveLog.objects.of(obj).select_related("content_type"):
        if line.previous_hash != previous or line.hash != line.computed_hash():
            return f"wpis nr {line.pk}"
        previous, state = line.hash, line.target
    return "" if obj.state == state else "stan po ostatnim wpisie"  # type: ignore[attr-defined]  # every procedure's model has it


def is_unbroken(obj: models.Model) -> bool:
    """Whether nobody touched the history or the state past the engine."""
    return not break_of(obj)
