"""What the ledger holds under each cost beside what the plan says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contracting.settlement.costs import Cost
from contracting.settlement.models import SOURCES

ZERO = Decimal("0.00")
GRANT = "from_grant"


@dataclass(frozen=True, slots=True)
class Balance:
    """A row: the plan of a cost, what the ledger holds under it by kind of money, PLN.

    `number` and `name` are empty for the sum. `granted` is what the plan gives the cost from the
    grant, None where it is not agreed cost by cost.
    """

    number: str
    name: str
    planned: Decimal
    granted: Decimal | None
    from_grant: Decimal
    other: Decimal
    contributed: Decimal
    spent: Decimal = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spent", self.from_grant + self.other + self.contributed)

    @property
    def left(self) -> Decimal:
        """What of the plan is not used yet; less than zero where it is exceeded."""
        return self.planned - self.spent


def balances(
    costs: Sequence[Cost],
    expenses: Mapping[int, Mapping[str, Decimal | None]],
    contributed: Mapping[int, Decimal],
) -> tuple[Balance, ...]:
    """Return a row for each cost; items under costs that the plan has no more; the sum.

    `expenses` maps a cost's key to the sums of its sources, `contributed` to the value of work and
    things.
    """
    rows = [_row(cost, expenses.get(cost.pk, {}), contributed.get(cost.pk, ZERO)) for cost in costs]
    rows += _outside(costs, expenses, contributed)
    return (*rows, _sum_of(rows)) if rows else ()


def _row(cost: Cost, sums: Mapping[str, Decimal | None], contributed: Decimal) -> Balance:
    grant = sums.get(GRANT) or ZERO
    other = sum((sums.get(source) or ZERO for source in SOURCES if source != GRANT), ZERO)
    return Balance(
        cost.number, cost.name, cost.total, cost.from_grant, grant, other, contributed or ZERO
    )


def _outside(
    costs: Sequence[Cost],
    expenses: Mapping[int, Mapping[str, Decimal | None]],
    contributed: Mapping[int, Decimal],
) -> Iterator[Balance]:
    """Yield what stands under costs that an amendment has taken out of the plan."""
    known = {cost.pk for cost in costs}
    for pk in sorted({*expenses, *contributed} - known):
        cost = Cost(pk, "", "Pozycja spoza obecnego planu", ZERO)
        yield _row(cost, expenses.get(pk, {}), contributed.get(pk, ZERO))


def _sum_of(rows: Iterable[Balance]) -> Balance:
    rows = list(rows)
    granted = [row.granted for row in rows if row.granted is not None]
    return Balance(
        "",
        "Razem",
        sum((row.planned for row in rows), ZERO),
        sum(granted, ZERO) if granted else None,
        sum((row.from_grant for row in rows), ZERO),
        sum((row.other for row in rows), ZERO),
        sum((row.contributed for row in rows), ZERO),
    )
