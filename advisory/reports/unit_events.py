"""The chapters of a unit's report about events with their people, and about surveys."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst

from advisory.events.documents import period_of
from advisory.events.models import Event, Sector
from advisory.events.rules import people_of
from advisory.reports.models import UnitReport
from advisory.reports.pictures import people_picture
from contracting.surveys.models import Answer, Link, Survey
from contracting.surveys.rules import shown_groups
from mkus_portal.chapters import Section, Table
from mkus_portal.web import wording

SHARED = "Liczby osób dotyczą całych wydarzeń, także wspólnych z innymi jednostkami."


def events_of(report: UnitReport) -> list[Any]:
    """Return the events of the unit that were held in the period, with who came."""
    rows = Event.objects.filter(
        pk__in=Event.units.through.objects.filter(unit=report.unit).values("event"),
        state=Event.State.HELD,
        ends_on__gte=report.first_day,
        ends_on__lte=report.last_day,
    )
    return list(rows.with_presence().order_by("starts_on", "pk"))


def summary(events: list[Any]) -> tuple[tuple[str, str], ...]:
    """Return how many events, and how many people came to them."""
    return (
        ("Wydarzenia z udziałem jednostki", str(len(events))),
        ("Uczestnicy tych wydarzeń", wording.number(people_of(events).total)),
    )


def section(events: list[Any]) -> Section:
    """Return each event with its people by sector."""
    if not events:
        return Section("Wydarzenia", ("W tym okresie jednostka nie brała udziału w wydarzeniach.",))
    rows = [_row(one) for one in events]
    whole = people_of(events)
    sums = (*(str(whole.of(one.value)) for one in Sector), str(whole.total))
    headings = (
        "Wydarzenie",
        "Rodzaj",
        "Kiedy",
        *(capfirst(one.label) for one in Sector),
        "Razem osób",
    )
    table = Table(
        "Wydarzenia i ich uczestnicy",
        headings,
        (*rows, ("Razem", "", "", *sums)),
        numbers=5,
        has_sum=True,
    )
    return Section("Wydarzenia", (SHARED,), (table,), people_picture(_by_kind(events)))


def _row(event: Any) -> tuple[str, ...]:  # noqa: ANN401 - an annotated row
    people = people_of([event])
    return (
        event.title,
        event.get_kind_display(),
        period_of(event),
        *(str(people.of(one.value)) for one in Sector),
        str(people.total),
    )


def _by_kind(events: list[Any]) -> dict[str, dict[str, int]]:
    """Return the people of each kind of event that somebody came to."""
    found = {}
    for kind in Event.Kind.values:
        people = people_of(one for one in events if one.kind == kind)
        if people.total:
            found[kind] = {one.value: people.of(one.value) for one in Sector}
    return found


def survey_section(report: UnitReport) -> Section:
    """Return how many answered the programme's surveys; no number that would tell who."""
    unit = report.unit
    surveys = Survey.objects.filter(owner_kind="programme", owner_id=unit.programme_id)
    asked = Counter(
        dict(
            Link.objects.filter(survey__in=surveys, group=unit.code)
            .order_by()
            .values_list("survey")
            .annotate(Count("pk"))
        )
    )
    counts: dict[int, dict[str, int]] = {}
    answers = Answer.objects.filter(
        survey__in=surveys, day__gte=report.first_day, day__lte=report.last_day
    )
    for survey, group, count in (
        answers.order_by().values_list("survey", "group").annotate(Count("pk"))
    ):
        counts.setdefault(survey, {})[group] = count
    rows = tuple(
        (one.title, str(asked[one.pk]), _answered(one, counts.get(one.pk, {}), unit.code))
        for one in surveys.order_by("created_at", "pk")
        if asked[one.pk] or unit.code in counts.get(one.pk, {})
    )
    if not rows:
        return Section("Ankiety", ("W tym okresie jednostki nie pytano w ankietach programu.",))
    headings = ("Badanie", "Linków dla jednostki", "Odpowiedzi w okresie")
    return Section("Ankiety", (), (Table("Udział w ankietach programu", headings, rows, 2),))


def _answered(survey: Survey, counts: dict[str, int], code: str) -> str:
    if not survey.is_anonymous:
        return str(counts.get(code, 0))
    if survey.state != Survey.State.CLOSED:
        return "po zamknięciu badania"
    if code in shown_groups(counts, survey.smallest_group):
        return str(counts[code])
    return f"mniej niż {survey.smallest_group} albo ukryte"
