"""How much advisers have to do: by assignment and by adviser, summed up by the database.

Whatever the number of units and consultations, the figures cost the same few queries. An entry
counts towards the assignment in whose days the adviser held it; one held as a substitute, towards
the assignment of the adviser replaced.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Sum, When

from advisory.consultations.models import Consultation, NextStep
from advisory.events.models import Event
from advisory.plans.models import PlanStep
from advisory.programmes.models import Assignment, Programme
from advisory.reports.rules import first_of_previous
from mkus_portal.act import Act

ZERO = Decimal(0)
SILENCE = timedelta(days=60)
State = Consultation.State
TOGETHER = "unit__assignments__"
STEP, ENTRY_STEP, EVENT = "krok planu", "krok po konsultacji", "wydarzenie"


@dataclass(slots=True)
class Sums:
    """What the entries of an assignment come to."""

    hours: Decimal = ZERO
    agreed: Decimal = ZERO
    substituted: Decimal = ZERO
    month: Decimal = ZERO
    quarter: Decimal = ZERO
    meetings: int = 0
    drafts: int = 0
    last: date | None = None
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """What comes next in a unit: the day and what it is."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class Load:
    """One assignment with its figures."""

    assignment: Assignment
    sums: Sums
    due: int
    units: int
    term: Term | None
    day: date

    @property
    def is_over(self) -> bool:
        """Whether more hours are logged than the limit has."""
        return self.sums.hours > self.assignment.hours_limit

    @property
    def is_silent(self) -> bool:
        """Whether nobody met or wrote for sixty days, in an assignment that runs so long."""
        since = self.sums.last or self.assignment.valid_from
        return self.day - since >= SILENCE


@dataclass(slots=True)
class AdviserLoad:
    """One adviser with the sums of their assignments."""

    pk: int
    name: str
    units: int
    hours: Decimal = ZERO
    agreed: Decimal = ZERO
    limit: Decimal = ZERO
    month: Decimal = ZERO
    quarter: Decimal = ZERO
    meetings: int = 0
    due: int = 0
    overdue: int = 0
    drafts: int = 0
    silent: int = 0
    over: int = 0

    def add(self, one: Load) -> None:
        """Add an assignment."""
        sums = one.sums
        self.hours += sums.hours
        self.agreed += sums.agreed
        self.limit += one.assignment.hours_limit
        self.month += sums.month
        self.quarter += sums.quarter
        self.meetings += sums.meetings
        self.due += one.due
        self.overdue += sums.overdue
        self.drafts += sums.drafts
        self.silent += one.is_silent
        self.over += one.is_over


def first_of_quarter(day: date) -> date:
    """Return the first day of the three months that end with the day's own."""
    return first_of_previous(first_of_previous(day.replace(day=1)))


def load_of(act: Act, programme: Programme, assignments: QuerySet[Assignment]) -> list[Load]:
    """Return the figures of the assignments; substitutions stand in those of the one replaced."""
    sums = _sums(programme, act)
    terms = _terms(programme, act.day)
    units = _units(programme, act)
    rows = assignments.select_related("adviser", "unit").order_by(
        "adviser__full_name", "unit__name", "pk"
    )
    return [
        Load(
            one,
            sums.get(one.pk) or Sums(),
            programme.meetings_due,
            units.get(one.adviser_id, 0),
            terms.get(one.unit_id),
            act.day,
        )
        for one in rows
    ]


def by_adviser(rows: Iterable[Load]) -> list[AdviserLoad]:
    """Return the sums of each adviser, in the order of the rows."""
    found: dict[int, AdviserLoad] = {}
    for one in rows:
        adviser = one.assignment.adviser
        if adviser.pk not in found:
            found[adviser.pk] = AdviserLoad(adviser.pk, adviser.full_name, one.units)
        found[adviser.pk].add(one)
    return list(found.values())


def _counted(programme: Programme) -> QuerySet[Any]:
    """Return the entries, each with the assignment `root` towards which it counts."""
    rows = Consultation.objects.filter(
        Q(unit__assignments__valid_to__isnull=True)
        | Q(unit__assignments__valid_to__gte=F("held_on")),
        unit__programme=programme,
        unit__assignments__adviser=F("adviser"),
        unit__assignments__valid_from__lte=F("held_on"),
    )
    return rows.order_by().annotate(
        root=Case(
            When(**{f"{TOGETHER}is_substitution": True}, then=F(f"{TOGETHER}predecessor")),
            default=F(f"{TOGETHER}pk"),
        )
    )


def _sums(programme: Programme, act: Act) -> dict[int, Sums]:
    """Return the sums by assignment: one query over all entries, one over those that wait long."""
    entries: Any = _counted(programme)
    day = act.day
    found: dict[int, Sums] = defaultdict(Sums)
    summed = entries.values_list("root").annotate(
        all_hours=Sum("hours"),
        agreed=Sum("hours", filter=Q(state=State.AGREED), default=ZERO),
        instead=Sum("hours", filter=Q(**{f"{TOGETHER}is_substitution": True}), default=ZERO),
        month=Sum("hours", filter=Q(held_on__gte=day.replace(day=1)), default=ZERO),
        quarter=Sum("hours", filter=Q(held_on__gte=first_of_quarter(day)), default=ZERO),
        visits=Count("pk", filter=Q(form=Consultation.Form.VISIT)),
        drafts=Count("pk", filter=Q(state=State.DRAFT)),
        last=Max("held_on"),
    )
    for root, *figures in summed:
        found[root] = Sums(*figures)
    waiting = entries.waiting_long(act.at)
    for root, count in waiting.values_list("root").annotate(Count("pk")):
        found[root].overdue = count
    return found


def _units(programme: Programme, act: Act) -> dict[int, int]:
    """Return in how many units each adviser works now, substitutions included."""
    rows = Assignment.objects.in_force(act).filter(unit__programme=programme).order_by()
    return dict(rows.values_list("adviser").annotate(Count("unit", distinct=True)))


def _terms(programme: Programme, day: date) -> dict[int, Term]:
    """Return the nearest open step or planned event of each unit; three queries."""
    steps = PlanStep.objects.open().filter(unit__programme=programme).order_by()
    agreed = NextStep.objects.filter(
        consultation__unit__programme=programme,
        consultation__state=State.AGREED,
        done_at=None,
        due__isnull=False,
    ).order_by()
    events = Event.objects.filter(
        programme=programme,
        state__in=(Event.State.PLANNED, Event.State.ANNOUNCED),
        starts_on__gte=day,
        units__isnull=False,
    ).order_by()
    found: dict[int, Term] = {}
    for kind, rows in (
        (STEP, steps.values_list("unit").annotate(Min("due_on"))),
        (ENTRY_STEP, agreed.values_list("consultation__unit").annotate(Min("due"))),
        (EVENT, events.values_list("units").annotate(Min("starts_on"))),
    ):
        for unit, first in rows:
            if unit not in found or first < found[unit].day:
                found[unit] = Term(first, kind)
    return found
