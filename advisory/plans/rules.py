"""Days of steps, and which record fits which step: pure calculation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WARNED_BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may fulfil a step: in which column it is kept, its key, day and name."""

    column: str
    pk: int
    day: date
    label: str
    url: str = ""


def due_from(agreement: date, offset: int) -> date:
    """Return the day of a step so many days after the agreement."""
    return agreement + timedelta(days=offset)


def moved(due: date, counted_from: date, agreement: date) -> date:
    """Return the term that keeps its distance from the agreement when that has another day."""
    return due + (agreement - counted_from)


def is_due_soon(due: date, day: date) -> bool:
    """Whether a step waits for its people on the day: fourteen days before its term or later."""
    return due - WARNED_BEFORE <= day


def proposals(
    steps: Sequence[tuple[int, str]], records: Mapping[str, Sequence[Found]]
) -> dict[int, Found]:
    """Return for each open step (its key, its kind) the first record that no other step takes.

    Steps come by their terms, records by their days, so the first visit goes to the first step.
    """
    taken: set[tuple[str, int]] = set()
    found = {}
    for key, kind in steps:
        free = (one for one in records.get(kind, ()) if (one.column, one.pk) not in taken)
        record = next(free, None)
        if record is None:
            continue
        found[key] = record
        if record.column != "analysis":
            taken.add((record.column, record.pk))
    return found
