"""The settlement of a contract as it stands: what a report settles, what of it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracting.contracts.models import Contract, Tranche
from contracting.settlement.coaching import limits_of
from contracting.settlement.content import content_of
from contracting.settlement.models import (
    ExpenseDocument,
    GrantReturn,
    Ground,
    TaskReport,
)
from contracting.settlement.rules.reported import ReportContent
from contracting.settlement.rules.settling import Settled, settled
from contracting.settlement.terms import FINAL

ZERO = Decimal("0.00")
YEAR_END = (12, 31)


@dataclass(frozen=True, slots=True)
class Claim:
    """What comes back on one ground (PLN); `why` are the items not accepted, each with the reason.

    `transferred_on` is for a misused grant, and for an unused one, whose budget year it tells.
    """

    ground: str
    amount: Decimal
    transferred_on: date | None = None
    why: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The ground in words."""
        return str(Ground(self.ground).label)


def refused_of(report: TaskReport) -> list[ExpenseDocument]:
    """Return the expenses of the report that the office has not accepted from the grant."""
    rows = report.expensedocuments.filter(state=ExpenseDocument.State.REFUSED)
    return list(rows.exclude(refused_grant=0).order_by("pk"))


def settled_by(report: TaskReport, content: ReportContent | None = None) -> Settled:
    """Return how the report settles the grant; a final one takes all reports' items."""
    said = content_of(report) if content is None else content
    rows = ExpenseDocument.objects.filter(
        contract=report.contract, state=ExpenseDocument.State.REFUSED
    ).exclude(report=None)
    if report.kind != FINAL:
        rows = rows.filter(report__ordinal__lte=report.ordinal)
    return settled(said, _received(report), [(one.ground, one.refused_grant) for one in rows])


def _received(report: TaskReport) -> Decimal:
    """Return what was transferred, for an interim report until the end of its period."""
    if report.kind == FINAL:
        return limits_of(report.contract).received
    paid = report.contract.tranches.filter(state=Tranche.State.PAID, paid_on__lte=report.period_to)
    return sum((one.amount for one in paid), ZERO)


def claims_of(report: TaskReport) -> list[Claim]:
    """Return what the report shows to come back, without what was found before.

    What is unused is counted at the end of a budget year and at the end of the task.
    """
    found = _refused_claims(report.contract, refused_of(report))
    ends_year = (report.period_to.month, report.period_to.day) == YEAR_END
    if report.kind == FINAL or ends_year:
        whole = settled_by(report)
        before = found_before(report.contract, Ground.UNUSED)
        unused = whole.unused + whole.unspent_income - before
        if unused > 0:
            transferred = _transfer_for(_transfers(report.contract), report.period_to)
            found.append(Claim(Ground.UNUSED.value, unused, transferred))
    return found


def found_before(contract: Contract, ground: str) -> Decimal:
    """Return what was already found to come back on a ground and not taken back."""
    rows = contract.grant_returns.filter(ground=ground).exclude(state=GrantReturn.State.CANCELLED)
    return sum((one.amount for one in rows), ZERO)


def _refused_claims(contract: Contract, items: Iterable[ExpenseDocument]) -> list[Claim]:
    """Return the refused items' parts of the grant, added up by ground and transfer."""
    paid = _transfers(contract)
    groups: dict[tuple[str, date | None], list[ExpenseDocument]] = {}
    for item in items:
        transferred = _transfer_for(paid, item.paid_on) if item.ground == Ground.MISUSED else None
        groups.setdefault((item.ground, transferred), []).append(item)
    return [
        Claim(
            ground,
            sum((one.refused_grant for one in rows), ZERO),
            transferred,
            tuple(f"{one}: {one.reason}" for one in rows),
        )
        for (ground, transferred), rows in groups.items()
    ]


def _transfers(contract: Contract) -> list[date | None]:
    paid = contract.tranches.filter(state=Tranche.State.PAID).order_by("paid_on")
    return list(paid.values_list("paid_on", flat=True))


def _transfer_for(transfers: list[date | None], spent_on: date | None) -> date | None:
    """Return the last transfer before the expense was paid, else the first one."""
    known = [one for one in transfers if one is not None]
    earlier = [one for one in known if spent_on is not None and one <= spent_on]
    return earlier[-1] if earlier else (known[0] if known else None)
