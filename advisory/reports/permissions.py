"""Who reads an adviser's month and asks for its document."""

from advisory.programmes.models import Adviser
from advisory.reports.models import AdviserMonth
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
