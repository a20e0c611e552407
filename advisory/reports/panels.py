"""What this room shows on a programme's page, the doors to figures; on a unit's, its reports."""

from typing import Any

from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import may_look
from advisory.reports.models import UnitReport
from advisory.reports.permissions import may_begin_unit_report
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def doors_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the programme for whoever reads all of it."""
    programme: Programme = obj
    return {"programme": programme} if may_look(act, programme) else None


def reports_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the unit's reports that the act may read, and whether one may be begun."""
    unit: Unit = obj
    rows = UnitReport.objects.visible_to(act).filter(unit=unit).defer("content")
    reports = list(rows)
    begins = bool(may_begin_unit_report(act, unit))
    return {"unit": unit, "reports": reports, "begins": begins} if reports or begins else None


DOORS = Panel("programme-detail", "advisory/reports/_programme.html", doors_of, order=10)
UNIT_REPORTS = Panel("programme-unit-detail", "advisory/reports/_unit.html", reports_of, order=75)
