"""What a report says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from contracting.contracts.agreed import AgreedPlan
from contracting.settlement.rules.spent import Spent


@dataclass(frozen=True, slots=True)
class Reached:
    """A planned result with what was reached; `pk` is the key of its row in the draft."""

    pk: int
    name: str
    planned: str
    reached: str
    measured: str


@dataclass(frozen=True, slots=True)
class Done:
    """A planned action with how it was done; `degree` is a code, `said` its words."""

    pk: int
    name: str
    degree: str
    said: str
    description: str
    outside: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything that a report says.

    `spent` are the rows of the ledger up to the end of the period: those of earlier reports keep
    the report's key, this report's own have none. `income` is PLN, None where nothing was written.
    """

    kind: str
    period_from: date
    period_to: date
    plan: AgreedPlan
    texts: Mapping[str, str] = field(default_factory=dict)
    results: tuple[Reached, ...] = ()
    actions: tuple[Done, ...] = ()
    income: Mapping[str, Decimal | None] = field(default_factory=dict)
    spent: tuple[Spent, ...] = ()

    def text(self, code: str) -> str:
        """Return the text of a field; empty where nobody wrote."""
        return self.texts.get(code, "").strip()

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the period."""
        return tuple(range(self.period_from.year, self.period_to.year + 1))

    def earned(self, what: str) -> Decimal:
        """Return an amount of the incomes, 0 where nothing was written."""
        return self.income.get(what) or Decimal("0.00")
