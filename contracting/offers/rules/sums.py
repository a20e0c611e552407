"""Sums of V.A, V.B and V.C: computed by the server, half-up, never typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.offers.content import Amounts, Line, OfferContent, year_columns
from mkus_portal.money import percent_of, round_money

ZERO = Decimal("0.00")


def amount(value: Decimal | None) -> Decimal:
    """Return the amount, 0 where nothing was written."""
    return ZERO if value is None else value


def line_total(line: Line) -> Decimal:
    """Return unit cost × number of units in whole grosze, half-up (form's column `Razem`)."""
    return round_money(amount(line.unit_cost) * amount(line.quantity))


def years_total(years: Amounts, columns: int) -> Decimal:
    """Return the sum of the amounts in the first columns; later ones are not on the form."""
    return sum((amount(one) for one in years[:columns]), ZERO)


def line_years(line: Line, columns: int) -> tuple[Decimal, ...]:
    """Return a line's amounts by year; in a task of one year that year has the whole."""
    if columns == 1:
        return (line_total(line),)
    return by_column(line.years, columns)


def by_column(years: Amounts, columns: int) -> tuple[Decimal, ...]:
    """Return so many amounts as there are columns, 0 where nothing was written."""
    filled = (*years, *(None for _ in range(columns)))
    return tuple(amount(one) for one in filled[:columns])


@dataclass(frozen=True, slots=True)
class Sums:
    """All figures of section V; shares are per cent of the total with two decimals."""

    by_action: Mapping[int, Decimal]
    action_costs: Decimal
    admin_costs: Decimal
    total: Decimal
    by_year: tuple[Decimal, ...]
    grant: Decimal
    own_financial: Decimal
    own_personal: Decimal
    own_in_kind: Decimal
    recipient_fees: Decimal
    shares_total: Decimal

    @property
    def own_non_financial(self) -> Decimal:
        """Row 3.2 of the form: personal and in-kind contribution together."""
        return self.own_personal + self.own_in_kind

    @property
    def own(self) -> Decimal:
        """Row 3 of the form: 3.1 + 3.2."""
        return self.own_financial + self.own_non_financial

    @property
    def funded(self) -> Decimal:
        """Rows 2 + 3 + 4 together; must equal the total."""
        return self.grant + self.own + self.recipient_fees

    def share(self, part: Decimal) -> Decimal:
        """Return a part's share in the total, per cent."""
        return percent_of(part, self.total)


def _of(lines: Iterable[Line]) -> Decimal:
    return sum((line_total(line) for line in lines), ZERO)


def sums_of(content: OfferContent) -> Sums:
    """Return all sums of the content (R09)."""
    action_lines = [line for line in content.lines if line.kind != "admin"]
    admin_lines = [line for line in content.lines if line.kind == "admin"]
    columns = year_columns(content)
    funding = content.funding
    action_costs, admin_costs = _of(action_lines), _of(admin_lines)
    return Sums(
        by_action={
            action.pk: _of(line for line in action_lines if line.action == action.pk)
            for action in content.actions
        },
        action_costs=action_costs,
        admin_costs=admin_costs,
        total=action_costs + admin_costs,
        by_year=tuple(
            sum((line_years(line, columns)[year] for line in content.lines), ZERO)
            for year in range(columns)
        ),
        grant=amount(funding.grant),
        own_financial=amount(funding.own_financial),
        own_personal=amount(funding.own_personal),
        own_in_kind=amount(funding.own_in_kind),
        recipient_fees=amount(funding.recipient_fees),
        shares_total=sum((years_total(one.years, columns) for one in content.shares), ZERO),
    )
