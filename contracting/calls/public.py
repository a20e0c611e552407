"""The public list of calls: read once per version of the content, right at every second.

A snapshot of all public calls is kept in each worker under the token of `PublicVersion`, so a
request costs one small query; whether a call is open is computed anew at the request's instant.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from contracting.calls.models import Call, PublicVersion, TaskSphere
from contracting.calls.rules import Phase, days_left, folded, phase
from mkus_portal.act import WARSAW

MAX_AGE = 60.0  # seconds: names of offices change without a new version of the calls
MAX_PAGES = 256
PER_PAGE = 50
COLUMNS = ("pk", "title", "title_folded", "year", "state", "opens_at")


@dataclass(frozen=True, slots=True)
class PublicCall:
    """A call as the public list shows it."""

    pk: int
    title: str
    title_folded: str
    year: int
    state: str
    office: str
    office_code: str
    opens_at: datetime | None
    deadline_at: datetime | None
    pool: Decimal
    spheres: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked the list for; empty means everything."""

    text: str = ""
    office: str = ""
    sphere: str = ""
    phase: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All public calls under one token; `read_at` is the worker's own clock in seconds."""

    token: str
    read_at: float
    calls: tuple[PublicCall, ...]

    def offices(self) -> list[tuple[str, str]]:
        """Return code and name of every office that has a public call, by name."""
        return sorted({(one.office_code, one.office) for one in self.calls}, key=lambda row: row[1])

    def next_change(self, at: datetime) -> datetime:
        """Return the nearest opening, deadline or midnight: until then the list stays the same."""
        tomorrow = (at.astimezone(WARSAW) + timedelta(days=1)).date()
        midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=WARSAW)
        instants = (instant for one in self.calls for instant in (one.opens_at, one.deadline_at))
        return min([midnight, *(one for one in instants if one is not None and one >= at)])


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: good from `made_at` until `until` under its token."""

    token: str
    made_at: datetime
    until: datetime
    read_at: float
    body: bytes


_snapshot: list[Snapshot] = []
_pages: dict[Wanted, Kept] = {}


def snapshot() -> Snapshot:
    """Return the public calls of the version in force; one query when the worker knows it.

    The token is read before the rows: rows are never older than the token that they stand under.
    """
    token = PublicVersion.objects.current()
    if _snapshot and token and _snapshot[0].token == token and is_fresh(_snapshot[0].read_at):
        return _snapshot[0]
    found = Snapshot(token, time.monotonic(), tuple(_read()))
    _snapshot[:] = [found]
    return found


def is_fresh(read_at: float) -> bool:
    """Whether something read at that second of the worker's clock may still be shown."""
    return time.monotonic() - read_at < MAX_AGE


def _read() -> Iterable[PublicCall]:
    spheres: dict[int, set[str]] = {}
    rows = TaskSphere.objects.filter(task__call__in=Call.objects.public())
    for pk, code in rows.values_list("task__call", "code"):
        spheres.setdefault(pk, set()).add(code)
    calls = Call.objects.public().annotate(
        closes_at=Max(Coalesce("tasks__deadline_at", "deadline_at")), pool=Sum("tasks__pool")
    )
    for row in calls.values(*COLUMNS, "office__name", "office__code", "closes_at", "pool"):
        yield PublicCall(
            **{name: row[name] for name in COLUMNS},
            office=row["office__name"],
            office_code=row["office__code"],
            deadline_at=row["closes_at"],
            pool=row["pool"] or Decimal(0),
            spheres=frozenset(spheres.get(row["pk"], ())),
        )


def chosen(calls: Iterable[PublicCall], wanted: Wanted, at: datetime) -> list[PublicCall]:
    """Return the calls that the reader asked for, in the order asked for."""
    words = folded(wanted.text).split()
    tests: list[Callable[[PublicCall], bool]] = []
    if words:
        tests.append(lambda one: all(word in one.title_folded for word in words))
    if wanted.office:
        tests.append(lambda one: one.office_code == wanted.office)
    if wanted.sphere:
        tests.append(lambda one: wanted.sphere in one.spheres)
    if wanted.phase:
        tests.append(lambda one: phase(one, at) == wanted.phase)
    found = [one for one in calls if all(test(one) for test in tests)]
    return sorted(found, key=partial(_order, wanted.sort, at))


def _order(sort: str, at: datetime, one: PublicCall) -> tuple[float, ...]:
    """Return the sorting key: the pool, the newest, else open calls by their deadline first."""
    closes = one.deadline_at.timestamp() if one.deadline_at else 0.0
    opens = one.opens_at.timestamp() if one.opens_at else 0.0
    if sort == "pula":
        return (-float(one.pool), one.pk)
    if sort == "nowe":
        return (-opens, one.pk)
    if phase(one, at) is Phase.OPEN:
        return (0, closes, one.pk)
    return (1, -closes, one.pk)


def left(one: PublicCall, at: datetime) -> int | None:
    """Return the calendar days left to the deadline of an open call, else None."""
    if one.deadline_at is None or phase(one, at) is not Phase.OPEN:
        return None
    return days_left(one.deadline_at, at)


def kept_page(wanted: Wanted, token: str, at: datetime) -> bytes | None:
    """Return the page made before, if nothing has changed since; None to make it."""
    kept = _pages.get(wanted)
    if kept is None or not token or kept.token != token or not is_fresh(kept.read_at):
        return None
    return kept.body if kept.made_at <= at < kept.until else None


def keep_page(wanted: Wanted, source: Snapshot, at: datetime, body: bytes) -> None:
    """Keep the page until the next change; a full shelf is emptied."""
    if len(_pages) >= MAX_PAGES:
        _pages.clear()
    until = source.next_change(at)
    _pages[wanted] = Kept(source.token, at, until, source.read_at, body)
