"""How many contracts of an analysis's calls are settled, on the pages of the analysis."""

from dataclasses import dataclass

from django.db.models import Count, Q

from contracting.analysis.models import Analysis
from contracting.calls.models import Call
from contracting.contracts.models import OFFICE_READERS
from contracting.settlement.models import TaskReport
from contracting.settlement.terms import FINAL
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from mkus_portal.web.wording import plural

CONTRACTS = "tasks__offers__assessment__contract"
CONCLUDED = Q(**{f"{CONTRACTS}__concluded_on__isnull": False})
SETTLED = CONCLUDED & Q(
    **{
        f"{CONTRACTS}__reports__kind": FINAL,
        f"{CONTRACTS}__reports__state__in": TaskReport.DECIDED,
    }
)


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call with its concluded contracts and those whose final report is decided."""

    call: Call
    concluded: int
    settled: int

    @property
    def said(self) -> str:
        """How far the settling has come, in words."""
        if not self.concluded:
            return "nie ma jeszcze zawartych umów"
        of = plural(self.concluded, "umowy", "umów", "umów")
        return f"rozliczono {self.settled} z {self.concluded} {of}"


def of_analysis(act: Act, analysis: object) -> dict[str, object] | None:
    """Return the analysis's calls with how far their contracts are settled; one query."""
    if not isinstance(analysis, Analysis) or not (
        act.acts_for("office", analysis.office_id) and act.holds(*OFFICE_READERS)
    ):
        return None
    calls = Call.objects.filter(origin__analysis=analysis).annotate(
        concluded=Count(CONTRACTS, filter=CONCLUDED, distinct=True),
        settled=Count(CONTRACTS, filter=SETTLED, distinct=True),
    )
    lines = [
        CallLine(one, one.concluded, one.settled)  # type: ignore[attr-defined]  # annotated
        for one in calls.order_by("origin__drawn_at", "pk")
    ]
    partial = any(one.settled < one.concluded for one in lines)
    return {"lines": lines, "partial": partial} if lines else None


PANELS = (
    Panel("analysis-delivered", "contracting/settlement/_promises.html", of_analysis, order=20),
)
