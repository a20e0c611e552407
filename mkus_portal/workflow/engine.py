"""Moves: the only way in which a state changes.

A room writes its procedure as a table of moves. Buttons, the audit log and `docs/workflows.md` are
made from the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.verdict import ALLOWED, Refused, Verdict, insist, refused
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.models import MoveLog

__all__ = (
    "Move",
    "MoveRefused",
    "MoveTaken",
    "Offered",
    "Procedure",
    "Rule",
    "available",
    "insist",
    "perform",
    "procedure_of",
    "procedures",
    "register",
    "verdict_on",
)

MoveRefused = Refused
Rule = Callable[[Act, Any], Verdict]


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a procedure: from which states, to which, who may, under which conditions.

    `label` is the button; `question` is asked before the move is made (empty: no question);
    `grave` marks moves that cannot be taken back.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    permission: Rule
    conditions: tuple[Rule, ...] = ()
    question: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """The table of moves of one model; `states` gives the staff's and the public's name of each."""

    name: str
    model: type[models.Model]
    moves: tuple[Move, ...]
    public_states: tuple[str, ...] = ()

    def move(self, name: str) -> Move:
        """Return the move; raises KeyError when the table has none of that name."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Offered:
    """A move as a page shows it: on, or off with the reason."""

    move: Move
    verdict: Verdict


class MoveTaken(Overtaken):
    """Somebody was faster: the object has left the state in which the page showed it."""


_procedures: dict[type[models.Model], Procedure] = {}


def register(procedure: Procedure) -> None:
    """Make the procedure known; called from a room's `apps.py`."""
    _procedures[procedure.model] = procedure


def procedures() -> Iterator[Procedure]:
    """All registered procedures, in the order of their names."""
    return iter(sorted(_procedures.values(), key=lambda procedure: procedure.name))


def procedure_of(obj: models.Model) -> Procedure:
    """Return the procedure of the object's model."""
    return _procedures[type(obj)]


def verdict_on(act: Act, obj: models.Model, move: Move) -> Verdict:
    """Ask state, permission and every condition, in this order; the first refusal counts."""
    state: str = obj.state  # type: ignore[attr-defined]  # every procedure's model has a state
    if state not in move.sources:
        label = obj.get_state_display()  # type: ignore[attr-defined]  # made by Django
        return refused(f"W stanie „{label}” nie można tego zrobić.")
    for rule in (move.permission, *move.conditions):
        verdict = rule(act, obj)
        if not verdict:
            return verdict
    return ALLOWED


def available(act: Act, obj: models.Model) -> list[Offered]:
    """Return every move that starts in the object's state, with its verdict."""
    return [
        Offered(move, verdict_on(act, obj, move))
        for move in procedure_of(obj).moves
        if obj.state in move.sources  # type: ignore[attr-defined]  # see verdict_on
    ]


def perform(act: Act, obj: models.Model, name: str, *, note: str = "") -> MoveLog:
    """Make the move on the locked and re-read object; inside a transaction.

    Order: lock, re-read, state, permission, conditions, write, log. The caller's `obj` is
    refreshed, so unsaved changes of it are lost: change the object after the move.

    Raises MoveRefused with the reason, MoveTaken when the state has changed since `obj` was read.
    """
    if not connection.in_atomic_block:
        message = "perform() needs a transaction"
        raise RuntimeError(message)
    move = procedure_of(obj).move(name)
    seen: str = obj.state  # type: ignore[attr-defined]  # see verdict_on
    hold(obj)
    found: str = obj.state  # type: ignore[attr-defined]  # see verdict_on
    if found != seen and found not in move.sources:
        raise MoveTaken
    insist(verdict_on(act, obj, move))
    obj.state = move.target  # type: ignore[attr-defined]  # see verdict_on
    obj.save(update_fields=["state"])
    return MoveLog.objects.append(act, obj, move.name, found, move.target, note)
