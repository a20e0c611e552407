"""The public pages of calls: read once per version of the content, right at every second.

A snapshot of all public calls and the pages made from it are kept in each worker under the token of
`PublicVersion`, so a visitor's request costs one small query; whether a call is open is computed at
the request's instant. Whatever changes a public page of a call lets the token grow.
"""

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from contracting.calls.models import Call, CallTask, PublicVersion, TaskSphere
from contracting.calls.rules import Phase, days_left, phase
from mkus_portal.act import WARSAW
from mkus_portal.folding import folded
from mkus_portal.web.shelf import Kept, Shelf, is_fresh, made

PER_PAGE = 50
COLUMNS = ("pk", "title", "year", "state", "opens_at")


@dataclass(frozen=True, slots=True)
class PublicCall:
    """A call as the public list shows it."""

    pk: int
    title: str
    words: str
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
        instants = (instant for one in self.calls for instant in (one.opens_at, one.deadline_at))
        return next_of(instants, at)


def next_of(instants: Iterable[datetime | None], at: datetime) -> datetime:
    """Return the nearest of the instants that are not past, else the coming midnight in Warsaw."""
    tomorrow = (at.astimezone(WARSAW) + timedelta(days=1)).date()
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=WARSAW)
    return min([midnight, *(one for one in instants if one is not None and one >= at)])


_snapshot: list[Snapshot] = []
_shelf = Shelf()


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


def _read() -> Iterable[PublicCall]:
    spheres: dict[int, set[str]] = {}
    rows = TaskSphere.objects.filter(task__call__in=Call.objects.public())
    for pk, code in rows.values_list("task__call", "code"):
        spheres.setdefault(pk, set()).add(code)
    calls = Call.objects.public().annotate(
        closes_at=Max(Coalesce("tasks__deadline_at", "deadline_at")), pool=Sum("tasks__pool")
    )
    tasks: dict[int, list[str]] = {}
    for pk, *texts in CallTask.objects.filter(call__in=Call.objects.public()).values_list(
        "call", "title", "description"
    ):
        tasks.setdefault(pk, []).extend(texts)
    for row in calls.values(*COLUMNS, "office__name", "office__code", "closes_at", "pool"):
        yield PublicCall(
            **{name: row[name] for name in COLUMNS},
            words=folded(" ".join((row["title"], row["office__name"], *tasks.get(row["pk"], ())))),
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
        tests.append(lambda one: all(word in one.words for word in words))
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


def kept_page(wanted: Hashable, token: str, at: datetime) -> Kept | None:
    """Return the page made before, if nothing has changed since; None to make it."""
    return _shelf.find(wanted, token, at)


def keep_list(wanted: Wanted, source: Snapshot, at: datetime, body: bytes) -> None:
    """Keep a page of the list until the next change of any call."""
    page = made(source.token, at, source.next_change(at), source.read_at, body)
    _shelf.keep(wanted, page)


def keep_call(call: Call, token: str, at: datetime, body: bytes) -> None:
    """Keep a call's own page until its opening, one of its deadlines or midnight."""
    deadlines = call.tasks.values_list("deadline_at", flat=True)
    until = next_of((call.opens_at, call.deadline_at, *deadlines), at)
    _shelf.keep(call.pk, made(token, at, until, time.monotonic(), body))
