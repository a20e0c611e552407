"""The two tables of the report (form 4.6, II.1 and II.2), planned beside actual."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracting.contracts.agreed import AgreedPlan
from contracting.offers.content import Line
from contracting.offers.costing import cost_groups
from contracting.offers.rules import Sums, line_total, line_years, sums_of
from contracting.settlement.models import SOURCES
from contracting.settlement.rules.spent import Spent
from mkus_portal.money import percent_of

ZERO = Decimal("0.00")
GRANT_SIDE = ("from_grant", "from_interest", "from_income")
OTHER_MONEY = ("own_financial", "recipient_fees", "other_public", "other")
NOT_MONEY = ("personal", "in_kind")
ALL = (*SOURCES, *NOT_MONEY)


def total_of(rows: Iterable[Spent], *sources: str) -> Decimal:
    """Return the sum over the sources, PLN; without sources over all of them."""
    chosen = sources or ALL
    return sum((row.amounts.get(one, ZERO) for row in rows for one in chosen), ZERO)


@dataclass(frozen=True, slots=True)
class SettledCost:
    """A row of II.1; `level`: part, action, cost or sum. Amounts are PLN, None in a part's row.

    `earlier` is what earlier reports brought, `now` what this one adds, `total` both.
    """

    level: str
    number: str
    name: str
    planned: Decimal | None = None
    earlier: Decimal | None = None
    now: Decimal | None = None
    total: Decimal | None = None
    grant_planned: Decimal | None = None
    grant: Decimal | None = None
    key: int | None = None


def cost_table(
    plan: AgreedPlan,
    spent: Sequence[Spent],
    year: int | None = None,
    sources: tuple[str, ...] = ALL,
) -> tuple[SettledCost, ...]:
    """Return II.1 of the whole task, or of one calendar year; what is spent by `sources`."""
    planned_of = _planned(plan, year)
    rows = [one for one in spent if year is None or one.year == year]
    found = []
    for group in cost_groups(plan.content):
        if group.level == "part":
            found.append(SettledCost(group.level, group.number, group.name))
            continue
        keys = {line.pk for line in group.lines}
        of_group = [one for one in rows if one.line in keys]
        earlier = total_of((one for one in of_group if one.report is not None), *sources)
        now = total_of((one for one in of_group if one.report is None), *sources)
        found.append(
            SettledCost(
                group.level,
                group.number,
                group.name,
                planned=sum((planned_of(line) for line in group.lines), ZERO),
                earlier=earlier,
                now=now,
                total=earlier + now,
                grant_planned=_grant_planned(plan, group.lines),
                grant=total_of(of_group, "from_grant"),
                key=group.lines[0].pk if group.level == "cost" else None,
            )
        )
    return tuple(found)


def _planned(plan: AgreedPlan, year: int | None) -> Callable[[Line], Decimal]:
    years = plan.content.years
    if year is None or len(years) < 2:  # noqa: PLR2004 - a task of one year has no columns of years
        return line_total
    place = years.index(year) if year in years else None

    def of_year(line: Line) -> Decimal:
        return ZERO if place is None else line_years(line, len(years))[place]

    return of_year


def _grant_planned(plan: AgreedPlan, lines: Iterable[Line]) -> Decimal | None:
    if not plan.from_grant:
        return None
    return sum((plan.from_grant.get(line.pk, ZERO) for line in lines), ZERO)


@dataclass(frozen=True, slots=True)
class SettledSource:
    """A row of II.2: PLN, per cent where `is_share`; `planned` None where nothing is agreed."""

    number: str
    name: str
    planned: Decimal | None
    actual: Decimal
    level: str = "row"

    @property
    def is_share(self) -> bool:
        """Whether the row is a percentage."""
        return self.level == "share"


Row = tuple[str, str, Decimal | None, Decimal, str]


def source_table(plan: AgreedPlan, spent: Sequence[Spent]) -> tuple[SettledSource, ...]:
    """Return II.2: what each source was to pay and has paid; shares in per cent, two decimals."""
    agreed = sums_of(plan.content)
    actual = {source: total_of(spent, source) for source in ALL}
    rows = (*_grant_rows(agreed, actual), *_other_rows(agreed, actual), *_shares(agreed, actual))
    return tuple(SettledSource(*row) for row in rows)


def _grant_rows(agreed: Sums, actual: Mapping[str, Decimal]) -> tuple[Row, ...]:
    whole = sum((actual[one] for one in GRANT_SIDE), ZERO)
    name = "Kwota dotacji, odsetki bankowe od dotacji i inne przychody ogółem"
    return (
        ("1.", name, agreed.grant, whole, "sum"),
        ("1.1.", "Kwota dotacji", agreed.grant, actual["from_grant"], "row"),
        ("1.2.", "Odsetki bankowe od dotacji", None, actual["from_interest"], "row"),
        ("1.3.", "Inne przychody", None, actual["from_income"], "row"),
    )


def _other_rows(agreed: Sums, actual: Mapping[str, Decimal]) -> tuple[Row, ...]:
    fees, own = agreed.recipient_fees, agreed.own_financial
    money = sum((actual[one] for one in OTHER_MONEY), ZERO)
    given = sum((actual[one] for one in NOT_MONEY), ZERO)
    public = "Środki finansowe z innych źródeł publicznych"
    return (
        ("2.1.", "Inne środki finansowe ogółem", own + fees, money, "sum"),
        ("2.2.", "Środki finansowe własne", own, actual["own_financial"], "row"),
        (
            "2.3.",
            "Świadczenia pieniężne od odbiorców zadania",
            fees,
            actual["recipient_fees"],
            "row",
        ),
        ("2.4.", public, ZERO, actual["other_public"], "row"),
        ("2.5.", "Pozostałe", ZERO, actual["other"], "row"),
        (
            "3.",
            "Wkład osobowy i wkład rzeczowy ogółem",
            agreed.own_non_financial,
            given,
            "sum",
        ),
        (
            "3.1.",
            "Koszty pokryte z wkładu osobowego",
            agreed.own_personal,
            actual["personal"],
            "row",
        ),
        (
            "3.2.",
            "Koszty pokryte z wkładu rzeczowego",
            agreed.own_in_kind,
            actual["in_kind"],
            "row",
        ),
    )


def _shares(agreed: Sums, actual: Mapping[str, Decimal]) -> tuple[Row, ...]:
    whole = sum(actual.values(), ZERO)
    grant, planned = actual["from_grant"], agreed.grant
    money = sum((actual[one] for one in OTHER_MONEY), ZERO)
    given = sum((actual[one] for one in NOT_MONEY), ZERO)
    planned_money = agreed.own_financial + agreed.recipient_fees
    in_relation = "w stosunku do otrzymanej kwoty dotacji"
    return (
        ("", "Wszystkie koszty zadania (1 + 2.1 + 3)", agreed.total, whole, "sum"),
        (
            "4.",
            "Udział kwoty dotacji w całkowitych kosztach zadania publicznego",
            percent_of(planned, agreed.total),
            percent_of(grant, whole),
            "share",
        ),
        (
            "5.",
            f"Udział innych środków finansowych {in_relation}",
            percent_of(planned_money, planned),
            percent_of(money, grant),
            "share",
        ),
        (
            "6.",
            f"Udział wkładu osobowego i wkładu rzeczowego {in_relation}",
            percent_of(agreed.own_non_financial, planned),
            percent_of(given, grant),
            "share",
        ),
    )
