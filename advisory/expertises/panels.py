"""What this room shows on a unit's page."""

from typing import Any

from advisory.expertises.models import Expertise
from advisory.expertises.permissions import may_order, may_order_now
from advisory.programmes.models import Unit
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def expertises_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the unit's expertises and how many of the limit are used; None for outsiders.

    An adviser whose assignment has ended sees nothing of them.
    """
    unit: Unit = obj
    seen = Expertise.objects.visible_to(act).filter(unit=unit)
    if not (seen.exists() or may_order(act, unit) or act.holds("operator")):
        return None
    rows = list(seen.order_by("-ordered_on", "-pk"))
    used = sum(1 for one in rows if one.state != Expertise.State.CANCELLED)
    return {
        "unit": unit,
        "expertises": [(one, one.is_late_on(act.day)) for one in rows],
        "used": used,
        "limit": unit.programme.expertises_limit,
        "may_order": bool(may_order(act, unit)),
        "ordering": may_order_now(act, unit),
    }


EXPERTISES = Panel(
    "programme-unit-detail",
    "advisory/expertises/_unit_expertises.html",
    expertises_of,
    order=60,
)
