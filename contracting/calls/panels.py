"""What this room shows on other rooms' pages: open calls, calls drafted from an analysis."""

from contracting.analysis.joined import joined
from contracting.analysis.models import Analysis
from contracting.calls.drawn import from_analysis
from contracting.calls.listing import line_of
from contracting.calls.models import Call, PoolEntry
from contracting.calls.permissions import may_draw
from contracting.calls.pool import pool_lines
from contracting.calls.public import Wanted, chosen, snapshot
from contracting.calls.rules import Phase
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES
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


def drawn_calls(act: Act, analysis: object) -> dict[str, object] | None:
    """Return an analysis's calls and the way to a new one, for its own office alone."""
    if not isinstance(analysis, Analysis) or not (
        act.acts_for("office", analysis.office_id) and act.holds(*OFFICE_ROLES)
    ):
        return None
    calls = Call.objects.filter(origin__analysis=analysis).select_related("origin")
    verdict = may_draw(act, analysis)
    return {
        "analysis": analysis,
        "calls": list(calls.order_by("origin__drawn_at", "pk")),
        "verdict": verdict,
        "doubt": joined(analysis).found.doubt if verdict else "",
    }


def origin(act: Act, call: object) -> dict[str, object] | None:
    """Return what a call has from its analysis, and what it does not have."""
    if not isinstance(call, Call):
        return None
    found = from_analysis(call)
    is_draft = call.state == Call.State.DRAFT
    return None if found is None else {"found": found, "is_draft": is_draft}


TEMPLATE = "contracting/calls/_open_calls.html"
OPEN_CALLS = Panel(page="home", template=TEMPLATE, context=open_calls, order=10)
FOR_ORGANISATIONS = Panel(page="desk", template=TEMPLATE, context=calls_for, order=30)
MONEY = Panel(page="call-office", template="contracting/calls/_money.html", context=money, order=20)
DRAWN = Panel("analysis-detail", "contracting/calls/_drawn_calls.html", drawn_calls, order=10)
ORIGIN = Panel("call-office", "contracting/calls/_origin.html", origin, order=2)
