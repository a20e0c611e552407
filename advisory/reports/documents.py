"""The adviser's month: consultations, hours and travel by unit, tasks, as a frozen value."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q

from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.rules import hours_in_words, travel_in_words
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.models import Adviser
from advisory.reports.models import AdviserMonth
from advisory.reports.permissions import may_read
from advisory.reports.rules import Sums, first_of_next, month_in_words, sums_by_unit, sums_of
from mkus_portal.act import NOWHERE, WARSAW, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording

MONTH = "adviser_month"
NOT_WHOLE = "WERSJA ROBOCZA"
NONE = "–"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A consultation as the month prints it."""

    held: str
    unit: str
    subject: str
    form: str
    hours: str
    travel: str
    people: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A next step of the adviser: what, for which unit, until when, and what came of it."""

    sentence: str
    unit: str
    agreed_on: str
    due: str
    outcome: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's line, or the line of all units."""

    unit: str
    hours: str
    meetings: int
    others: int
    travel: str
    people_office: int
    people_ngo: int
    people_elsewhere: int


@dataclass(frozen=True, slots=True)
class Month:
    """Everything that the month says, on the page and on paper."""

    letterhead: Letterhead
    watermark: str
    programme: str
    adviser: str
    organisation: str
    month: str
    rows: tuple[MonthRow, ...]
    units: tuple[UnitRow, ...]
    total: UnitRow
    tasks: tuple[TaskRow, ...]
    agreed: str

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The lines under the heading."""
        return (
            ("Doradca", ", ".join(one for one in (self.adviser, self.organisation) if one)),
            ("Uzgodnione z jednostkami", self.agreed),
            ("Dojazdy", self.total.travel),
        )


def entries_of(adviser: Adviser, first_day: date) -> list[Consultation]:
    """Return the adviser's consultations of the month, oldest first."""
    rows = Consultation.objects.filter(
        adviser=adviser, held_on__gte=first_day, held_on__lt=first_of_next(first_day)
    )
    rows = rows.with_replaced()
    return list(rows.select_related("unit").order_by("held_on", "started_at", "pk"))


def tasks_of(adviser: Adviser, first_day: date) -> list[NextStep]:
    """Return the adviser's own steps of the month: agreed on in it, or still open when it began."""
    begins = datetime.combine(first_day, time(), WARSAW)
    steps = NextStep.objects.filter(
        Q(consultation__held_on__gte=first_day) | Q(done_at=None) | Q(done_at__gte=begins),
        whose=NextStep.Whose.ADVISER,
        consultation__adviser=adviser,
        consultation__state=Consultation.State.AGREED,
        consultation__held_on__lt=first_of_next(first_day),
    )
    order = ("consultation__held_on", "consultation__pk", "pk")
    return list(steps.select_related("consultation__unit").order_by(*order))


def month_of(adviser: Adviser, first_day: date) -> Month:
    """Return the month as it stands: for the page and for the document."""
    entries = entries_of(adviser, first_day)
    whole = sums_of(entries)
    return Month(
        letterhead=letterhead_of(adviser.programme, f"Doradca: {adviser.full_name}"),
        watermark="" if whole.agreed == whole.entries else NOT_WHOLE,
        programme=adviser.programme.name,
        adviser=adviser.full_name,
        organisation=adviser.organisation_name,
        month=month_in_words(first_day),
        rows=tuple(_row(one) for one in entries),
        units=tuple(_line(one.unit, one.sums) for one in sums_by_unit(entries)),
        total=_line("Razem", whole),
        tasks=tuple(_task(one) for one in tasks_of(adviser, first_day)),
        agreed=(
            f"{whole.agreed} z {whole.entries} wpisów,"
            f" {hours_in_words(whole.agreed_hours)} z {hours_in_words(whole.hours)}"
        ),
    )


def build_month(month: AdviserMonth, asked_at: datetime) -> Month:
    """Return the content of the document; the same entries give the same at any instant."""
    return month_of(month.adviser, month.first_day)


def _row(entry: Any) -> MonthRow:  # noqa: ANN401 - an entry with `replaced`
    instead = f" (w zastępstwie: {entry.replaced})" if entry.replaced else ""
    start = f", {entry.started_at:%H:%M}" if entry.started_at else ""
    return MonthRow(
        held=f"{wording.day(entry.held_on)}{start}",
        unit=f"{entry.unit.name}{instead}",
        subject=entry.subject,
        form=entry.get_form_display(),
        hours=hours_in_words(entry.hours),
        travel=travel_in_words(entry.travel_km, entry.travel_minutes) or NONE,
        people=str(entry.people),
        state=entry.get_state_display(),
    )


def _task(step: NextStep) -> TaskRow:
    return TaskRow(
        sentence=step.sentence,
        unit=step.consultation.unit.name,
        agreed_on=wording.day(step.consultation.held_on),
        due=wording.day(step.due) if step.due else "bez terminu",
        outcome=f"zrobione {wording.day(step.done_at)}" if step.done_at else "do zrobienia",
    )


def _line(unit: str, sums: Sums) -> UnitRow:
    return UnitRow(
        unit=unit,
        hours=hours_in_words(sums.hours),
        meetings=sums.meetings,
        others=sums.others,
        travel=travel_in_words(sums.travel_km, sums.travel_minutes) or NONE,
        people_office=sums.people_office,
        people_ngo=sums.people_ngo,
        people_elsewhere=sums.people_elsewhere,
    )


def owner(month: AdviserMonth) -> Scope:
    """Return nobody: another adviser of the same programme must not learn that it exists."""
    return NOWHERE


ADVISER_MONTH = DocumentKind(
    code=MONTH,
    label="Miesiąc doradcy",
    template="documents/adviser_month.html",
    build=build_month,
    may_read=may_read,
    owner=owner,
    version="2",
)
