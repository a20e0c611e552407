"""Asking for the document of an adviser's month; reports of programmes and units."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.programmes.models import Adviser, Programme, Unit
from advisory.programmes.readers import advisers_of, office_people
from advisory.reports import programme as programme_content
from advisory.reports import unit as unit_content
from advisory.reports.documents import MONTH, entries_of
from advisory.reports.freezing import frozen_content
from advisory.reports.letters import UNIT_REPORT_READY
from advisory.reports.models import AdviserMonth, Freezable, ProgrammeReport, UnitReport
from advisory.reports.permissions import (
    may_ask,
    may_ask_for_report,
    may_ask_for_unit_report,
    may_begin_report,
    may_begin_unit_report,
    may_write_report,
    may_write_unit_report,
)
from advisory.reports.procedure import FREEZE, PROGRAMME_REPORT, UNIT_REPORT
from advisory.reports.rules import month_in_words
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused, insist, perform, verdict_on

R = TypeVar("R", ProgrammeReport, UnitReport)


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
    insist(may_begin_report(act, programme))
    return _keep(act, ProgrammeReport(programme=programme, created_at=act.at, **fields))


@transaction.atomic
def write_report(
    act: Act, report: ProgrammeReport, based_on: int | None = None, **fields: Any
) -> None:
    """Keep its day and words. Raises Refused, ValidationError, Overtaken."""
    hold(report)
    insist(may_write_report(act, report))
    _write(act, report, based_on, fields)


def freeze_report(act: Act, report: ProgrammeReport) -> Document:
    """Keep the report as it stands for ever and ask for its file.

    Raises Refused, MoveTaken, Overtaken when somebody wrote in it meanwhile.
    """
    insist(verdict_on(act, report, PROGRAMME_REPORT.move(FREEZE)))
    content = frozen_content(programme_content.counted(report), act.at)
    with transaction.atomic():
        _freeze(act, report, content)
        return request(
            act, programme_content.REPORT, report, title=f"{report.programme.name}: {report}"
        )


@transaction.atomic
def ask_for_report(act: Act, report: ProgrammeReport) -> Document:
    """Ask for the file of a frozen report once more. Raises Refused."""
    insist(may_ask_for_report(act, report))
    return request(
        act, programme_content.REPORT, report, title=f"{report.programme.name}: {report}"
    )


@transaction.atomic
def begin_unit_report(act: Act, unit: Unit, **fields: Any) -> UnitReport:
    """Begin a report of the unit from a day to a day. Raises Refused, ValidationError."""
    insist(may_begin_unit_report(act, unit))
    return _keep(act, UnitReport(unit=unit, created_at=act.at, **fields))


@transaction.atomic
def write_unit_report(
    act: Act, report: UnitReport, based_on: int | None = None, **fields: Any
) -> None:
    """Keep its days and words. Raises Refused, ValidationError, Overtaken."""
    hold(report)
    insist(may_write_unit_report(act, report))
    _write(act, report, based_on, fields)


def freeze_unit_report(act: Act, report: UnitReport) -> Document:
    """Keep the report as it stands for ever and ask for its file; the office reads it from now on.

    A letter tells the office's coordinators and clerks, and the unit's present advisers.

    Raises Refused, MoveTaken, Overtaken when somebody wrote in it meanwhile.
    """
    insist(verdict_on(act, report, UNIT_REPORT.move(FREEZE)))
    content = frozen_content(unit_content.counted(report), act.at)
    with transaction.atomic():
        _freeze(act, report, content)
        _tell(act, report)
        return request(act, unit_content.UNIT_REPORT, report, title=str(report))


@transaction.atomic
def ask_for_unit_report(act: Act, report: UnitReport) -> Document:
    """Ask for the file of a frozen report once more. Raises Refused."""
    insist(may_ask_for_unit_report(act, report))
    return request(act, unit_content.UNIT_REPORT, report, title=str(report))


def _tell(act: Act, report: UnitReport) -> None:
    """Write to the unit's office and its present advisers, but not to whoever froze it."""
    readers = dict.fromkeys(office_people(act, report.unit) + advisers_of(act, report.unit))
    others = [one for one in readers if one.pk != act.user]
    send_letter(act, UNIT_REPORT_READY.code, others, report, {"url": report.get_absolute_url()})


def _keep(act: Act, report: R) -> R:
    report.full_clean()
    if report.last_day > act.day:
        raise ValidationError({"last_day": "Sprawozdanie jest na dzień, który już był."})
    report.save()
    return report


def _write(act: Act, report: R, based_on: int | None, fields: dict[str, Any]) -> None:
    report.step(based_on)
    for name, value in fields.items():
        setattr(report, name, value)
    _keep(act, report)


def _freeze(act: Act, report: Freezable, content: dict[str, Any]) -> None:
    """Make the move and keep the content, which was counted of the version seen before."""
    seen = report.edit_version
    perform(act, report, FREEZE)
    if report.edit_version != seen:
        raise Overtaken
    report.content, report.frozen_at = content, act.at
    report.save(update_fields=["content", "frozen_at"])
