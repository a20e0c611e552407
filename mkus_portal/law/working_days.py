"""Days off work in Poland and counting in working days (D28; Saturdays do not count)."""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
CHRISTMAS_EVE_FREE_SINCE = 2025


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Return the statutory holidays of a year; 24 December is one of them since 2025 (D28)."""
    days = set(holidays.country_holidays("PL", years=year))
    if year >= CHRISTMAS_EVE_FREE_SINCE:
        days.add(date(year, 12, 24))
    return frozenset(days)


def is_working_day(day: date) -> bool:
    """Whether offices work on the day: not a Saturday, a Sunday or a holiday."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


def add_working_days(day: date, count: int) -> date:
    """Return the day `count` working days after `day`; `day` itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """Return `day` itself, or the next working one (KPA art. 57 § 4, D29)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
