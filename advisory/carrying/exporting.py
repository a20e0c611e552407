"""The lists of a programme as the files that can be brought in again."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from advisory.carrying.sheets import CONSULTATIONS, EVENTS, Sheet
from advisory.consultations.models import Consultation
from advisory.events.models import SECTOR_COLUMNS, Event
from advisory.programmes.models import Programme

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def consultations_csv(programme: Programme) -> str:
    """Return all consultations of a programme, oldest first; the first step of each."""
    rows = Consultation.objects.filter(unit__programme=programme)
    found = rows.select_related("unit", "adviser").prefetch_related("steps")
    return _csv(CONSULTATIONS, (_consultation(one) for one in found.order_by("held_on", "pk")))


def _consultation(one: Consultation) -> list[Any]:
    step = next(iter(one.steps.all()), None)
    return [
        one.unit.code,
        one.adviser.code,
        one.held_on.isoformat(),
        f"{one.started_at:%H:%M}" if one.started_at else "",
        f"{one.hours.normalize():f}",
        one.form,
        one.people_office,
        one.people_ngo,
        one.subject,
        one.findings,
        step.sentence if step else "",
        step.due.isoformat() if step and step.due else "",
        one.people_university,
        one.people_other,
        one.travel_km,
        one.travel_minutes,
        one.agenda,
    ]


def events_csv(programme: Programme) -> str:
    """Return all events of a programme, oldest first; registered people who came are counted."""
    rows = Event.objects.filter(programme=programme).with_presence().prefetch_related("units")
    return _csv(EVENTS, (_event(one) for one in rows.order_by("starts_on", "pk")))


def _event(one: Any) -> list[Any]:  # noqa: ANN401 - a row with annotations
    people = [
        getattr(one, f"present_{sector}") + getattr(one, f"people_{sector}")
        for sector in SECTOR_COLUMNS
    ]
    return [
        one.code,
        one.kind,
        one.title,
        one.starts_on.isoformat(),
        one.ends_on.isoformat(),
        one.place,
        ";".join(sorted(unit.code for unit in one.units.all())),
        *people,
        "yes" if one.estimated else "no",
    ]


def _csv(sheet: Sheet, rows: Iterable[list[Any]]) -> str:
    said = StringIO(newline="")
    writer = csv.writer(said, lineterminator="\n")
    writer.writerow(sheet.readers)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return said.getvalue()


def _safe(cell: Any) -> Any:  # noqa: ANN401 - text or a number
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
