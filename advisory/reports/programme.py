"""The programme's report: the outline of the testing report, from records, as a frozen value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from advisory.consultations.models import Consultation
from advisory.consultations.progress import with_progress
from advisory.consultations.rules import hours_in_words
from advisory.events.models import Event, Sector
from advisory.expertises.models import Expertise
from advisory.indicators.figures import EventSums, Figures, figures_of
from advisory.indicators.standing import shown_of
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from advisory.reports.models import ProgrammeReport
from advisory.reports.permissions import may_read_report
from contracting.analysis.models import CommissioningType
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording

REPORT = "programme_report"
MOST_LINES = 200
SUMS = ("Godziny", "Spotkania", "Wydarzenia", "Ekspertyzy")
Kind = Event.Kind
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Spotkania informacyjne", (Kind.INFORMATION_MEETING,)),
    ("Posiedzenia Rady Ekspertów", (Kind.EXPERT_COUNCIL,)),
    ("Szkolenia dla urzędów i przedstawicieli JST", (Kind.OFFICE_TRAINING, Kind.JST_TRAINING)),
    ("Szkolenia dla organizacji", (Kind.NGO_TRAINING,)),
    ("Grupy robocze", (Kind.WORKING_GROUP,)),
    ("Wizyty studyjne", (Kind.STUDY_VISIT,)),
    (
        "Konferencje, kongresy i upowszechnianie",
        (Kind.REGIONAL_CONFERENCE, Kind.CONGRESS, Kind.DISSEMINATION),
    ),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, headings, rows of text; the first cell of a row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: heading, sentences, tables."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says."""

    letterhead: Letterhead
    watermark: str
    title: str
    facts: tuple[tuple[str, str], ...]
    summary: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def build_report(report: ProgrammeReport, asked_at: datetime) -> Report:
    """Return the report's content: figures as they stand on its last day."""
    programme, day = report.programme, report.last_day
    figures = figures_of(programme, day)
    return Report(
        letterhead=letterhead_of(programme),
        watermark="",
        title=f"{report.get_kind_display().capitalize()} programu „{programme.name}”",
        facts=(
            ("Stan na dzień", wording.day(day)),
            ("Czas trwania", _period(programme)),
            ("Partnerzy", ", ".join(programme.partners.splitlines()) or "–"),
        ),
        summary=_summary(figures),
        sections=(
            _recruitment(programme, figures, day),
            _advice(programme, figures),
            *(_events(programme, heading, kinds, figures, day) for heading, kinds in SECTIONS),
            _expertises(figures),
            _indicators(programme, day),
            Section("Problemy, bariery i ryzyka", tuple(_paragraphs(report.risks))),
            Section("Wnioski", tuple(_paragraphs(report.conclusions))),
            _units(programme, day),
        ),
    )


def _period(programme: Programme) -> str:
    return f"{wording.day(programme.starts_on)} – {wording.day(programme.ends_on)}"


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()] or ["Nie zapisano."]


def _summary(figures: Figures) -> tuple[tuple[str, str], ...]:
    """Return the figures of the first page, each as a term and a number."""
    events = figures.events
    return (
        ("Jednostki testujące", str(figures.testing_units)),
        ("Godziny doradztwa", wording.number(figures.hours)),
        ("Godziny doradztwa w gminach", wording.number(figures.hours_gminas)),
        ("Spotkania z doradcą", str(figures.meetings)),
        ("Inne konsultacje", str(figures.others)),
        ("Dwudniowe szkolenia dla urzędów", str(figures.two_day_trainings)),
        ("Szkolenia dla organizacji", str(events[Kind.NGO_TRAINING].count)),
        ("Konferencje regionalne", _count(events[Kind.REGIONAL_CONFERENCE])),
        ("Pierwszy kongres", f"{figures.first_congress.total} osób"),
        ("Ekspertyzy", str(figures.expertises)),
    )


def _count(sums: EventSums) -> str:
    return f"{sums.count}, razem {sums.total} osób"


def _recruitment(programme: Programme, figures: Figures, day: date) -> Section:
    labels = dict(CommissioningType.choices)
    types = Table(
        "Jednostki według typu zlecenia",
        ("Typ", "Jednostek"),
        tuple((labels[code], str(count)) for code, count in figures.units_by_type.items()),
    )
    states = programme.units.order_by("state").values_list("state").annotate(Count("pk"))
    names = dict(Unit.State.choices)
    steps = Table(
        "Zgłoszenia i udział",
        ("Etap", "Jednostek"),
        tuple((names[state], str(count)) for state, count in states),
    )
    advisers = programme.advisers.filter(assignments__valid_from__lte=day).distinct().count()
    sentence = (
        f"W programie uczestniczą gminy: {figures.units['gmina']} i powiaty:"
        f" {figures.units['powiat']}. Doradcy z przydziałem: {advisers}."
    )
    return Section("Nabór jednostek i doradcy", (sentence,), (types, steps))


def _advice(programme: Programme, figures: Figures) -> Section:
    names = dict(Adviser.objects.filter(programme=programme).values_list("code", "full_name"))
    rows = tuple(
        (names[code], hours_in_words(hours)) for code, hours in figures.hours_by_adviser.items()
    )
    sentence = (
        f"Doradcy odbyli {figures.meetings} spotkań i {figures.others} innych konsultacji,"
        f" razem {hours_in_words(figures.hours)}."
    )
    table = Table("Godziny doradców", ("Doradca", "Godziny"), rows)
    return Section("Doradztwo", (sentence,), (table,) if rows else ())


def _events(
    programme: Programme, heading: str, kinds: Sequence[str], figures: Figures, day: date
) -> Section:
    labels = dict(Kind.choices)
    sectors = [one.value for one in Sector]
    rows = tuple(
        (
            labels[kind].capitalize(),
            str(figures.events[kind].count),
            *(str(figures.events[kind].people[one]) for one in sectors),
            str(figures.events[kind].total),
        )
        for kind in kinds
    )
    headings = ("Rodzaj", "Liczba", *(one.label.capitalize() for one in Sector), "Razem osób")
    sums = Table(f"{heading}: liczba i uczestnicy", headings, rows)
    if not any(figures.events[kind].count for kind in kinds):
        return Section(heading, ("Nie odbyło się żadne wydarzenie tego rodzaju.",))
    return Section(heading, (), (sums,))


def _expertises(figures: Figures) -> Section:
    labels = dict(Expertise.Kind.choices)
    rows = tuple(
        (labels[code].capitalize(), str(count))
        for code, count in figures.expertises_by_kind.items()
    )
    return Section(
        "Dodatkowe wsparcie: ekspertyzy",
        (f"Zamówiono ekspertyz: {figures.expertises}.",),
        (Table("Ekspertyzy według rodzaju", ("Rodzaj", "Liczba"), rows),),
    )


def _indicators(programme: Programme, day: date) -> Section:
    rows = tuple(
        (
            one.row.name,
            f"{wording.number(one.standing.value)} {one.row.unit}" if one.known else "brak odczytu",
            "–" if one.standing.target is None else wording.number(one.standing.target),
            "–" if one.standing.percent is None else f"{wording.number(one.standing.percent)}%",
        )
        for one in shown_of(programme, day)
    )
    if not rows:
        return Section("Wskaźniki", ("Program nie ma ustalonych wskaźników.",))
    headings = ("Wskaźnik", "Wartość", "Cel", "Wykonanie")
    return Section("Wskaźniki", (), (Table("Wartości i cele", headings, rows),))


def _units(programme: Programme, day: date) -> Section:
    """Return a line for each unit; of hundreds of units their sums by type."""
    units = list(_counted_units(programme, day))
    if not units:
        return Section("Jednostki", ("W programie nie ma jeszcze jednostek testujących.",))
    if len(units) > MOST_LINES:
        sentence = (
            f"Jednostek jest {len(units)}. Tabela podaje sumy według typu; wykaz wszystkich, z"
            " godzinami i spotkaniami, można pobrać ze strony programu (CSV, XLSX)."
        )
        return Section("Jednostki", (sentence,), (_by_type(units),))
    rows = tuple(_unit_row(one) for one in units)
    headings = ("Jednostka", "Typ", "Doradca", *SUMS)
    return Section("Jednostki", (), (Table("Co otrzymała każda jednostka", headings, rows),))


def _counted_units(programme: Programme, day: date) -> Iterable[Any]:
    """Return the units with hours, meetings, events and expertises by the day."""
    entries = Consultation.objects.filter(held_on__lte=day)
    assignments = Assignment.objects.filter(unit__programme=programme)
    units = Unit.objects.filter(programme=programme).taking_part()
    held = Q(events__state=Event.State.HELD, events__ends_on__lte=day)
    ordered = Q(expertises__ordered_on__lte=day) & ~Q(expertises__state=Expertise.State.CANCELLED)
    found = with_progress(units, entries, assignments).annotate(
        event_count=Count("events", filter=held, distinct=True),
        expertise_count=Count("expertises", filter=ordered, distinct=True),
    )
    return _with_advisers(found)


def _by_type(units: Sequence[Any]) -> Table:
    """Return what the units of each type received together."""
    rows = []
    for code, label in CommissioningType.choices:
        own = [one for one in units if one.commissioning_type == code]
        sums = (
            sum(one.hours_used for one in own),
            sum(one.meetings_held for one in own),
            sum(one.event_count for one in own),
            sum(one.expertise_count for one in own),
        )
        rows.append((label, str(len(own)), *(wording.number(one) for one in sums)))
    return Table("Co otrzymały jednostki", ("Typ", "Jednostek", *SUMS), tuple(rows))


def _with_advisers(units: Any) -> Iterable[Any]:  # noqa: ANN401 - annotated rows
    found: Iterable[Any] = units.prefetch_related("assignments__adviser").order_by("name", "pk")
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


def owner(report: ProgrammeReport) -> Scope:
    """Return the programme, in whose list the report stands."""
    return report.programme.scope


PROGRAMME_REPORT = DocumentKind(
    code=REPORT,
    label="Sprawozdanie programu",
    template="documents/programme_report.html",
    build=build_report,
    may_read=may_read_report,
    owner=owner,
)
