"""Actual against target, and meetings that are due by a day: pure calculation."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an indicator is; `percent` is None where there is no target, or a target of zero."""

    value: Decimal
    target: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The value in percent of the target, a whole number, half-up."""
        if not self.target:
            return None
        return (self.value * HUNDRED / self.target).quantize(Decimal(1), ROUND_HALF_UP)

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached."""
        return self.target is not None and self.value >= self.target

    @property
    def missing(self) -> Decimal:
        """How much is missing to the target; 0 when nothing is."""
        return max((self.target or Decimal(0)) - self.value, Decimal(0))


def meetings_due_by(day: date, first: date, last: date, due: int) -> int:
    """Return how many of the meetings due in a period should have been held by the day.

    They are spread evenly over the days; parts of a meeting are not due yet.
    """
    if day < first or last < first:
        return 0
    whole = (last - first).days + 1
    gone = min((day - first).days + 1, whole)
    return due * gone // whole
