"""The tables V.A, V.B and V.C row by row, numbered as the form numbers them."""

from dataclasses import dataclass
from decimal import Decimal

from contracting.offers.content import Line, OfferContent, year_columns
from contracting.offers.rules import line_total, line_years, sums_of, years_total
from contracting.offers.rules.sums import ZERO, by_column


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of V.A; `level`: part, action, cost or sum."""

    level: str
    number: str
    name: str
    unit: str = ""
    unit_cost: Decimal | None = None
    quantity: Decimal | None = None
    total: Decimal | None = None
    years: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of V.B with its share in the total, per cent."""

    number: str
    name: str
    value: Decimal
    share: Decimal
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A row of V.C."""

    name: str
    total: Decimal
    years: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class CostGroup:
    """A row of V.A with the costs that it counts; a part counts none, a cost itself."""

    level: str
    number: str
    name: str
    lines: tuple[Line, ...] = ()


def cost_groups(content: OfferContent) -> tuple[CostGroup, ...]:
    """Return V.A: costs under their actions, administrative costs, the three sums."""
    admin = tuple(line for line in content.lines if line.kind == "admin")
    active = tuple(line for line in content.lines if line.kind != "admin")
    rows = [CostGroup("part", "I.", "Koszty realizacji działań")]
    known = {action.pk: action.name for action in content.actions}
    groups = [
        (name or f"Działanie {place}", tuple(line for line in active if line.action == pk))
        for place, (pk, name) in enumerate(known.items(), 1)
    ]
    loose = tuple(line for line in active if line.action not in known)
    if loose:
        groups.append(("Koszty bez działania", loose))
    for place, (name, lines) in enumerate(groups, 1):
        rows.append(CostGroup("action", f"I.{place}.", name, lines))
        rows += _costs(f"I.{place}.", lines)
    rows.append(CostGroup("sum", "", "Suma kosztów realizacji zadania", active))
    rows.append(CostGroup("part", "II.", "Koszty administracyjne"))
    rows += _costs("II.", admin)
    rows.append(CostGroup("sum", "", "Suma kosztów administracyjnych", admin))
    rows.append(CostGroup("sum", "", "Suma wszystkich kosztów realizacji zadania", active + admin))
    return tuple(rows)


def _costs(number: str, lines: tuple[Line, ...]) -> list[CostGroup]:
    return [
        CostGroup("cost", f"{number}{at}.", line.name, (line,)) for at, line in enumerate(lines, 1)
    ]


def cost_rows(content: OfferContent) -> tuple[CostRow, ...]:
    """Return V.A as the form prints it."""
    columns = year_columns(content)
    return tuple(_row(one, columns) for one in cost_groups(content))


def _row(group: CostGroup, columns: int) -> CostRow:
    if group.level == "part":
        return CostRow(group.level, group.number, group.name)
    by_year = [line_years(line, columns) for line in group.lines]
    unit: tuple[str, Decimal | None, Decimal | None] = ("", None, None)
    if group.level == "cost":
        [line] = group.lines
        unit = (line.unit, line.unit_cost, line.quantity)
    return CostRow(
        group.level,
        group.number,
        group.name,
        *unit,
        total=sum((line_total(line) for line in group.lines), ZERO),
        years=tuple(sum((one[year] for one in by_year), ZERO) for year in range(columns)),
    )


def source_rows(content: OfferContent) -> tuple[SourceRow, ...]:
    """Return V.B; 3.2 is the sum of the personal and the in-kind contribution, shown below it."""
    sums = sums_of(content)
    rows = (
        ("1.", "Suma wszystkich kosztów realizacji zadania", sums.total),
        ("2.", "Planowana dotacja w ramach niniejszej oferty", sums.grant),
        ("3.", "Wkład własny", sums.own),
        ("3.1.", "Wkład własny finansowy", sums.own_financial),
        ("3.2.", "Wkład własny niefinansowy (osobowy i rzeczowy)", sums.own_non_financial),
        ("", "w tym wkład osobowy", sums.own_personal),
        ("", "w tym wkład rzeczowy", sums.own_in_kind),
        ("4.", "Świadczenia pieniężne od odbiorców zadania", sums.recipient_fees),
    )
    return tuple(
        SourceRow(number, name, value, sums.share(value), is_part=not number)
        for number, name, value in rows
    )


def share_rows(content: OfferContent) -> tuple[ShareRow, ...]:
    """Return V.C with its sum as the last row; empty for an offer of one bidder."""
    if not content.is_joint:
        return ()
    columns = year_columns(content)
    rows = [
        ShareRow(
            one.name,
            years_total(one.years, columns),
            by_column(one.years, columns),
        )
        for one in content.shares
    ]
    whole = ShareRow(
        "Suma wszystkich kosztów realizacji zadania",
        sum((row.total for row in rows), ZERO),
        tuple(sum((row.years[year] for row in rows), ZERO) for year in range(columns)),
    )
    return (*rows, whole)
