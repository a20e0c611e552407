"""What the parties have agreed, frozen: the plan of the task and who pays for what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from contracting.contracts.models import Contract
from contracting.offers.content import Line, OfferContent
from contracting.offers.content import as_json as content_as_json
from contracting.offers.content import from_json as content_from_json
from contracting.offers.rules import line_total

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class AgreedPlan:
    """The agreed plan: an offer's actions, results, costs and sources in the agreed amounts.

    A line's `pk` is its key for the life of the contract: amendments and reports speak of it.
    `from_grant` says by line how much of it the grant pays; empty where the parties have not agreed
    it line by line (`Contract.grant_by_line`).
    """

    content: OfferContent
    from_grant: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The costs in the order of the form."""
        return self.content.lines

    @property
    def total(self) -> Decimal:
        """The whole cost of the task, PLN."""
        return sum((line_total(line) for line in self.lines), ZERO)

    def line(self, pk: int) -> Line:
        """Return a cost by its key. Raises KeyError for an unknown one."""
        for one in self.lines:
            if one.pk == pk:
                return one
        raise KeyError(pk)


def as_json(plan: AgreedPlan) -> dict[str, Any]:
    """Return the plan as it is kept: amounts and keys as text."""
    return {
        "content": content_as_json(plan.content),
        "from_grant": {str(pk): str(amount) for pk, amount in plan.from_grant.items()},
    }


def from_json(kept: Mapping[str, Any]) -> AgreedPlan:
    """Return the plan that was kept."""
    return AgreedPlan(
        content=content_from_json(dict(kept["content"])),
        from_grant={int(pk): Decimal(amount) for pk, amount in kept["from_grant"].items()},
    )


def agreed_of(contract: Contract) -> AgreedPlan:
    """Return the plan in force. Raises ValueError while nothing is agreed."""
    if contract.agreed is None:
        message = f"nothing is agreed in the contract {contract.pk}"
        raise ValueError(message)
    return from_json(contract.agreed)
