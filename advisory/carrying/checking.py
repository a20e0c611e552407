"""Whether the lists fit each other and the programme: pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from advisory.carrying.sheets import (
    ASSIGNMENTS,
    CONSULTATIONS,
    EVENTS,
    EXPERTISES,
    Fault,
    Row,
    Sheet,
)
from advisory.consultations.rules import Span, overlap
from advisory.events.models import MOST_DAYS

ONE_DAY = timedelta(days=1)
Lists = Mapping[str, Sequence[Row]]


def unknown_codes(
    sheet: Sheet, rows: Iterable[Row], column: str, known: Collection[str]
) -> list[Fault]:
    """Return a fault for each code that nothing has; the column holds one code or several."""
    faults = []
    for row in rows:
        found = row.given[column]
        for code in found if isinstance(found, list) else [found]:
            if code not in known:
                said = f"w programie nie ma „{code}”."
                faults.append(Fault(sheet.file_name, row.place, column, said))
    return faults


def out_of_order(sheet: Sheet, rows: Iterable[Row], first: str, last: str) -> list[Fault]:
    """Return a fault for each row whose last day is before its first."""
    return [
        Fault(sheet.file_name, row.place, last, f"nie może być przed dniem w kolumnie {first}.")
        for row in rows
        if row.given[last] is not None and row.given[last] < row.given[first]
    ]


def faults_of_events(rows: Sequence[Row]) -> list[Fault]:
    """Return what cannot be true of events: days the wrong way round, or far too many."""
    faults = out_of_order(EVENTS, rows, "date_from", "date_to")
    for row in rows:
        if (row.given["date_to"] - row.given["date_from"]).days >= MOST_DAYS:
            said = f"wydarzenie trwa najwyżej {MOST_DAYS} dni."
            faults.append(Fault(EVENTS.file_name, row.place, "date_to", said))
    return faults


def faults_of_consultations(rows: Sequence[Row]) -> list[Fault]:
    """Return steps with a day and nothing to do."""
    return [
        Fault(CONSULTATIONS.file_name, row.place, "next_step", "napisz, co trzeba zrobić.")
        for row in rows
        if row.given["next_step_due"] and not row.given["next_step"]
    ]


def faults_of_assignments(rows: Sequence[Row]) -> list[Fault]:
    """Return assignments that end before they begin."""
    return out_of_order(ASSIGNMENTS, rows, "valid_from", "valid_to")


def faults_of_expertises(rows: Sequence[Row], limit: int) -> list[Fault]:
    """Return deliveries before the order, and every expertise of a unit above the limit."""
    faults = out_of_order(EXPERTISES, rows, "ordered_on", "delivered_on")
    counted: Counter[str] = Counter()
    for row in rows:
        unit = row.given["unit_code"]
        counted[unit] += 1
        if counted[unit] > limit:
            said = (
                f"jednostka „{unit}” może mieć najwyżej {limit} ekspertyz, to jest {counted[unit]}."
            )
            faults.append(Fault(EXPERTISES.file_name, row.place, "unit_code", said))
    return faults


def overlaps(rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each consultation that overlaps one of the same adviser.

    Such rows occur in real records, so they are warned of and never refused.
    """
    by_adviser: dict[str, list[Row]] = {}
    for row in rows:
        by_adviser.setdefault(row.given["adviser_code"], []).append(row)
    warnings = []
    for adviser, own in by_adviser.items():
        ordered = sorted(own, key=lambda row: (row.given["date"], row.place))
        for at, row in enumerate(ordered):
            later = _near(row, ordered[at + 1 :])
            warnings += [
                f"{CONSULTATIONS.file_name}, wiersze {row.place} i {other.place}:"
                f" konsultacje doradcy {adviser} nakładają się."
                for other in later
                if overlap(_span(row), _span(other)) or _same(row, other)
            ]
    return warnings


def _near(row: Row, later: Iterable[Row]) -> Iterable[Row]:
    for other in later:
        if other.given["date"] - row.given["date"] > ONE_DAY:
            return
        yield other


def _span(row: Row) -> Span:
    given = row.given
    return Span(given["date"], given["start"], given["hours"])


def _same(row: Row, other: Row) -> bool:
    """Whether two rows say the same of the same unit and day."""
    names = ("unit_code", "date", "start", "hours", "subject")
    said: list[tuple[Any, ...]] = [tuple(one.given[name] for name in names) for one in (row, other)]
    return said[0] == said[1]
