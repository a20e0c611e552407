"""Codes and periods: pure calculation."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.text import slugify

from advisory.programmes.models import Assignment
from mkus_portal.folding import folded

CODE_LENGTH = 60
OFFICE_STAYS = "Urząd czyta już wpisy, dlatego się go nie zmienia."


def code_from(name: str) -> str:
    """Return a unit's code made from its name: `Kędzierzyn-Koźle` gives `kedzierzyn-kozle`."""
    return slugify(folded(name))[:CODE_LENGTH]


def next_code(taken: Collection[str]) -> str:
    """Return the first free adviser's code of the series d01, d02 and so on."""
    number = len(taken) + 1
    while f"d{number:02d}" in taken:
        number += 1
    return f"d{number:02d}"


def lasting(substitution: Assignment) -> tuple[date, date | None]:
    """Return the days of a substitution; the day on which it was ended is free for the next one."""
    last = substitution.valid_to
    if substitution.ended_at is not None and last is not None:
        last -= timedelta(days=1)
    return substitution.valid_from, last


def share_a_day(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two periods have a day in common; an end of None is never."""
    (begin, end), (other_begin, other_end) = first, second
    return (end is None or other_begin <= end) and (other_end is None or begin <= other_end)
