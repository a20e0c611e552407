"""The report of one unit: what it got from a day to a day and what came of it (mkus.md 7.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum

from advisory.consultations.models import Consultation
from advisory.consultations.rules import hours_in_words, total_hours
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Assignment
from advisory.reports import unit_events, unit_work
from advisory.reports.freezing import DRAFT_MARK, as_frozen
from advisory.reports.models import UnitReport
from advisory.reports.permissions import may_read_unit_report
from advisory.reports.pictures import hours_picture
from advisory.reports.programme import paragraphs
from mkus_portal.act import Scope
from mkus_portal.chapters import Paper, Picture, Section, Table
from mkus_portal.charts import Series
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.web import wording

UNIT_REPORT = "unit_report"
VISIT, DRAFT = Consultation.Form.VISIT, Consultation.State.DRAFT
NONE = "–"


@dataclass(frozen=True, slots=True)
class Course:
    """What the unit came to from the beginning to the report's last day, against its limits."""

    meetings: int
    hours: Decimal
    hours_limit: Decimal


def build_unit_report(report: UnitReport, asked_at: datetime) -> Paper:
    """Return the report as it was frozen, else as the records have it."""
    return as_frozen(report, report.unit.programme) or counted(report)


def consultations_of(report: UnitReport) -> list[Consultation]:
    """Return the period's consultations, oldest first; a note that was not sent is none yet."""
    rows = Consultation.objects.filter(
        unit=report.unit, held_on__gte=report.first_day, held_on__lte=report.last_day
    ).exclude(state=DRAFT)
    together = rows.select_related("adviser").prefetch_related("steps")
    return list(together.order_by("held_on", "started_at", "pk"))


def unsent(report: UnitReport) -> int:
    """Return how many notes of the period the advisers have not sent."""
    rows = Consultation.objects.filter(unit=report.unit, state=DRAFT)
    return rows.filter(held_on__gte=report.first_day, held_on__lte=report.last_day).count()


def counted(report: UnitReport) -> Paper:
    """Return the report as the records have it now."""
    entries = consultations_of(report)
    assignments = list(report.unit.assignments.select_related("adviser"))
    course = _course(report, assignments)
    events = unit_events.events_of(report)
    expertises = unit_work.expertises_of(report)
    plan = unit_work.plan_of(report)
    steps = unit_work.steps_of(report, entries)
    return Paper(
        letterhead=letterhead_of(report.unit.programme),
        watermark=DRAFT_MARK,
        title=f"Raport jednostki: {report.unit.name}",
        facts=_facts(report),
        summary=(
            ("Godziny doradztwa w okresie", wording.number(total_hours(x.hours for x in entries))),
            ("Spotkania z doradcą w okresie", str(sum(one.form == VISIT for one in entries))),
            (
                "Spotkania od początku udziału",
                f"{course.meetings} z {report.unit.programme.meetings_due}",
            ),
            ("Inne konsultacje w okresie", str(sum(one.form != VISIT for one in entries))),
            *unit_events.summary(events),
            ("Ekspertyzy", str(len(expertises))),
            ("Kroki planu pracy wykonane", f"{plan.done} z {plan.whole}"),
            ("Następne kroki otwarte", str(steps.open)),
        ),
        sections=(
            _advisers(report, assignments, entries),
            _consultations(entries),
            _progress(report, course, len(expertises), plan),
            unit_events.section(events),
            unit_work.expertise_section(expertises, report.last_day),
            unit_work.plan_section(plan),
            unit_work.step_section(steps),
            unit_work.analysis_section(report),
            unit_work.advice_section(report),
            unit_events.survey_section(report),
            Section("Efekty", paragraphs(report.effects)),
            Section("Wnioski", paragraphs(report.conclusions)),
        ),
        note="Liczą się konsultacje, które doradca wysłał do jednostki, także nieuzgodnione.",
    )


def _course(report: UnitReport, assignments: list[Assignment]) -> Course:
    rows = Consultation.objects.filter(unit=report.unit, held_on__lte=report.last_day)
    sums = rows.exclude(state=DRAFT).aggregate(
        meetings=Count("pk", filter=Q(form=VISIT)), hours=Sum("hours")
    )
    begun = (one.hours_limit for one in assignments if one.valid_from <= report.last_day)
    return Course(sums["meetings"], sums["hours"] or Decimal(0), sum(begun, Decimal(0)))


def _facts(report: UnitReport) -> tuple[tuple[str, str], ...]:
    unit = report.unit
    return (
        ("Okres", f"{wording.day(report.first_day)} – {wording.day(report.last_day)}"),
        ("Zadanie", unit.task or NONE),
        ("Typ zlecenia", unit.get_commissioning_type_display()),
        ("Rodzaj jednostki", unit.get_kind_display()),
        ("Udział", unit.get_state_display()),
        ("Porozumienie", wording.day(unit.agreement_signed_on)),
    )


def _advisers(
    report: UnitReport, assignments: list[Assignment], entries: list[Consultation]
) -> Section:
    rows = []
    for one in assignments:
        last = one.valid_to or date.max
        if one.valid_from > report.last_day or last < report.first_day:
            continue
        own = (
            entry.hours
            for entry in entries
            if entry.adviser_id == one.adviser_id and one.valid_from <= entry.held_on <= last
        )
        rows.append(
            (
                one.adviser.full_name,
                one.adviser.organisation_name or NONE,
                wording.day(one.valid_from),
                wording.day(one.valid_to) if one.valid_to else "bezterminowo",
                hours_in_words(total_hours(own)),
            )
        )
    if not rows:
        return Section("Doradcy", ("W tym okresie jednostka nie miała doradcy.",))
    headings = ("Doradca", "Organizacja", "Od", "Do", "Godziny w okresie")
    return Section("Doradcy", (), (Table("Doradcy jednostki", headings, tuple(rows), 1),))


def _consultations(entries: list[Consultation]) -> Section:
    if not entries:
        return Section("Konsultacje", ("W tym okresie nie było konsultacji.",))
    rows = [_entry_row(one) for one in entries]
    office, ngo = (
        sum(one.people_office for one in entries),
        sum(one.people_ngo for one in entries),
    )
    whole = hours_in_words(total_hours(one.hours for one in entries))
    agreed = sum(one.state == Consultation.State.AGREED for one in entries)
    rows.append(("Razem", "", "", f"{agreed} z {len(entries)}", whole, str(office), str(ngo)))
    table = Table(
        "Konsultacje w okresie",
        ("Data", "Temat", "Forma", "Uzgodniona", "Godziny", "Osób z urzędu", "Osób z organizacji"),
        tuple(rows),
        numbers=3,
        has_sum=True,
    )
    pictures = hours_picture((one.held_on, one.hours) for one in entries)
    return Section("Konsultacje", (), (table,), pictures)


def _entry_row(one: Consultation) -> tuple[str, ...]:
    return (
        wording.day(one.held_on),
        one.subject,
        one.get_form_display(),
        "tak" if one.state == Consultation.State.AGREED else one.get_state_display(),
        hours_in_words(one.hours),
        str(one.people_office),
        str(one.people_ngo),
    )


def _progress(report: UnitReport, course: Course, expertises: int, plan: unit_work.Plan) -> Section:
    """Return how far the unit is from the beginning to the last day: held and due."""
    programme = report.unit.programme
    lines = [
        ("Spotkania z doradcą", Decimal(course.meetings), Decimal(programme.meetings_due)),
        ("Godziny doradztwa", course.hours, course.hours_limit),
        ("Ekspertyzy", Decimal(expertises), Decimal(programme.expertises_limit)),
        ("Kroki planu pracy", Decimal(plan.done), Decimal(plan.whole)),
    ]
    meant = [one for one in lines if one[2]]
    told = "; ".join(
        f"{name.lower()}: {wording.number(value)} z {wording.number(aim)}"
        for name, value, aim in meant
    )
    heading = "Wykonanie od początku udziału"
    picture = Picture(
        "targets",
        "Wykonanie wobec tego, co należne",
        f"{told[:1].upper()}{told[1:]}.",
        tuple(name for name, _, _ in meant),
        (
            Series("Wykonano", tuple(value for _, value, _ in meant)),
            Series("Należne albo limit", tuple(aim for _, _, aim in meant)),
        ),
    )
    return Section(heading, pictures=(picture,))


def owner(report: UnitReport) -> Scope:
    """Return the unit's office, in whose list the report stands; the programme without one."""
    unit = report.unit
    if unit.office_id is None:
        return unit.programme.scope
    return Scope("office", unit.office_id)


UNIT_REPORT_DOCUMENT = DocumentKind(
    code=UNIT_REPORT,
    label="Raport jednostki",
    template="documents/unit_report.html",
    build=build_unit_report,
    may_read=may_read_unit_report,
    owner=owner,
)
