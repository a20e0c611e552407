"""Who reads an adviser's month and asks for its document."""

from advisory.programmes.models import Adviser, Programme
from advisory.programmes.permissions import may_look, may_run
from advisory.reports.models import AdviserMonth, ProgrammeReport
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


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


def may_write_report(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator to begin a report and write its words."""
    return may_run(act, programme)


def may_read_report(act: Act, report: ProgrammeReport) -> Verdict:
    """Allow the coordinator and the operator."""
    return may_look(act, report.programme)
