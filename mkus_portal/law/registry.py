"""A legal number is a description, a unit, a citation and its values by date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from mkus_portal.law.working_days import add_working_days

Value = int | Decimal | None


class Unit(StrEnum):
    """What a parameter's value counts."""

    PLN = "zł"
    DAYS = "dni"
    YEARS = "lata"
    SHARE = "udział"
    COUNT = "liczba"
    SWITCH = "tak albo nie"


Rows = dict[date, Decimal | None]
_remembered: ContextVar[dict[str, Rows] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Read the operator's rows of each parameter once inside: for lists with a term in each row."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def _rows_of(key: str) -> Rows:
    from mkus_portal.law.models import ParameterValue  # noqa: PLC0415 - models load after rooms' law

    known = _remembered.get()
    if known is None:
        return ParameterValue.objects.rows_of(key)
    if key not in known:
        known[key] = ParameterValue.objects.rows_of(key)
    return known[key]


class NotInForceError(LookupError):
    """No value of the parameter was in force on the day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number set by law, dated and cited; `None` as a value means "no limit any more".

    `sure` is false for facts that a lawyer has still to confirm. An operator may add a dated, cited
    row (`ParameterValue`) without a release; it wins over the values written here.
    """

    key: str
    label: str
    unit: Unit
    cite: str
    values: Mapping[date, Value]
    sure: bool = True

    def at(self, day: date) -> Value:
        """Return the value in force on the day. Raises NotInForceError before the first one."""
        found = dict(self.values) | _rows_of(self.key)
        dates = [since for since in found if since <= day]
        if not dates:
            message = f"{self.key}: brak wartości na dzień {day:%d.%m.%Y}"
            raise NotInForceError(message)
        return found[max(dates)]

    def between(self, first: date, last: date) -> tuple[tuple[date, Value], ...]:
        """Return the values in force between two days as (since, value).

        The first one is since `first`. Raises NotInForceError when none was in force on that day.
        """
        found = dict(self.values) | _rows_of(self.key)
        later = sorted(since for since in found if first < since <= last)
        return ((first, self.at(first)), *((since, found[since]) for since in later))

    def number_at(self, day: date) -> int:
        """Return the value as a whole number. Raises NotInForceError when there is none."""
        value = self.at(day)
        if value is None:
            message = f"{self.key}: bez ograniczenia na dzień {day:%d.%m.%Y}"
            raise NotInForceError(message)
        return int(value)


class Counting(StrEnum):
    """How a term is counted."""

    CALENDAR = "dni kalendarzowe"
    WORKING = "dni robocze"
    MONTHS = "miesiące"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A statutory term: from an event, so many days, months or working days (table D01–D29)."""

    code: str
    label: str
    length: Parameter
    counting: Counting
    cite: str

    def last_day(self, since: date) -> date:
        """Return the last day of the term; the day of the event is not counted."""
        length = self.length.number_at(since)
        if self.counting is Counting.WORKING:
            return add_working_days(since, length)
        if self.counting is Counting.MONTHS:
            return _months_later(since, length)
        return since + timedelta(days=length)


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day (KPA art. 57 § 3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return min(date(year, month + 1, min(day.day, last.day)), last)


@dataclass(slots=True)
class Register:
    """All parameters and deadlines, for the pages and for `docs/law.md`."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    deadlines: dict[str, Deadline] = field(default_factory=dict)

    def add(self, *entries: Parameter | Deadline) -> None:
        """Make entries known; called from a room's `apps.py`.

        Raises ValueError for a key that is used twice.
        """
        for entry in entries:
            if isinstance(entry, Parameter):
                known: dict[str, Parameter] | dict[str, Deadline] = self.parameters
                key = entry.key
            else:
                known, key = self.deadlines, entry.code
            if key in known and known[key] is not entry:
                raise ValueError(key)
            known[key] = entry  # type: ignore[assignment]  # the branch above pairs them


register = Register()
