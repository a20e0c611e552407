"""The programme's report: the outline of the testing report, from records, as a frozen value."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Sum

from advisory.consultations.rules import hours_in_words
from advisory.events.models import Event
from advisory.indicators.figures import EventSums, Figures, consultations_until, figures_of
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Adviser, Programme, Unit
from advisory.reports import programme_sections as sections
from advisory.reports.freezing import DRAFT_MARK, as_frozen
from advisory.reports.models import ProgrammeReport
from advisory.reports.permissions import may_read_report
from advisory.reports.pictures import counted_picture, hours_picture, meetings_picture
from contracting.analysis.models import CommissioningType
from mkus_portal.act import Scope
from mkus_portal.chapters import Paper, Section, Table
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.web import wording

REPORT = "programme_report"
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


def build_report(report: ProgrammeReport, asked_at: datetime) -> Paper:
    """Return the report as it was frozen, else as the records have it on its last day."""
    return as_frozen(report, report.programme) or counted(report)


def counted(report: ProgrammeReport) -> Paper:
    """Return the report as the records have it now."""
    programme, day = report.programme, report.last_day
    figures = figures_of(programme, day)
    units = sections.counted_units(programme, day)
    return Paper(
        letterhead=letterhead_of(programme),
        watermark=DRAFT_MARK,
        title=f"{report.get_kind_display().capitalize()} programu „{programme.name}”",
        facts=(
            ("Stan na dzień", wording.day(day)),
            ("Czas trwania", _period(programme)),
            ("Partnerzy", ", ".join(programme.partners.splitlines()) or "–"),
        ),
        summary=_summary(figures),
        sections=(
            _recruitment(programme, figures, day),
            _advice(programme, figures, units, day),
            *(sections.events_of_kinds(heading, kinds, figures) for heading, kinds in SECTIONS),
            sections.people_of_events(figures),
            sections.expertises(figures),
            sections.indicators(programme, figures, day),
            Section("Problemy, bariery i ryzyka", paragraphs(report.risks)),
            Section("Wnioski", paragraphs(report.conclusions)),
            sections.units(units),
        ),
    )


def _period(programme: Programme) -> str:
    return f"{wording.day(programme.starts_on)} – {wording.day(programme.ends_on)}"


def paragraphs(text: str) -> tuple[str, ...]:
    """Return what somebody wrote, a sentence for each line."""
    return tuple(one.strip() for one in text.splitlines() if one.strip()) or ("Nie zapisano.",)


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
    counts = {str(labels[code]): count for code, count in figures.units_by_type.items()}
    states = programme.units.order_by("state").values_list("state").annotate(Count("pk"))
    names = dict(Unit.State.choices)
    steps = Table(
        "Zgłoszenia i udział",
        ("Etap", "Jednostek"),
        tuple((str(names[state]), str(count)) for state, count in states),
        numbers=1,
    )
    advisers = programme.advisers.filter(assignments__valid_from__lte=day).distinct().count()
    sentence = (
        f"W programie uczestniczą gminy: {figures.units['gmina']} i powiaty:"
        f" {figures.units['powiat']}. Doradcy z przydziałem: {advisers}."
    )
    pictures = counted_picture("Jednostki według typu zlecenia", counts)
    return Section("Nabór jednostek i doradcy", (sentence,), (steps,), pictures)


def _advice(programme: Programme, figures: Figures, units: Sequence[Any], day: date) -> Section:
    names = dict(Adviser.objects.filter(programme=programme).values_list("code", "full_name"))
    rows = tuple(
        (names[code], hours_in_words(hours)) for code, hours in figures.hours_by_adviser.items()
    )
    sentence = (
        f"Doradcy odbyli {figures.meetings} spotkań i {figures.others} innych konsultacji,"
        f" razem {hours_in_words(figures.hours)}."
    )
    table = Table("Godziny doradców", ("Doradca", "Godziny"), rows, numbers=1)
    by_day = consultations_until(programme, day).order_by("held_on").values_list("held_on")
    met = [(one.name, one.meetings_held) for one in units]
    pictures = (
        *hours_picture(by_day.annotate(Sum("hours"))),
        *meetings_picture(met, programme.meetings_due),
    )
    return Section("Doradztwo", (sentence,), (table,) if rows else (), pictures)


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
