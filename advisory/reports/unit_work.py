"""The chapters of a unit's report about its work: expertises, plan, next steps, analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from advisory.consultations.models import Consultation, NextStep
from advisory.expertises.models import Expertise
from advisory.indicators.advised import published_of
from advisory.plans.models import PlanStep
from advisory.profiles.models import UnitProfile
from advisory.profiles.offering import report_of
from advisory.reports.models import UnitReport
from contracting.analysis.content import filled
from contracting.analysis.documents.parts import efficiency_of
from contracting.analysis.material import material_of
from contracting.evaluation.models import AwardDecision
from mkus_portal.chapters import Section, Table
from mkus_portal.web import wording

NONE = "–"


def by(day: date | None, last: date) -> str:
    """Return a day that had come by the last one; a dash for a later one and for none."""
    return NONE if day is None or day > last else wording.day(day)


def expertises_of(report: UnitReport) -> list[Expertise]:
    """Return the expertises that were ordered, in work, delivered or accepted in the period."""
    rows = Expertise.objects.filter(unit=report.unit, ordered_on__lte=report.last_day).counted()
    lasts = Q(accepted_on__isnull=True) | Q(accepted_on__gte=report.first_day)
    return list(rows.filter(lasts | Q(ordered_on__gte=report.first_day)).order_by("ordered_on"))


def expertise_section(found: Sequence[Expertise], last: date) -> Section:
    """Return each expertise with its days."""
    if not found:
        return Section("Ekspertyzy", ("W tym okresie nie było ekspertyz.",))
    rows = tuple(
        (
            str(one),
            one.get_kind_display(),
            wording.day(one.ordered_on),
            wording.day(one.due_on) if one.due_on else NONE,
            by(one.delivered_on, last),
            by(one.accepted_on, last),
        )
        for one in found
    )
    headings = ("Ekspertyza", "Rodzaj", "Zamówiono", "Termin", "Oddano", "Przyjęto")
    return Section("Ekspertyzy", (), (Table("Ekspertyzy i ich terminy", headings, rows),))


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of work on the report's last day."""

    rows: tuple[tuple[str, ...], ...]
    done: int
    late: int

    @property
    def whole(self) -> int:
        """How many steps there are."""
        return len(self.rows)


def plan_of(report: UnitReport) -> Plan:
    """Return the steps with those that were done by the last day and those that were late."""
    last, rows, done, late = report.last_day, [], 0, 0
    for one in PlanStep.objects.filter(unit=report.unit):
        is_done = one.done_on is not None and one.done_on <= last
        is_late = not is_done and one.due_on < last
        done, late = done + is_done, late + is_late
        said = "po terminie" if is_late else by(one.done_on, last)
        rows.append((one.name, one.get_whose_display(), wording.day(one.due_on), said))
    return Plan(tuple(rows), done, late)


def plan_section(plan: Plan) -> Section:
    """Return the plan with its progress."""
    if not plan.rows:
        return Section("Plan pracy", ("Jednostka nie ma planu pracy.",))
    sentence = f"Wykonano {plan.done} z {plan.whole} kroków, po terminie: {plan.late}."
    table = Table("Kroki planu pracy", ("Krok", "Kto", "Termin", "Wykonano"), plan.rows)
    return Section("Plan pracy", (sentence,), (table,))


@dataclass(frozen=True, slots=True)
class Steps:
    """What was agreed to be done after the consultations."""

    rows: tuple[tuple[str, ...], ...]
    open: int


def steps_of(report: UnitReport, entries: Sequence[Consultation]) -> Steps:
    """Return the next steps of the period's agreed consultations, done ones and open ones."""
    agreed = [one for one in entries if one.state == Consultation.State.AGREED]
    rows = [_step_row(step, report.last_day) for one in agreed for step in one.steps.all()]
    return Steps(tuple(rows), sum(row[-1] == NONE for row in rows))


def _step_row(step: NextStep, last: date) -> tuple[str, ...]:
    done = localdate(step.done_at) if step.done_at else None
    due = wording.day(step.due) if step.due else "bez terminu"
    return step.sentence, step.get_whose_display(), due, by(done, last)


def step_section(steps: Steps) -> Section:
    """Return them as a table."""
    heading = "Następne kroki z konsultacji"
    if not steps.rows:
        return Section(heading, ("W uzgodnionych konsultacjach okresu nie zapisano kroków.",))
    whole = len(steps.rows)
    sentence = f"Zrobiono {whole - steps.open} z {whole}, otwarte: {steps.open}."
    table = Table("Następne kroki", ("Co", "Kto", "Do kiedy", "Zrobione"), steps.rows)
    return Section(heading, (sentence,), (table,))


def analysis_section(report: UnitReport) -> Section:
    """Return the headline of the analysis that the office lets everybody read, by the last day."""
    heading = "Analiza w Kreatorze"
    profile = (
        UnitProfile.objects.filter(unit=report.unit)
        .select_related("analysis__office", "analysis__draft")
        .first()
    )
    analysis = profile.analysis if profile else None
    closed = analysis.closed_at if analysis else None
    if profile is None or analysis is None or closed is None:
        return Section(heading, ("Urząd nie udostępnił analizy w profilu jednostki.",))
    if localdate(closed) > report.last_day:
        return Section(heading, ("Do ostatniego dnia okresu urząd nie zamknął analizy.",))
    material = material_of(analysis)
    parts = efficiency_of(material, filled(analysis, material))
    document = report_of(profile)
    digest = f"Skrót treści raportu: {document.content_digest_in_fours}." if document else ""
    told = (
        f"„{analysis.title}”, zamknięta {wording.day(closed)}. {parts.joined.found.headline}.",
        *([digest] if digest else []),
    )
    table = Table("Najważniejsze liczby analizy", ("Co", "Ile"), parts.headline, numbers=1)
    return Section(heading, told, (table,))


def advice_section(report: UnitReport) -> Section:
    """Return how many offers in calls with published results had been advised; nothing else."""
    heading, unit = "Porady do ofert", report.unit
    if unit.office_id is None:
        return Section(heading, ("Urząd jednostki nie prowadzi konkursów w portalu.",))
    out = AwardDecision.objects.filter(
        evaluation=OuterRef("evaluation"),
        results_published_at__date__gte=report.first_day,
        results_published_at__date__lte=report.last_day,
    )
    offers = published_of(unit.programme).filter(evaluation__call__office=unit.office_id)
    advised = [
        one.is_advised  # type: ignore[attr-defined]  # annotated
        for one in offers.filter(Exists(out)).only("pk")
    ]
    if not advised:
        return Section(heading, ("W tym okresie urząd nie ogłosił wyników konkursu.",))
    sentence = (
        f"Oferty w konkursach urzędu, których wyniki ogłoszono w okresie: {len(advised)}."
        f" Po poradzie przed złożeniem: {sum(advised)}."
    )
    return Section(heading, (sentence,))
