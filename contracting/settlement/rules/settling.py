"""How much of the grant is settled, and how much comes back on which ground (art. 251, 252 UFP)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.settlement.models import Ground
from contracting.settlement.rules.reported import ReportContent
from contracting.settlement.rules.tables import ZERO, total_of


@dataclass(frozen=True, slots=True)
class Settled:
    """The grant of a contract as a report settles it; all amounts PLN.

    `unspent_income` are bank interest and other income of the task that were not spent on it: they
    come back together with the unused grant (contract § 10).
    """

    received: Decimal
    reported: Decimal
    refused: Mapping[str, Decimal]
    unspent_income: Decimal

    @property
    def unused(self) -> Decimal:
        """What was transferred and not spent."""
        return max(self.received - self.reported, ZERO)

    @property
    def accepted(self) -> Decimal:
        """What the office takes as used on the task."""
        spent = min(self.reported, self.received)
        return max(spent - sum(self.refused.values(), ZERO), ZERO)

    def to_return(self) -> dict[str, Decimal]:
        """Return what comes back by ground; grounds without an amount are left out."""
        found = {Ground.UNUSED.value: self.unused + self.unspent_income, **self.refused}
        return {ground: amount for ground, amount in found.items() if amount}


def settled(
    content: ReportContent, received: Decimal, refused: Iterable[tuple[str, Decimal]]
) -> Settled:
    """Return how a report settles the grant; `refused` are (ground, amount) of its items."""
    by_ground: dict[str, Decimal] = {}
    for ground, amount in refused:
        if amount:
            by_ground[ground] = by_ground.get(ground, ZERO) + amount
    unspent = sum(
        (
            max(content.earned(earned) - total_of(content.spent, source), ZERO)
            for earned, source in (("interest", "from_interest"), ("income", "from_income"))
        ),
        ZERO,
    )
    return Settled(received, total_of(content.spent, "from_grant"), by_ground, unspent)
