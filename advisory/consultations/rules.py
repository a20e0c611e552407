"""Hours, overlaps and limits of consultations: pure calculation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

STEP = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time that an adviser gave to somebody; `start` None when no hour was noted."""

    day: date
    start: time | None
    hours: Decimal

    def bounds(self) -> tuple[datetime, datetime] | None:
        """Return its first and last instant, local; None when the hour is not known."""
        if self.start is None:
            return None
        begin = datetime.combine(self.day, self.start)
        return begin, begin + timedelta(minutes=int(self.hours * 60))


def overlap(one: Span, other: Span) -> bool:
    """Whether two consultations of one adviser share any time; equal ones do."""
    first, second = one.bounds(), other.bounds()
    if first is None or second is None:
        return False
    return first[0] < second[1] and second[0] < first[1]


def is_half_hours(hours: Decimal) -> bool:
    """Whether hours come in steps of one half."""
    return hours % STEP == 0


def over_limit(used: Decimal, limit: Decimal) -> Decimal:
    """Return by how many hours the limit is passed; 0 when it is not."""
    return max(used - limit, Decimal(0))


def total_hours(hours: Iterable[Decimal]) -> Decimal:
    """Return the sum of hours."""
    return sum(hours, Decimal(0))


def hours_in_words(hours: Decimal) -> str:
    """Return hours as Polish writes them: `1,5 h`, `12 h`."""
    text = f"{hours:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text.replace('.', ',')} h"


def minutes_in_words(minutes: int) -> str:
    """Return a time as people say it: `1 h 15 min`, `45 min`, `2 h`; empty for none."""
    whole, rest = divmod(minutes, 60)
    return " ".join(
        one for one in (f"{whole} h" if whole else "", f"{rest} min" if rest else "") if one
    )


def travel_in_words(km: int, minutes: int) -> str:
    """Return the way in kilometres and time: `45 km, 1 h 15 min`; empty when there was none."""
    return ", ".join(one for one in (f"{km} km" if km else "", minutes_in_words(minutes)) if one)
