"""What waits for somebody, in parts by how near its term is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

TWO_WEEKS = timedelta(days=14)
LATE, SOON = "Po terminie", "Najbliższe dwa tygodnie"
WITHOUT_TERM, LATER = "Bez terminu", "Później"


def parts_of(duties: Iterable[Any], at: datetime) -> list[tuple[str, bool, list[Any]]]:
    """Return each part that has duties: its name, whether they are late, the duties as given.

    What has no term stands before what is due in months: it can be done today.
    """
    parts: dict[str, list[Any]] = {LATE: [], SOON: [], WITHOUT_TERM: [], LATER: []}
    for duty in duties:
        parts[_part_of(duty.due, at)].append(duty)
    return [(name, name == LATE, rows) for name, rows in parts.items() if rows]


def _part_of(due: datetime | None, at: datetime) -> str:
    if due is None:
        return WITHOUT_TERM
    if due < at:
        return LATE
    return SOON if due - at <= TWO_WEEKS else LATER
