"""The chapters of the programme's report about events, expertises, indicators and units."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.text import capfirst

from advisory.consultations.models import Consultation
from advisory.consultations.progress import with_progress
from advisory.events.models import Event, Sector
from advisory.expertises.models import Expertise
from advisory.indicators.figures import Figures
from advisory.indicators.standing import Shown, shown
from advisory.programmes.models import Assignment, Programme, Unit
from advisory.reports.pictures import counted_picture, people_picture, people_table
from contracting.analysis.models import CommissioningType
from mkus_portal.chapters import Picture, Section, Table
from mkus_portal.charts import Series
from mkus_portal.web import wording

MOST_LINES = 200
SUMS = ("Godziny", "Spotkania", "Wydarzenia", "Ekspertyzy")
Kind = Event.Kind


def events_of_kinds(heading: str, kinds: Sequence[str], figures: Figures) -> Section:
    """Return how many events of the kinds were held, and how many people of which sector came."""
    labels = dict(Kind.choices)
    sectors = [one.value for one in Sector]
    rows = tuple(
        (
            capfirst(labels[kind]),
            str(figures.events[kind].count),
            *(str(figures.events[kind].people[one]) for one in sectors),
            str(figures.events[kind].total),
        )
        for kind in kinds
    )
    headings = ("Rodzaj", "Liczba", *(capfirst(one.label) for one in Sector), "Razem osób")
    sums = Table(f"{heading}: liczba i uczestnicy", headings, rows, numbers=6)
    if not any(figures.events[kind].count for kind in kinds):
        return Section(heading, ("Nie odbyło się żadne wydarzenie tego rodzaju.",))
    return Section(heading, (), (sums,))


def people_of_events(figures: Figures) -> Section:
    """Return all people by sector and kind of event."""
    people = {kind: sums.people for kind, sums in figures.events.items() if sums.total}
    if not people:
        return Section("Uczestnicy wydarzeń", ("Nikt jeszcze nie uczestniczył w wydarzeniach.",))
    return Section(
        "Uczestnicy wydarzeń",
        ("Osoby liczy się w każdym wydarzeniu, w którym były.",),
        (people_table(people),),
        people_picture(people),
    )


def expertises(figures: Figures) -> Section:
    """Return how many expertises of each kind were ordered."""
    labels = dict(Expertise.Kind.choices)
    counts = {capfirst(labels[code]): count for code, count in figures.expertises_by_kind.items()}
    return Section(
        "Dodatkowe wsparcie: ekspertyzy",
        (f"Zamówiono ekspertyz: {figures.expertises}.",),
        pictures=counted_picture("Ekspertyzy według rodzaju", counts),
    )


def indicators(programme: Programme, figures: Figures, day: date) -> Section:
    """Return the indicators' values, and against their aims those that have one."""
    rows = programme.indicators.prefetch_related("readings")
    found = [shown(one, figures, day) for one in rows]
    if not found:
        return Section("Wskaźniki", ("Program nie ma ustalonych wskaźników.",))
    lines = tuple(
        (
            one.row.name,
            f"{wording.number(one.standing.value)} {one.row.unit}" if one.known else "brak odczytu",
            "–" if one.standing.target is None else wording.number(one.standing.target),
            "–" if one.standing.percent is None else f"{wording.number(one.standing.percent)}%",
        )
        for one in found
    )
    headings = ("Wskaźnik", "Wartość", "Cel", "Wykonanie")
    table = Table("Wartości i cele", headings, lines, numbers=3)
    return Section("Wskaźniki", (), (table,), _aims(found))


def _aims(found: Sequence[Shown]) -> tuple[Picture, ...]:
    meant = [one for one in found if one.known and one.standing.target]
    if not meant:
        return ()
    aims = [one.standing.target or Decimal(0) for one in meant]
    full = sum(one.standing.value >= aim for one, aim in zip(meant, aims, strict=True))
    return (
        Picture(
            "targets",
            "Wskaźniki wobec celów",
            f"Cel osiągnęło {full} z {len(meant)} wskaźników, które mają cel.",
            tuple(one.row.name for one in meant),
            (
                Series("Wartość", tuple(one.standing.value for one in meant)),
                Series("Cel", tuple(aims)),
            ),
            is_alone=True,
        ),
    )


def units(rows: Sequence[Any]) -> Section:
    """Return a line for each unit; of hundreds of units their sums by type."""
    if not rows:
        return Section("Jednostki", ("W programie nie ma jeszcze jednostek testujących.",))
    if len(rows) > MOST_LINES:
        sentence = (
            f"Jednostek jest {len(rows)}. Tabela podaje sumy według typu; wykaz wszystkich, z"
            " godzinami i spotkaniami, można pobrać ze strony programu (CSV, XLSX)."
        )
        return Section("Jednostki", (sentence,), (_by_type(rows),))
    lines = tuple(_unit_row(one) for one in rows)
    headings = ("Jednostka", "Typ", "Doradca", *SUMS)
    table = Table("Co otrzymała każda jednostka", headings, lines, numbers=4)
    return Section("Jednostki", (), (table,))


def counted_units(programme: Programme, day: date) -> list[Any]:
    """Return the units with hours, meetings, events and expertises by the day."""
    entries = Consultation.objects.filter(held_on__lte=day)
    assignments = Assignment.objects.filter(unit__programme=programme)
    own = Unit.objects.filter(programme=programme).taking_part()
    held = Q(events__state=Event.State.HELD, events__ends_on__lte=day)
    ordered = Q(expertises__ordered_on__lte=day) & ~Q(expertises__state=Expertise.State.CANCELLED)
    found = with_progress(own, entries, assignments).annotate(
        event_count=Count("events", filter=held, distinct=True),
        expertise_count=Count("expertises", filter=ordered, distinct=True),
    )
    return list(_with_advisers(found))


def _by_type(units_of_all: Sequence[Any]) -> Table:
    """Return what the units of each type received together."""
    rows = []
    for code, label in CommissioningType.choices:
        own = [one for one in units_of_all if one.commissioning_type == code]
        sums = (
            sum(one.hours_used for one in own),
            sum(one.meetings_held for one in own),
            sum(one.event_count for one in own),
            sum(one.expertise_count for one in own),
        )
        rows.append((label, str(len(own)), *(wording.number(one) for one in sums)))
    return Table("Co otrzymały jednostki", ("Typ", "Jednostek", *SUMS), tuple(rows), numbers=5)


def _with_advisers(rows: Any) -> Iterable[Any]:  # noqa: ANN401 - annotated rows
    found: Iterable[Any] = rows.prefetch_related("assignments__adviser").order_by("name", "pk")
    return found


def _unit_row(unit: Any) -> tuple[str, ...]:  # noqa: ANN401 - annotated row
    names = dict.fromkeys(one.adviser.full_name for one in unit.assignments.all())
    return (
        unit.name,
        unit.get_commissioning_type_display(),
        ", ".join(names) or "–",
        wording.number(unit.hours_used),
        str(unit.meetings_held),
        str(unit.event_count),
        str(unit.expertise_count),
    )
