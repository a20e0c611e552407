"""What this room shows on a unit's page."""

from typing import Any

from advisory.events.documents import period_of
from advisory.events.models import Event
from advisory.programmes.models import Unit
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel

SHOWN = 6


def events_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the unit's last events, as far as the act may see them."""
    unit: Unit = obj
    rows = Event.objects.visible_to(act).filter(units=unit).distinct().order_by("-starts_on", "-pk")
    found = [(one, period_of(one)) for one in rows[:SHOWN]]
    return {"unit": unit, "rows": found}


EVENTS = Panel("programme-unit-detail", "advisory/events/_unit_events.html", events_of, order=60)
