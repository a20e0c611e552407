"""What a programme comes to on a day: every figure from records, in a handful of queries.

Definitions: the programme's data format (`import_programme`). A meeting is a consultation of form
`visit`; people of an event are office + organisations + universities + others, registered ones by
their presence; `congress_1` is the congress that began first. An event counts once it was held.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from advisory.consultations.models import Consultation
from advisory.events.models import SECTOR_COLUMNS, Event, Participant
from advisory.expertises.models import Expertise
from advisory.programmes.models import Programme, Unit
from contracting.analysis.models import CommissioningType

ZERO = Decimal(0)
People = Mapping[str, int]
NOBODY: People = dict.fromkeys(SECTOR_COLUMNS, 0)


@dataclass(frozen=True, slots=True)
class EventSums:
    """The events of one kind: how many, and their people by sector."""

    count: int = 0
    people: People = field(default_factory=lambda: dict(NOBODY))

    @property
    def total(self) -> int:
        """All four columns together."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a programme's indicators and reports read."""

    units: Mapping[str, int]
    units_by_type: Mapping[str, int]
    hours: Decimal
    hours_gminas: Decimal
    meetings: int
    others: int
    hours_by_adviser: Mapping[str, Decimal]
    events: Mapping[str, EventSums]
    two_day_trainings: int
    first_congress: EventSums
    expertises_by_kind: Mapping[str, int]

    @property
    def testing_units(self) -> int:
        """Units of every kind."""
        return sum(self.units.values())

    @property
    def expertises(self) -> int:
        """Expertises of every kind."""
        return sum(self.expertises_by_kind.values())


def units_until(programme: Programme, until: date | None) -> QuerySet[Unit]:
    """Return the units of the programme, with a day those whose agreement was signed by it."""
    rows = Unit.objects.filter(programme=programme).taking_part()
    return rows if until is None else rows.filter(agreement_signed_on__lte=until)


def consultations_until(programme: Programme, until: date | None) -> QuerySet[Consultation]:
    """Return the consultations held by the day."""
    rows = Consultation.objects.filter(unit__programme=programme)
    return rows if until is None else rows.filter(held_on__lte=until)


def events_until(programme: Programme, until: date | None) -> QuerySet[Event]:
    """Return the events that were held by the day."""
    rows = Event.objects.filter(programme=programme, state=Event.State.HELD)
    return rows if until is None else rows.filter(ends_on__lte=until)


def expertises_until(programme: Programme, until: date | None) -> QuerySet[Expertise]:
    """Return the expertises ordered by the day, delivered or not; cancelled ones do not count."""
    rows = Expertise.objects.filter(unit__programme=programme).counted()
    return rows if until is None else rows.filter(ordered_on__lte=until)


def two_day(events: QuerySet[Event]) -> QuerySet[Event]:
    """Return the trainings for offices that last two days."""
    trainings = events.filter(kind=Event.Kind.OFFICE_TRAINING)
    counted = trainings.annotate(day_count=Count("days", distinct=True))
    return counted.filter(day_count=2)


def first_congress(events: QuerySet[Event]) -> QuerySet[Event]:
    """Return the congress that began first, as a queryset of at most one."""
    congresses = events.filter(kind=Event.Kind.CONGRESS).order_by("starts_on", "pk")
    return events.filter(pk__in=list(congresses.values_list("pk", flat=True)[:1]))


def figures_of(programme: Programme, until: date | None = None) -> Figures:
    """Return the programme's figures; with a day as they stood at its end."""
    entries = consultations_until(programme, until)
    sums = _hours(entries)
    events = events_until(programme, until)
    kinds = expertises_until(programme, until).order_by().values_list("kind")
    units = units_until(programme, until).order_by()
    return Figures(
        units=_all_keys(Unit.Kind.values, units.values_list("kind").annotate(Count("pk"))),
        units_by_type=_all_keys(
            CommissioningType.values, units.values_list("commissioning_type").annotate(Count("pk"))
        ),
        hours=sums["all_hours"] or ZERO,
        hours_gminas=sums["gminas"] or ZERO,
        meetings=sums["meetings"],
        others=sums["others"],
        hours_by_adviser=_hours_by_adviser(entries),
        events=_by_kind(events),
        two_day_trainings=two_day(events).count(),
        first_congress=_by_kind(first_congress(events))[Event.Kind.CONGRESS],
        expertises_by_kind=_all_keys(Expertise.Kind.values, kinds.annotate(Count("pk"))),
    )


def _all_keys(keys: list[str], counted: Any) -> dict[str, int]:  # noqa: ANN401 - pairs of a queryset
    return {**dict.fromkeys(keys, 0), **dict(counted)}


def _hours(entries: QuerySet[Consultation]) -> dict[str, Any]:
    gminas = Q(unit__kind=Unit.Kind.GMINA)
    visits = Q(form=Consultation.Form.VISIT)
    return entries.aggregate(
        all_hours=Sum("hours"),
        gminas=Sum("hours", filter=gminas),
        meetings=Count("pk", filter=visits),
        others=Count("pk", filter=~visits),
    )


def _hours_by_adviser(entries: QuerySet[Consultation]) -> dict[str, Decimal]:
    rows = entries.order_by("adviser__code").values_list("adviser__code").annotate(Sum("hours"))
    return dict(rows)


def _by_kind(events: QuerySet[Event]) -> dict[str, EventSums]:
    """Return the sums of every kind; of a kind that has no event they are zero. Two queries."""
    columns = {sector: Sum(column) for sector, column in SECTOR_COLUMNS.items()}
    counted: Any = events.order_by().values("kind").annotate(count=Count("pk"), **columns)
    found = {
        row["kind"]: (row["count"], {sector: row[sector] or 0 for sector in SECTOR_COLUMNS})
        for row in counted
    }
    there = Participant.objects.filter(event__in=events.values("pk"), presences__isnull=False)
    came = (
        there.order_by().values_list("event__kind", "sector").annotate(Count("pk", distinct=True))
    )
    for kind, sector, people in came:
        found[kind][1][sector] += people
    return {kind: EventSums(*found.get(kind, (0, dict(NOBODY)))) for kind in Event.Kind.values}
