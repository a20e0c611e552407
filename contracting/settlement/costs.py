"""The costs of the agreed plan with the numbers that the form gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.contracts.agreed import AgreedPlan, from_json
from contracting.contracts.models import Contract
from contracting.offers.costing import cost_groups
from contracting.offers.rules import line_total


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost of the plan: its key for the life of the contract, its number in V.A, its amounts.

    `from_grant` is None where the parties have not agreed it cost by cost.
    """

    pk: int
    number: str
    name: str
    total: Decimal
    from_grant: Decimal | None = None

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


def costs_of(contract: Contract) -> tuple[Cost, ...]:
    """Return the costs in force in the order of the form; none while nothing is agreed."""
    return numbered(from_json(contract.agreed)) if contract.agreed else ()


def numbered(plan: AgreedPlan) -> tuple[Cost, ...]:
    """Return the plan's costs as V.A numbers them."""
    return tuple(
        Cost(line.pk, group.number, group.name, line_total(line), plan.from_grant.get(line.pk))
        for group in cost_groups(plan.content)
        if group.level == "cost"
        for line in group.lines
    )


def by_key(costs: tuple[Cost, ...]) -> Mapping[int, Cost]:
    """Return the costs by their keys."""
    return {cost.pk: cost for cost in costs}
