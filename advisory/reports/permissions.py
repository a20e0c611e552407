"""Who reads an adviser's month and asks for its document; who writes and reads reports."""

from advisory.plans.permissions import is_adviser_of
from advisory.programmes.models import Adviser, Programme, Unit
from advisory.programmes.permissions import may_look, may_run
from advisory.reports.models import AdviserMonth, Freezable, ProgrammeReport, UnitReport
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused


def may_read(act: Act, month: AdviserMonth) -> Verdict:
    """Allow the adviser, the programme's coordinator and the operator."""
    if Adviser.objects.visible_to(act).filter(pk=month.adviser_id).exists():
        return ALLOWED
    return refused("Miesiąc doradcy czyta doradca i koordynator programu.")


def may_ask(act: Act, adviser: Adviser, *, entries: int) -> Verdict:
    """Allow whoever reads the month, once there is something in it."""
    if not Adviser.objects.visible_to(act).filter(pk=adviser.pk).exists():
        return refused("Dokument zamawia doradca albo koordynator programu.")
    if not entries:
        return refused("W tym miesiącu nie ma jeszcze żadnej konsultacji.")
    return ALLOWED


def may_begin_report(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator to begin a report."""
    return may_run(act, programme)


def may_write_report(act: Act, report: ProgrammeReport) -> Verdict:
    """Allow the programme's coordinator to write its words, until it is frozen."""
    return first_refusal(may_run(act, report.programme), is_open(report))


def may_read_report(act: Act, report: ProgrammeReport) -> Verdict:
    """Allow the coordinator and the operator."""
    return may_look(act, report.programme)


def may_ask_for_report(act: Act, report: ProgrammeReport) -> Verdict:
    """Allow whoever reads it to ask for its file, once it is frozen."""
    return first_refusal(may_read_report(act, report), is_done(report))


def may_begin_unit_report(act: Act, unit: Unit) -> Verdict:
    """Allow the coordinator and the unit's present adviser, once the unit is chosen."""
    if not (may_run(act, unit.programme) or is_adviser_of(act, unit)):
        return refused("Raport jednostki pisze koordynator programu i doradca jednostki.")
    if unit.state in {Unit.State.APPLIED, Unit.State.REJECTED}:
        return refused("Raport powstaje o jednostce, która jest wybrana do programu.")
    return ALLOWED


def may_write_unit_report(act: Act, report: UnitReport) -> Verdict:
    """Allow the coordinator and the unit's present adviser, until it is frozen."""
    if may_run(act, report.unit.programme) or is_adviser_of(act, report.unit):
        return is_open(report)
    return refused("Raport jednostki pisze koordynator programu i doradca jednostki.")


def may_read_unit_report(act: Act, report: UnitReport) -> Verdict:
    """Allow whoever sees the unit; its office once the report is frozen."""
    if UnitReport.objects.visible_to(act).filter(pk=report.pk).exists():
        return ALLOWED
    return refused("Raport czyta koordynator programu i doradca, a po zamrożeniu urząd jednostki.")


def may_ask_for_unit_report(act: Act, report: UnitReport) -> Verdict:
    """Allow whoever reads it to ask for its file, once it is frozen."""
    return first_refusal(may_read_unit_report(act, report), is_done(report))


def is_open(report: Freezable) -> Verdict:
    """Ask that it is not frozen."""
    if report.is_frozen:
        return refused("Ten raport jest zamrożony. Nowe liczby pokaże nowy raport.")
    return ALLOWED


def is_done(report: Freezable) -> Verdict:
    """Ask that it is frozen: a file is made of figures that no longer move."""
    if report.is_frozen:
        return ALLOWED
    return refused("Najpierw zamroź raport: plik powstaje z liczb, które się już nie zmienią.")
