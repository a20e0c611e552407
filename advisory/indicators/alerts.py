"""What a coordinator should look at: hours, expertises, meetings, trainings, open events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.consultations.rules import hours_in_words, over_limit
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.indicators.rules import meetings_due_by
from advisory.programmes.models import Assignment, Programme, Unit
from contracting.analysis.models import Analysis
from mkus_portal.drafting.models import Row
from mkus_portal.web import wording

STAGE_THREE = "E3-"
UNTRAINED = "Urząd skończył etap 2 analizy, a nie miał jeszcze szkolenia."
PATIENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at: under which heading, of which unit, the sentence, where."""

    heading: str
    unit: str
    sentence: str
    url: str


def alerts_of(programme: Programme, day: date) -> list[Alert]:
    """Return all alerts of the programme on a day; a handful of queries, however many units."""
    known = _records(programme, day)
    trained = set(_trained(programme, day).values_list("units", flat=True))
    ahead = _past_stage_two(programme)
    found = []
    for unit in Unit.objects.filter(programme=programme).order_by("name", "pk"):
        records = known.get(unit.pk, Records())
        found += [_alert(unit, *said) for said in _sentences(records, programme, day)]
        if unit.office_id in ahead and unit.pk not in trained:
            found.append(_alert(unit, "Etap 2 bez szkolenia", UNTRAINED))
    return [*found, *_open_events(programme, day)]


@dataclass(slots=True)
class Records:
    """What the records of a unit come to: hours, their limit, meetings, expertises, since when."""

    hours: Decimal = Decimal(0)
    limit: Decimal = Decimal(0)
    meetings: int = 0
    expertises: int = 0
    since: date | None = None


def _records(programme: Programme, day: date) -> dict[int, Records]:
    """Return the records by unit; three queries."""
    found: dict[int, Records] = defaultdict(Records)
    visits = Count("pk", filter=Q(form=Consultation.Form.VISIT))
    entries = Consultation.objects.filter(unit__programme=programme, held_on__lte=day).order_by()
    for unit, hours, meetings in entries.values_list("unit").annotate(
        total=Sum("hours"), visits=visits
    ):
        found[unit].hours, found[unit].meetings = hours, meetings
    assignments = Assignment.objects.filter(unit__programme=programme).order_by()
    sums = assignments.values_list("unit").annotate(Sum("hours_limit"), Min("valid_from"))
    for unit, limit, since in sums:
        found[unit].limit, found[unit].since = limit, since
    ordered = Expertise.objects.filter(unit__programme=programme).counted().order_by()
    for unit, count in ordered.values_list("unit").annotate(Count("pk")):
        found[unit].expertises = count
    return found


def _sentences(records: Records, programme: Programme, day: date) -> Iterator[tuple[str, str]]:
    """Yield headings with what is to be said of one unit."""
    over = over_limit(records.hours, records.limit)
    if over > Decimal(0):
        said = f"Godziny doradztwa przekraczają limit o {hours_in_words(over)}."
        yield "Godziny ponad limit", said
    if records.expertises >= programme.expertises_limit:
        yield "Limit ekspertyz", f"Wykorzystane wszystkie ekspertyzy: {records.expertises}."
    due = _due(records.since, programme, day)
    if records.meetings < due:
        word = wording.plural(due, "spotkanie", "spotkania", "spotkań")
        said = f"Spotkania z doradcą: {records.meetings}, a do dziś powinno być {due} {word}."
        yield "Za mało spotkań z doradcą", said


def _due(since: date | None, programme: Programme, day: date) -> int:
    """Return the meetings due by the day: from the first assignment to the programme's end."""
    if since is None or programme.ends_on is None:
        return 0
    return meetings_due_by(day, since, programme.ends_on, programme.meetings_due)


def _alert(unit: Unit, heading: str, sentence: str) -> Alert:
    return Alert(heading, unit.name, sentence, unit.get_absolute_url())


def by_heading(alerts: Iterable[Alert]) -> list[tuple[str, list[Alert]]]:
    """Return the alerts under their headings, the rarest first: it is the least expected."""
    found: dict[str, list[Alert]] = defaultdict(list)
    for one in alerts:
        found[one.heading].append(one)
    return sorted(found.items(), key=lambda pair: len(pair[1]))


def _trained(programme: Programme, day: date) -> QuerySet[Event]:
    return Event.objects.filter(
        programme=programme,
        kind=Event.Kind.OFFICE_TRAINING,
        state=Event.State.HELD,
        ends_on__lte=day,
    )


def _past_stage_two(programme: Programme) -> set[int]:
    """Return the offices with an analysis that is closed, or whose plan of stage 3 has begun."""
    planned = Row.objects.filter(draft=OuterRef("draft"), table__startswith=STAGE_THREE)
    rows = Analysis.objects.filter(office__advisory_units__programme=programme)
    return set(rows.filter(Q(state="closed") | Exists(planned)).values_list("office", flat=True))


def _open_events(programme: Programme, day: date) -> Iterator[Alert]:
    rows = Event.objects.filter(
        programme=programme,
        state__in=(Event.State.PLANNED, Event.State.ANNOUNCED),
        ends_on__lt=day - PATIENCE,
    )
    for one in rows.order_by("ends_on", "pk"):
        said = f"„{one.title}” już minęło. Zamknij wydarzenie, aby się liczyło, albo je odwołaj."
        yield Alert("Wydarzenia do zamknięcia", "", said, reverse("event-detail", args=(one.pk,)))
