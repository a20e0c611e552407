"""What the economic efficiency is computed from (mkus.md 4.3). No database, no clock."""

from dataclasses import dataclass, field
from decimal import Decimal

from contracting.analysis.method import EconomicMethod
from contracting.analysis.method.economic import FUTURE, PRESENT, SCENARIOS

ZERO = Decimal(0)


class EconomyError(ValueError):
    """An input that the method does not allow; the message is a Polish sentence."""


@dataclass(frozen=True, slots=True)
class CostEntry:
    """A cost line: scenario A (today) or B (after), money in złoty, `source` of the amount."""

    scenario: str
    group: str
    name: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    times_per_year: Decimal = Decimal(1)
    payer: str = "JST"
    source: str = "contract"


@dataclass(frozen=True, slots=True)
class Overhead:
    """The office's general costs that fall on the task today, by one of the method's keys."""

    key: str = "none"
    amount: Decimal = ZERO
    percent: Decimal = ZERO
    total_overhead: Decimal = ZERO
    task_posts: Decimal = ZERO
    all_posts: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Regranting:
    """Serving the small grants: `grants` a year from a `pool`, hours and złoty."""

    pool: Decimal = ZERO
    grants: Decimal = ZERO
    hours_per_grant_before: Decimal = ZERO
    hour_rate: Decimal = ZERO
    other_costs_before: Decimal = ZERO
    operator_cost: Decimal = ZERO
    supervision_hours: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class PartnerShare:
    """What a partner of a cooperation brings in a year, in złoty."""

    name: str
    money: Decimal = ZERO
    in_kind: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Economy:
    """All inputs of one analysis. Numbers that nobody has given yet are None."""

    horizon_years: int
    units_before: Decimal | None = None
    units_after: Decimal | None = None
    service_unit: str = ""
    office_revenue_after: Decimal = ZERO
    overhead: Overhead = field(default_factory=Overhead)
    lines: tuple[CostEntry, ...] = ()
    discount_rate: Decimal = ZERO
    substantive: Decimal | None = None
    administrative: Decimal | None = None
    regranting: Regranting | None = None
    partners: tuple[PartnerShare, ...] = ()

    @property
    def has_present(self) -> bool:
        """Whether the state today has any cost: a line, or an overhead (mkus.md 4.4, point 6)."""
        has_line = any(one.scenario == PRESENT for one in self.lines)
        return has_line or self.overhead.key != "none"

    @property
    def has_future(self) -> bool:
        """Whether the state after the change has a line."""
        return any(one.scenario == FUTURE for one in self.lines)


def insist_on(economy: Economy, method: EconomicMethod) -> None:
    """Refuse what the method does not allow. Raises EconomyError with a Polish sentence."""
    if not method.horizon_least <= economy.horizon_years <= method.horizon_most:
        _fail(f"Liczba lat to {method.horizon_least}–{method.horizon_most}.")
    before = economy.units_before
    is_low = before is not None and (before < 0 or (before == 0 and economy.has_present))
    if is_low or (economy.units_after is not None and economy.units_after <= 0):
        _fail("Liczba jednostek usługi musi być większa od zera.")
    if economy.office_revenue_after < 0 or economy.discount_rate < 0:
        _fail("Dochód i stopa dyskontowa nie mogą być ujemne.")
    _insist_on_overhead(economy.overhead, method)
    for line in economy.lines:
        insist_on_line(line, method)


def _insist_on_overhead(overhead: Overhead, method: EconomicMethod) -> None:
    if overhead.key not in method.overheads:
        _fail(f"Nieznany klucz kosztów ogólnych: „{overhead.key}”.")
    numbers = (overhead.amount, overhead.percent, overhead.total_overhead, overhead.task_posts)
    if min(numbers) < 0:
        _fail("Koszty ogólne nie mogą być ujemne.")
    if overhead.key == "posts" and overhead.all_posts <= 0:
        _fail("Liczba wszystkich etatów musi być większa od zera.")


def insist_on_line(line: CostEntry, method: EconomicMethod) -> None:
    """Refuse a line whose group may not stand in its scenario. Raises EconomyError naming it."""
    group = method.groups.get(line.group)
    if line.scenario not in SCENARIOS or group is None:
        _fail(f"„{line.name}”: nieznany scenariusz albo grupa „{line.group}”.")
    elif line.scenario not in group.scenarios:
        _fail(f"„{line.name}”: {wrong_scenario(method, line.group, line.scenario)}")
    elif group.kind == "one_off" and line.times_per_year != 1:
        _fail(f"„{line.name}”: koszt jednorazowy wpisuje się raz.")
    elif min(line.quantity, line.unit_cost, line.times_per_year) < 0:
        _fail(f"„{line.name}”: ilość, cena i liczba razy nie mogą być ujemne.")


def wrong_scenario(method: EconomicMethod, group: str, scenario: str) -> str:
    """Return why a group may not stand in a scenario, as a sentence that names it."""
    where = "dziś" if scenario == PRESENT else "po zmianie"
    return f"Grupy „{method.groups[group].short}” ({group}) nie ma w kosztach „{where}”."


def _fail(sentence: str) -> None:
    raise EconomyError(sentence)
