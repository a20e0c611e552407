"""What this room shows on other rooms' pages: open calls at the front door."""

from contracting.calls.listing import line_of
from contracting.calls.public import Wanted, chosen, snapshot
from contracting.calls.rules import Phase
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel

SHOWN = 5


def open_calls(act: Act, obj: object) -> dict[str, object] | None:
    """Return the open calls whose deadlines are the nearest, and how many there are."""
    found = chosen(snapshot().calls, Wanted(phase=Phase.OPEN), act.at)
    return {"lines": [line_of(one, act.at) for one in found[:SHOWN]], "total": len(found)}


OPEN_CALLS = Panel(
    page="home", template="contracting/calls/_open_calls.html", context=open_calls, order=10
)
