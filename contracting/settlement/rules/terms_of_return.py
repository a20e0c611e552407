"""Until when a grant comes back, and since when it bears interest (art. 251 and 252 UFP)."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracting.settlement.law import (
    FOUND,
    MISUSE_OFFSET,
    UNUSED,
    UNUSED_YEAR,
    accepted_day,
)
from contracting.settlement.models import Ground

YEAR_END = (12, 31)


@dataclass(frozen=True, slots=True)
class ReturnTerm:
    """The law's last day, the last day accepted (D29), the first day of interest."""

    due_on: date
    accepted_on: date
    interest_from: date


def term_of_use(costs_from: date, costs_to: date, transferred_on: date | None) -> date:
    """Return until when the grant could be used: never after its budget year (art. 251 ust. 1).

    The days are the contract's; in one of more years the grant of each year is that which was
    transferred in it, and what came before the first year is the first year's.
    """
    if transferred_on is None:
        return costs_to
    year = max(transferred_on.year, costs_from.year)
    return min(costs_to, date(year, *YEAR_END))


def return_term(
    ground: str, used_until: date, found_on: date, transferred_on: date | None
) -> ReturnTerm:
    """Return the days of a return. Raises ValueError as `interest_since` does."""
    last = last_day_of(ground, used_until, found_on)
    return ReturnTerm(last, accepted_day(last), interest_since(ground, last, transferred_on))


def last_day_of(ground: str, used_until: date, found_on: date) -> date:
    """Return the last day of the return.

    What is unused: 15 days after a term of use that is shorter than the year (D16), else 31 January
    (D17); on other grounds 15 days from the finding (D18).
    """
    if ground != Ground.UNUSED:
        return FOUND.last_day(found_on)
    if (used_until.month, used_until.day) == YEAR_END:
        return UNUSED_YEAR.last_day(used_until)
    return UNUSED.last_day(used_until)


def interest_since(ground: str, last_day: date, transferred_on: date | None) -> date:
    """Return the first day of interest: of a misused grant the day of its transfer.

    On other grounds the day after the term, moved off days free of work (art. 251 ust. 5, art. 252
    ust. 6). Raises ValueError for a misused grant without the day of its transfer.
    """
    if ground == Ground.MISUSED:
        if transferred_on is None:
            message = "a misused grant has the day of its transfer"
            raise ValueError(message)
        return transferred_on + timedelta(days=MISUSE_OFFSET.number_at(transferred_on))
    return accepted_day(last_day) + timedelta(days=1)
