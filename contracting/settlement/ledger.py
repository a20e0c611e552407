"""What was spent under a contract, read for the tables of its reports and for the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from contracting.contracts.models import Contract
from contracting.settlement.costs import Cost
from contracting.settlement.models import SOURCES, Contribution, ExpenseDocument
from contracting.settlement.rules.balance import Balance, balances
from contracting.settlement.rules.spent import Spent
from mkus_portal.act import Act

ZERO = Decimal("0.00")
PERSONAL, IN_KIND = "personal", "in_kind"
NOTHING = dict.fromkeys((*SOURCES, PERSONAL, IN_KIND), ZERO)


def spent_of(contract: Contract, until: date | None = None) -> tuple[Spent, ...]:
    """Return what was paid and contributed, to the end of `until`; two queries.

    A document that is not paid yet is not spent money (art. 251 ust. 4 UFP) and is left out.
    """
    return (*_expenses(contract, until), *_contributions(contract, until))


def _expenses(contract: Contract, until: date | None) -> Iterator[Spent]:
    rows = ExpenseDocument.objects.filter(contract=contract, paid_on__isnull=False)
    if until is not None:
        rows = rows.filter(paid_on__lte=until)
    for one in rows.order_by("pk"):
        assert one.paid_on is not None  # noqa: S101 - the filter above
        yield Spent(
            line=one.line,
            year=one.paid_on.year,
            report=one.report_id,
            amounts={**NOTHING, **{source: getattr(one, source) for source in SOURCES}},
            refused_grant=one.refused_grant,
            refused_other=one.refused_other,
        )


def _contributions(contract: Contract, until: date | None) -> Iterator[Spent]:
    rows = Contribution.objects.filter(contract=contract)
    if until is not None:
        rows = rows.filter(day_to__lte=until)
    for one in rows.order_by("pk"):
        yield Spent(
            line=one.line,
            year=one.day_to.year,
            report=one.report_id,
            amounts={**NOTHING, PERSONAL if one.is_personal else IN_KIND: one.value},
            refused_grant=one.refused_grant,
            refused_other=one.refused_other,
        )


def balance_of(act: Act, contract: Contract, costs: tuple[Cost, ...]) -> tuple[Balance, ...]:
    """Return what the ledger holds for whoever acts beside the plan, paid or not; two queries."""
    expenses = ExpenseDocument.objects.visible_to(act).filter(contract=contract).order_by()
    sums: Iterable[Mapping[str, Any]] = expenses.values("line").annotate(
        **{f"sum_{name}": Sum(name) for name in SOURCES}
    )
    given = Contribution.objects.visible_to(act).filter(contract=contract).order_by()
    return balances(
        costs,
        {row["line"]: {name: row[f"sum_{name}"] for name in SOURCES} for row in sums},
        dict(given.values_list("line").annotate(Sum("value"))),
    )
