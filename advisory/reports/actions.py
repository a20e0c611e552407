"""Asking for the document of an adviser's month; a programme's reports."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.programmes.models import Adviser, Programme
from advisory.reports.documents import MONTH, entries_of
from advisory.reports.models import AdviserMonth, ProgrammeReport
from advisory.reports.permissions import may_ask, may_read_report, may_write_report
from advisory.reports.programme import REPORT
from advisory.reports.rules import month_in_words
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import MoveRefused, insist


@transaction.atomic
def ask_for_month(act: Act, adviser: Adviser, first_day: date) -> Document:
    """Ask for the month's document, the first time or once more. Raises MoveRefused."""
    verdict = may_ask(act, adviser, entries=len(entries_of(adviser, first_day)))
    if not verdict:
        raise MoveRefused(verdict)
    month, _ = AdviserMonth.objects.get_or_create(
        adviser=adviser, year=first_day.year, month=first_day.month
    )
    title = f"Miesiąc doradcy: {adviser.full_name}, {month_in_words(first_day)}"
    return request(act, MONTH, month, title=title)


@transaction.atomic
def begin_report(act: Act, programme: Programme, **fields: Any) -> ProgrammeReport:
    """Begin a report of the programme on a day. Raises Refused, ValidationError."""
    insist(may_write_report(act, programme))
    return _keep(act, ProgrammeReport(programme=programme, created_at=act.at, **fields))


@transaction.atomic
def write_report(
    act: Act, report: ProgrammeReport, based_on: int | None = None, **fields: Any
) -> None:
    """Keep its day and words. Raises Refused, ValidationError, Overtaken."""
    hold(report)
    insist(may_write_report(act, report.programme))
    report.step(based_on)
    for name, value in fields.items():
        setattr(report, name, value)
    _keep(act, report)


def _keep(act: Act, report: ProgrammeReport) -> ProgrammeReport:
    report.full_clean()
    if report.last_day > act.day:
        raise ValidationError({"last_day": "Sprawozdanie jest na dzień, który już był."})
    report.save()
    return report


@transaction.atomic
def ask_for_report(act: Act, report: ProgrammeReport) -> Document:
    """Ask for the report as a document: its figures are frozen then. Raises Refused."""
    insist(may_read_report(act, report))
    return request(act, REPORT, report, title=f"{report.programme.name}: {report}")
