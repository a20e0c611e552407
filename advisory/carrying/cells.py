"""What stands in one cell of a list: pure readers that say in words what they cannot read."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from advisory.consultations.rules import is_half_hours

CODE = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_-]*")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ISO_HOUR = re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII)
PLAIN = re.compile(r"\d{1,7}(\.\d{1,6})?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
MOST_HOURS = Decimal(24)
MOST_PEOPLE = 9999
Reader = Callable[[str], Any]


class Unread(ValueError):  # noqa: N818 - the cell's fault, said in words
    """A cell that cannot be read; its text is the sentence for the person."""


def text(longest: int, *, needed: bool = False) -> Reader:
    """Read words up to a length."""

    def read(cell: str) -> str:
        if needed and not cell:
            message = "wpisz, tego brakuje."
            raise Unread(message)
        if len(cell) > longest:
            message = f"najwyżej {longest} znaków."
            raise Unread(message)
        return cell

    return read


def code(longest: int) -> Reader:
    """Read a code: letters, digits, hyphens."""

    def read(cell: str) -> str:
        if not CODE.fullmatch(cell) or len(cell) > longest:
            message = f"kod ma litery bez polskich znaków, cyfry i łączniki, najwyżej {longest}."
            raise Unread(message)
        return cell

    return read


def codes(longest: int) -> Reader:
    """Read codes parted by semicolons; none is an empty list."""
    one = code(longest)

    def read(cell: str) -> list[str]:
        parts = [part.strip() for part in cell.split(";") if part.strip()]
        return list(dict.fromkeys(one(part) for part in parts))

    return read


def choice(labels: Mapping[str, str]) -> Reader:
    """Read one of the words."""

    def read(cell: str) -> str:
        if cell not in labels:
            message = f"„{cell}” nie pasuje; dozwolone: {', '.join(labels)}."
            raise Unread(message)
        return cell

    return read


def day(cell: str) -> date:
    """Read a day as ISO writes it. Raises Unread."""
    if ISO_DAY.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
    message = "podaj dzień jako rrrr-mm-dd, np. 2014-01-27."
    raise Unread(message)


def day_or_none(cell: str) -> date | None:
    """Read a day, or nothing. Raises Unread."""
    return day(cell) if cell else None


def hour_or_none(cell: str) -> time | None:
    """Read an hour, or nothing. Raises Unread."""
    if not cell:
        return None
    if ISO_HOUR.fullmatch(cell):
        try:
            return time.fromisoformat(cell)
        except ValueError:
            pass
    message = "podaj godzinę jako gg:mm, np. 09:30."
    raise Unread(message)


def whole(most: int, what: str) -> Reader:
    """Read a whole number up to a bound; an empty cell is none."""

    def read(cell: str) -> int:
        if not cell:
            return 0
        if WHOLE.fullmatch(cell) and int(cell) <= most:
            return int(cell)
        message = f"podaj {what} od 0 do {most}."
        raise Unread(message)

    return read


people = whole(MOST_PEOPLE, "liczbę osób")


def hours(cell: str) -> Decimal:
    """Read hours of a consultation, halves from 0.5 to 24. Raises Unread."""
    found = _decimal(cell)
    if found is None or not 0 < found <= MOST_HOURS or not is_half_hours(found):
        message = "podaj godziny co pół, od 0.5 do 24, np. 1.5."
        raise Unread(message)
    return found


def hours_limit(cell: str) -> Decimal:
    """Read a limit of hours with at most one decimal place. Raises Unread."""
    found = _decimal(cell)
    if found is None or found > 99999 or found != found.quantize(Decimal("0.1")):  # noqa: PLR2004 - the column
        message = "podaj limit godzin, np. 120."
        raise Unread(message)
    return found


def _decimal(cell: str) -> Decimal | None:
    plain = cell.replace(",", ".")
    return Decimal(plain) if PLAIN.fullmatch(plain) else None


def yes_no(cell: str) -> bool:
    """Read yes or no; an empty cell is no. Raises Unread."""
    if cell in {"yes", "no", ""}:
        return cell == "yes"
    message = "wpisz yes albo no."
    raise Unread(message)
