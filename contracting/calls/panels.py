"""What this room shows on other rooms' pages: open calls at the front door and to organisations."""

from contracting.calls.listing import line_of
from contracting.calls.models import Call, PoolEntry
from contracting.calls.pool import pool_lines
from contracting.calls.public import Wanted, chosen, snapshot
from contracting.calls.rules import Phase
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel

SHOWN = 5


def open_calls(act: Act, obj: object) -> dict[str, object] | None:
    """Return the open calls whose deadlines are the nearest, and how many there are."""
    found = chosen(snapshot().calls, Wanted(phase=Phase.OPEN), act.at)
    return {"lines": [line_of(one, act.at) for one in found[:SHOWN]], "total": len(found)}


def calls_for(act: Act, obj: object) -> dict[str, object] | None:
    """Return the same for an organisation's people, on their desk."""
    return open_calls(act, obj) if act.scope.kind == "organisation" else None


def money(act: Act, call: object) -> dict[str, object] | None:
    """Return what became of the tasks' pools; None before anything was posted."""
    if not isinstance(call, Call) or not PoolEntry.objects.filter(task__call=call).exists():
        return None
    return {"lines": pool_lines(call), "call": call}


TEMPLATE = "contracting/calls/_open_calls.html"
OPEN_CALLS = Panel(page="home", template=TEMPLATE, context=open_calls, order=10)
FOR_ORGANISATIONS = Panel(page="desk", template=TEMPLATE, context=calls_for, order=30)
MONEY = Panel(page="call-office", template="contracting/calls/_money.html", context=money, order=20)
