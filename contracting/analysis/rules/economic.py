"""The economic efficiency of a change (mkus.md 4.4, exact calculation 2026.1).

Everything is counted in fractions, so a class at its threshold is right; the figures are Decimals
of 60 digits, each rounded once and only for print, half-up away from zero.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contracting.analysis.method import EconomicMethod
from contracting.analysis.method.economic import FUTURE, PRESENT
from contracting.analysis.rules.economy import CostEntry, Economy, Overhead, insist_on
from contracting.analysis.rules.printing import EXACT, plain

NOTHING = Fraction(0)
PRESENT_DIRECT = ("PERS", "MAT", "OBJ", "WYP", "DOT")
PRESENT_INDIRECT = ("NADZ", "TRANS", "OGOL")
OUTSIDE = ("NGO-FIN", "NGO-INN", "OPL", "NGO-OS", "NGO-RZ")
OUTSIDE_MONEY = ("NGO-FIN", "NGO-INN", "OPL")
ESTIMATE = "estimate"
MONEY, PERCENTS = 2, 1
PLACES = {
    "KB_A": MONEY,
    "KP_A": MONEY,
    "P_A": MONEY,
    "K_A": MONEY,
    "kj_A": MONEY,
    "D": MONEY,
    "T": MONEY,
    "U": MONEY,
    "J": MONEY,
    "K_B": MONEY,
    "kj_B": MONEY,
    "W": MONEY,
    "K_Bs": MONEY,
    "kj_Bs": MONEY,
    "dK": MONEY,
    "dkj": MONEY,
    "D_max": MONEY,
    "dK_pct": PERCENTS,
    "dkj_pct": PERCENTS,
    "WE": PERCENTS,
    "L": 3,
    "t0": 2,
}
COMPARED = ("dK", "dK_pct", "dkj", "dkj_pct", "WE", "D_max", "t0")
EXTRA_PLACES = {
    "P_B": MONEY,
    "OGOL_A": MONEY,
    "NPV": MONEY,
    "A_pct": PERCENTS,
    "JST_pct": PERCENTS,
    "estimates_pct": PERCENTS,
}


@dataclass(frozen=True, slots=True)
class RegrantingFigures:
    """Serving the small grants: the whole cost, the cost of one, its percent of the pool."""

    cost_before: Decimal
    cost_after: Decimal
    per_grant_before: Decimal | None
    per_grant_after: Decimal | None
    share_before: Decimal | None
    share_after: Decimal | None


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """A partner's contribution in złoty a year, and its percent of K_B* (None without it)."""

    name: str
    contribution: Decimal
    share: Decimal | None
    money: Decimal
    in_kind: Decimal


@dataclass(frozen=True, slots=True)
class EconomicFigures:
    """The figures of mkus.md 4.4, none of them rounded; None where there is no value (point 6).

    `values` by the method's symbols (keys of PLACES and EXTRA_PLACES): money in złoty a year, `t0`
    in years, percents as numbers; NPV over the horizon, `A_pct` the share of administration,
    `JST_pct` the office's part of K_B*, `OGOL_A` the overhead found by the key. `at_*` is WE by
    step in percent; `present` and `future` are sums by group.
    """

    values: Mapping[str, Decimal | None]
    cls: str | None
    at_grant: Mapping[int, Decimal | None]
    at_units: Mapping[int, Decimal | None]
    is_sensitive: bool
    present: Mapping[str, Decimal]
    future: Mapping[str, Decimal]
    regranting: RegrantingFigures | None
    partners: tuple[PartnerFigures, ...]

    def __getitem__(self, symbol: str) -> Decimal | None:
        """Return a figure by its symbol. Raises KeyError for one that the method does not have."""
        return self.values[symbol]

    def printed(self, symbol: str) -> str | None:
        """Return a figure as it is printed, in plain decimal notation."""
        places = PLACES[symbol] if symbol in PLACES else EXTRA_PLACES[symbol]
        return printed(self.values[symbol], places)

    def rounded(self) -> dict[str, object]:
        """Return the figures under the keys of the method as decimal strings, half-up."""
        plain: dict[str, object] = {symbol: self.printed(symbol) for symbol in PLACES}
        plain["cls"] = self.cls
        for key, steps in (("WE_at_grant", self.at_grant), ("WE_at_units", self.at_units)):
            plain[key] = {str(step): printed(value, PERCENTS) for step, value in steps.items()}
        return plain


@dataclass(frozen=True, slots=True)
class _Costs:
    """What both scenarios come to, exactly."""

    direct: Fraction
    indirect: Fraction
    fees: Fraction
    grant: Fraction
    service: Fraction
    upkeep: Fraction
    one_off: Fraction
    years: int
    revenue: Fraction
    outside: Fraction
    before: Fraction | None
    after: Fraction | None
    has_present: bool

    @property
    def present(self) -> Fraction:
        """K_A."""
        return self.direct + self.indirect - self.fees

    def future(self, grant: Fraction | None = None) -> Fraction:
        """K_B, with another grant where one is given."""
        spent = (self.grant if grant is None else grant) + self.service + self.upkeep
        return spent + self.one_off / self.years - self.revenue

    def ratio(self, grant: Fraction | None = None, moved: int = 0) -> Fraction | None:
        """WE, with another grant or units moved by a percent; None where it has no value."""
        future = self.future(grant)
        if not self.has_present or self.present <= 0 or future <= 0:
            return None
        if self.before is None or self.after is None:
            return None
        return self.present / self.before / (future / _moved(self.after, moved)) * 100


def value_of(line: CostEntry) -> Fraction:
    """Return quantity × unit cost × times a year in złoty, exactly."""
    return Fraction(line.quantity) * Fraction(line.unit_cost) * Fraction(line.times_per_year)


def figures_of(economy: Economy, method: EconomicMethod) -> EconomicFigures:
    """Return the figures. Raises EconomyError for an input that the method does not allow."""
    insist_on(economy, method)
    present, future = group_sums(economy, PRESENT), group_sums(economy, FUTURE)
    overhead = overhead_of(economy.overhead, _sum(present, PRESENT_DIRECT))
    costs = _costs(economy, present, future, overhead)
    social = costs.future() + costs.outside
    money = costs.grant + _sum(future, OUTSIDE_MONEY)
    values = {
        **_amounts(costs),
        **_comparison(costs),
        "OGOL_A": overhead,
        "NPV": _npv(costs, Fraction(economy.discount_rate)),
        "A_pct": _percent(_fraction(economy.administrative), money),
        "JST_pct": _percent(costs.future(), social) if social > 0 else None,
        "estimates_pct": _estimates(economy),
    }
    by_grant = {p: costs.ratio(grant=_moved(costs.grant, p)) for p in method.steps}
    by_units = {p: costs.ratio(moved=p) for p in method.steps}
    ratio = costs.ratio()
    return EconomicFigures(
        values={symbol: _figure(value) for symbol, value in values.items()},
        cls=None if ratio is None else method.class_of(ratio).code,
        at_grant={p: _figure(one) for p, one in by_grant.items()},
        at_units={p: _figure(one) for p, one in by_units.items()},
        is_sensitive=_is_sensitive(method, ratio, by_grant, by_units),
        present={group: _exact(one) for group, one in present.items()},
        future={group: _exact(one) for group, one in future.items()},
        regranting=_regranting(economy),
        partners=_partners(economy, social),
    )


def _amounts(costs: _Costs) -> dict[str, Fraction | None]:
    """Return what each scenario costs, in whole and per unit."""
    future = costs.future()
    social = future + costs.outside
    return {
        "KB_A": costs.direct,
        "KP_A": costs.indirect,
        "P_A": costs.fees,
        "K_A": costs.present,
        "kj_A": _over(costs.present, costs.before) if costs.has_present else None,
        "D": costs.grant,
        "T": costs.service,
        "U": costs.upkeep,
        "J": costs.one_off,
        "P_B": costs.revenue,
        "K_B": future,
        "kj_B": _over(future, costs.after),
        "W": costs.outside,
        "K_Bs": social,
        "kj_Bs": _over(social, costs.after),
        "L": _over(costs.outside, costs.grant),
    }


def _comparison(costs: _Costs) -> dict[str, Fraction | None]:
    """Return what the change brings; all None where there is nothing to compare with."""
    found: dict[str, Fraction | None] = dict.fromkeys(COMPARED)
    if not costs.has_present:
        return found
    present, future = costs.present, costs.future()
    delta, has_ratio = present - future, present > 0 and future > 0
    found["dK"] = delta
    found["dK_pct"] = _percent(delta, present) if has_ratio else None
    found["WE"], found["t0"] = costs.ratio(), _payback(costs)
    if costs.before is not None and costs.after is not None:
        unit = present / costs.before
        delta_unit = unit - future / costs.after
        found["dkj"] = delta_unit
        found["dkj_pct"] = _percent(delta_unit, unit) if has_ratio else None
        found["D_max"] = unit * costs.after - future + costs.grant
    return found


def group_sums(economy: Economy, scenario: str) -> dict[str, Fraction]:
    """Return the value of the scenario's lines by group."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for line in economy.lines:
        if line.scenario == scenario:
            sums[line.group] += value_of(line)
    return dict(sums)


def overhead_of(overhead: Overhead, direct: Fraction) -> Fraction:
    """Return the share of general costs in złoty; percent is of direct costs before fees."""
    if overhead.key == "amount":
        return Fraction(overhead.amount)
    if overhead.key == "percent":
        return direct * Fraction(overhead.percent) / 100
    if overhead.key == "posts":
        whole = Fraction(overhead.total_overhead) * Fraction(overhead.task_posts)
        return whole / Fraction(overhead.all_posts)
    return NOTHING


def printed(value: Decimal | None, places: int) -> str | None:
    """Return a figure with so many decimals, half-up away from zero; zero has no sign."""
    return plain(value, Decimal(1).scaleb(-places))


def _costs(
    economy: Economy,
    present: Mapping[str, Fraction],
    future: Mapping[str, Fraction],
    overhead: Fraction,
) -> _Costs:
    return _Costs(
        direct=_sum(present, PRESENT_DIRECT),
        indirect=_sum(present, PRESENT_INDIRECT) + overhead,
        fees=_sum(present, ("OPL",)),
        grant=_sum(future, ("DOT",)),
        service=_sum(future, ("TRANS", "NADZ")),
        upkeep=_sum(future, ("OBJ",)),
        one_off=_sum(future, ("JEDN",)),
        years=economy.horizon_years,
        revenue=Fraction(economy.office_revenue_after),
        outside=_sum(future, OUTSIDE),
        before=_fraction(economy.units_before),
        after=_fraction(economy.units_after),
        has_present=economy.has_present,
    )


def _sum(sums: Mapping[str, Fraction], groups: tuple[str, ...]) -> Fraction:
    return sum((sums.get(group, NOTHING) for group in groups), NOTHING)


def _exact(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _figure(value: Fraction | None) -> Decimal | None:
    return None if value is None else _exact(value)


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _over(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole if part is not None and whole else None


def _percent(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    found = _over(part, whole)
    return None if found is None else found * 100


def _moved(value: Fraction, percent: int) -> Fraction:
    return value * (100 + percent) / 100


def _payback(costs: _Costs) -> Fraction | None:
    """t_0 in years; None where the change does not save, or nothing is compared (point 6)."""
    saving = costs.present - (costs.future() - costs.one_off / costs.years)
    return costs.one_off / saving if costs.has_present and saving > 0 else None


def _npv(costs: _Costs, rate: Fraction) -> Fraction | None:
    """NPV in złoty: the same saving every year, one-off costs in year 0 (point 7)."""
    if not costs.has_present:
        return None
    saving = costs.present - (costs.future() - costs.one_off / costs.years)
    growth = 1 + rate / 100
    years = range(1, costs.years + 1)
    return sum((saving / growth**year for year in years), NOTHING) - costs.one_off


def _is_sensitive(
    method: EconomicMethod,
    ratio: Fraction | None,
    by_grant: Mapping[int, Fraction | None],
    by_units: Mapping[int, Fraction | None],
) -> bool:
    """Whether the class changes within ±10% of the grant or of the units (point 5)."""
    if ratio is None:
        return False
    near = (-method.sensitive_within, method.sensitive_within)
    moved = [table[step] for table in (by_grant, by_units) for step in near]
    own = method.class_of(ratio)
    return any(one is None or method.class_of(one) != own for one in moved)


def _estimates(economy: Economy) -> Fraction | None:
    values = [(value_of(line), line.source) for line in economy.lines]
    whole = sum((value for value, _ in values), NOTHING)
    return _percent(sum((v for v, source in values if source == ESTIMATE), NOTHING), whole)


def _regranting(economy: Economy) -> RegrantingFigures | None:
    given = economy.regranting
    if given is None:
        return None
    grants, pool, rate = map(Fraction, (given.grants, given.pool, given.hour_rate))
    hours = Fraction(given.hours_per_grant_before) * grants
    before = hours * rate + Fraction(given.other_costs_before)
    after = Fraction(given.operator_cost) + Fraction(given.supervision_hours) * rate
    return RegrantingFigures(
        cost_before=_exact(before),
        cost_after=_exact(after),
        per_grant_before=_figure(_over(before, grants)),
        per_grant_after=_figure(_over(after, grants)),
        share_before=_figure(_percent(before, pool)),
        share_after=_figure(_percent(after, pool)),
    )


def _partners(economy: Economy, social: Fraction) -> tuple[PartnerFigures, ...]:
    found = []
    for partner in economy.partners:
        whole = Fraction(partner.money) + Fraction(partner.in_kind)
        share = _percent(whole, social) if social > 0 else None
        parts = (_exact(Fraction(partner.money)), _exact(Fraction(partner.in_kind)))
        found.append(PartnerFigures(partner.name, _exact(whole), _figure(share), *parts))
    return tuple(found)
