"""What a month comes to: pure calculation over its consultations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from advisory.consultations.models import Consultation
from advisory.consultations.rules import total_hours

MONTHS = (
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
)
NEXT_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Sums:
    """Hours, meetings (visits), other consultations, people, the way there and back."""

    hours: Decimal
    meetings: int
    others: int
    people_office: int
    people_ngo: int
    people_elsewhere: int
    travel_km: int
    travel_minutes: int
    agreed: int
    entries: int
    agreed_hours: Decimal


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What the month comes to in one unit."""

    unit: str
    sums: Sums


def month_in_words(day: date) -> str:
    """Return the month of the day: `listopad 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def first_of_next(day: date) -> date:
    """Return the first day of the month after the one of the day."""
    return (day.replace(day=1) + NEXT_MONTH).replace(day=1)


def first_of_previous(day: date) -> date:
    """Return the first day of the month before the one of the day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def sums_of(entries: Iterable[Consultation]) -> Sums:
    """Return the sums over the entries."""
    found = list(entries)
    meetings = sum(one.form == Consultation.Form.VISIT for one in found)
    agreed = [one for one in found if one.state == Consultation.State.AGREED]
    return Sums(
        hours=total_hours(one.hours for one in found),
        meetings=meetings,
        others=len(found) - meetings,
        people_office=sum(one.people_office for one in found),
        people_ngo=sum(one.people_ngo for one in found),
        people_elsewhere=sum(one.people_university + one.people_other for one in found),
        travel_km=sum(one.travel_km for one in found),
        travel_minutes=sum(one.travel_minutes for one in found),
        agreed=len(agreed),
        entries=len(found),
        agreed_hours=total_hours(one.hours for one in agreed),
    )


def sums_by_unit(entries: Sequence[Consultation]) -> tuple[UnitSums, ...]:
    """Return the sums of each unit in the order of names; together they give the whole."""
    units = sorted({(one.unit.name, one.unit_id) for one in entries})
    return tuple(
        UnitSums(name, sums_of(one for one in entries if one.unit_id == pk)) for name, pk in units
    )
