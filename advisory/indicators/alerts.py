"""What a coordinator should look at: hours, expertises, meetings, trainings, open events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.consultations.progress import with_progress
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
    """Something to look at: of which unit, the sentence, where."""

    unit: str
    sentence: str
    url: str


def alerts_of(programme: Programme, day: date) -> list[Alert]:
    """Return all alerts of the programme on a day; a handful of queries."""
    entries = Consultation.objects.filter(held_on__lte=day)
    assignments = Assignment.objects.filter(unit__programme=programme)
    units = list(
        with_progress(Unit.objects.filter(programme=programme), entries, assignments)
        .annotate(
            expertise_count=Count(
                "expertises",
                filter=~Q(expertises__state=Expertise.State.CANCELLED),
                distinct=True,
            )
        )
        .prefetch_related("assignments")
        .order_by("name", "pk")
    )
    trained = set(_trained(programme, day).values_list("units", flat=True))
    ahead = _past_stage_two(programme)
    found = []
    for unit in units:
        found += list(_of_unit(unit, programme, day))
        if unit.office_id in ahead and unit.pk not in trained:
            found.append(
                _alert(unit, "Urząd skończył etap 2 analizy, a nie miał jeszcze szkolenia.")
            )
    return [*found, *_open_events(programme, day)]


def _of_unit(unit: Any, programme: Programme, day: date) -> Iterator[Alert]:  # noqa: ANN401 - annotated row
    over = over_limit(unit.hours_used, unit.hours_limit)
    if over > Decimal(0):
        yield _alert(unit, f"Godziny doradztwa przekraczają limit o {hours_in_words(over)}.")
    if unit.expertise_count >= programme.expertises_limit:
        yield _alert(unit, f"Wykorzystane wszystkie ekspertyzy: {unit.expertise_count}.")
    due = _due(unit, programme, day)
    if unit.meetings_held < due:
        word = wording.plural(due, "spotkanie", "spotkania", "spotkań")
        said = f"Spotkania z doradcą: {unit.meetings_held}, a do dziś powinno być {due} {word}."
        yield _alert(unit, said)


def _due(unit: Unit, programme: Programme, day: date) -> int:
    """Return the meetings due by the day: from the first assignment to the programme's end."""
    begins = [one.valid_from for one in unit.assignments.all()]
    if not begins or programme.ends_on is None:
        return 0
    return meetings_due_by(day, min(begins), programme.ends_on, programme.meetings_due)


def _alert(unit: Unit, sentence: str) -> Alert:
    return Alert(unit.name, sentence, unit.get_absolute_url())


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
        yield Alert("", said, reverse("event-detail", args=(one.pk,)))
