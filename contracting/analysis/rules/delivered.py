"""Promised against delivered: the forecast beside what contracts have come to. No database."""

import re
from calendar import isleap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from contracting.analysis.rules.answers import number_of
from contracting.analysis.rules.printing import CENT, TENTH, half_up, signed
from mkus_portal.folding import folded
from mkus_portal.web import wording

ZERO, WHOLE = Decimal("0.00"), Decimal(100)
DAY, YEAR_DAYS, LEAP_DAYS = timedelta(days=1), 365, 366
GRANT = "DOT"
# what a contract is settled in; the office's own costs of the change stand outside it
GROUPS = (GRANT, "NGO-FIN", "NGO-INN", "OPL", "NGO-OS", "NGO-RZ")
PEOPLE = ("osob", "uczestni", "odbior", "mieszkan", "senior", "dziec", "podopieczn")
NUMBER = re.compile(r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?")
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Promised:
    """The forecast of a year: `costs` in PLN by group, people, units, indicators (name, unit).

    `targets` are (name, unit, today, target); numbers None where the analysis has none.
    """

    costs: Mapping[str, Decimal]
    recipients: Decimal | None
    units: Decimal | None
    unit_name: str
    targets: Sequence[tuple[str, str, Decimal | None, Decimal | None]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A settled contract: `costs` in PLN by (year, group), `results` as (label, planned, reached).

    `recipients` and `units` are what the office has counted.
    """

    label: str
    begins: date
    ends: date
    costs: Mapping[tuple[int, str], Decimal]
    results: Sequence[tuple[str, str, str]]
    recipients: Decimal | None = None
    units: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A promised number beside the delivered one; either may be unknown (None)."""

    label: str
    promised: Decimal | None
    delivered: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Delivered less promised."""
        if self.promised is None or self.delivered is None:
            return None
        return self.delivered - self.promised

    @property
    def percent(self) -> str:
        """The difference in per cent of the promise, with its sign; a dash where there is none."""
        if self.difference is None or not self.promised:
            return "–"
        return f"{signed(self.difference / self.promised * WHOLE, TENTH)}%"

    @property
    def said_promised(self) -> str:
        """The promise as an amount; a dash for none."""
        return _amount(self.promised)

    @property
    def said_delivered(self) -> str:
        """What was delivered as an amount; a dash for none."""
        return _amount(self.delivered)

    @property
    def said_difference(self) -> str:
        """The difference in words with its per cent."""
        change = self.difference
        if change is None:
            return "nie ma czego porównać"
        if not half_up(change, CENT):
            return "tyle samo"
        words = f"o {wording.money(half_up(abs(change), CENT))} {_more(change)}"
        return words if self.percent == "–" else f"{words} ({self.percent})"


@dataclass(frozen=True, slots=True)
class YearRow:
    """A calendar year: on how many of its days contracts ran, and the money of those days."""

    year: int
    days: int
    of_days: int
    grant: Pair
    whole: Pair


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of the analysis; `reached` over all contracts, `words` as the reports say it."""

    name: str
    unit: str
    today: Decimal | None
    target: Decimal | None
    reached: Decimal | None
    words: tuple[str, ...]

    @property
    def said(self) -> str:
        """How far the target was reached, in words."""
        if self.reached is None:
            return (
                "sprawozdania nie podają jednej liczby" if self.words else "brak w sprawozdaniach"
            )
        if not self.target:
            return "analiza nie ma celu"
        share = half_up(self.reached / self.target * WHOLE, TENTH)
        verdict = "osiągnięty" if self.reached >= self.target else "nieosiągnięty"
        return f"cel {verdict}: {wording.percent(share)} celu"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is compared. `others` are results that answer no indicator, in their own words."""

    years: tuple[YearRow, ...]
    groups: tuple[tuple[str, Pair], ...]
    yearly: Pair
    whole: Pair
    per: tuple[Pair, ...]
    indicators: tuple[IndicatorRow, ...]
    others: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]


def compared(promised: Promised, facts: Sequence[Fact]) -> Comparison:
    """Compare the forecast with at least one settled contract.

    The forecast of a year is taken for the days on which the contracts ran: a contract of ten
    months is not blamed for two that it was never to work.
    """
    days = covered([(one.begins, one.ends) for one in facts])
    share = sum((Decimal(count) / _length(year) for year, count in days.items()), Decimal(0))
    spent = _sums(facts)
    groups = tuple(
        (code, Pair(code, promised.costs.get(code, ZERO) * share, spent.get(code, ZERO)))
        for code in GROUPS
        if promised.costs.get(code) or spent.get(code)
    )
    grant = promised.costs.get(GRANT, ZERO)
    indicators, others = _indicators(promised, facts)
    units, recipients = _units(promised, facts, indicators), _recipients(facts, indicators)
    # what is paid in January for December falls into a year on none of whose days the task ran
    known = sorted({*days, *(year for fact in facts for year, _ in fact.costs)})
    return Comparison(
        years=tuple(_year(year, days.get(year, 0), promised, facts) for year in known),
        groups=groups,
        yearly=Pair("Dotacja w przeliczeniu na rok", grant, spent.get(GRANT, ZERO) / share),
        whole=Pair(
            "Cały koszt zadania",
            sum((pair.promised or ZERO for _, pair in groups), ZERO),
            sum((pair.delivered or ZERO for _, pair in groups), ZERO),
        ),
        per=tuple(_per(promised, spent, units, recipients)),
        indicators=indicators,
        others=others,
        missing=tuple(_missing(promised, units, recipients)),
    )


def covered(periods: Iterable[tuple[date, date]]) -> dict[int, int]:
    """Return on how many days of each year at least one of the periods runs, both ends in."""
    found: dict[int, int] = {}
    ends = date.min
    for first, last in sorted(periods):
        begins = max(first, ends + DAY if ends > date.min else first)
        for year in range(begins.year, last.year + 1) if begins <= last else ():
            since, until = max(begins, date(year, 1, 1)), min(last, date(year, 12, 31))
            found[year] = found.get(year, 0) + (until - since).days + 1
        ends = max(ends, last)
    return found


def _length(year: int) -> int:
    return LEAP_DAYS if isleap(year) else YEAR_DAYS


def _sums(facts: Sequence[Fact], year: int | None = None) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for fact in facts:
        for (when, group), amount in fact.costs.items():
            if year in {None, when}:
                found[group] = found.get(group, ZERO) + amount
    return found


def _year(year: int, days: int, promised: Promised, facts: Sequence[Fact]) -> YearRow:
    share, spent = Decimal(days) / _length(year), _sums(facts, year)
    whole = sum((promised.costs.get(one, ZERO) for one in GROUPS), ZERO)
    grant = promised.costs.get(GRANT, ZERO)
    return YearRow(
        year,
        days,
        _length(year),
        Pair("Dotacja", grant * share, spent.get(GRANT, ZERO)),
        Pair("Cały koszt", whole * share, sum(spent.values(), ZERO)),
    )


def _per(
    promised: Promised,
    spent: Mapping[str, Decimal],
    units: Decimal | None,
    recipients: Decimal | None,
) -> Iterable[Pair]:
    """Yield the costs of one unit and of one person, whatever can be said of them."""
    grant, whole = promised.costs.get(GRANT, ZERO), sum(promised.costs.values(), ZERO)
    unit = f"jednostkę usługi ({promised.unit_name})" if promised.unit_name else "jednostkę usługi"
    paid, all_paid = spent.get(GRANT, ZERO), sum(spent.values(), ZERO)
    for label, before, by, after, counted in (
        (f"Dotacja na {unit}", grant, promised.units, paid, units),
        (f"Cały koszt na {unit}", whole, promised.units, all_paid, units),
        ("Dotacja na jednego odbiorcę", grant, promised.recipients, paid, recipients),
        ("Cały koszt na jednego odbiorcę", whole, promised.recipients, all_paid, recipients),
    ):
        if by or counted:
            yield Pair(label, before / by if by else None, after / counted if counted else None)


def _units(
    promised: Promised, facts: Sequence[Fact], rows: Sequence[IndicatorRow]
) -> Decimal | None:
    """Return the units: as counted by the office, else the indicator that is in that unit."""
    if any(one.units is not None for one in facts):
        return sum((one.units for one in facts if one.units is not None), ZERO)
    name = folded(promised.unit_name).strip()
    return next((one.reached for one in rows if name and folded(one.unit).strip() == name), None)


def _recipients(facts: Sequence[Fact], rows: Sequence[IndicatorRow]) -> Decimal | None:
    """Return the people: as counted by the office, else the first indicator that counts people."""
    if any(one.recipients is not None for one in facts):
        return sum((one.recipients for one in facts if one.recipients is not None), ZERO)
    return next((one.reached for one in rows if folded(one.unit).startswith(PEOPLE)), None)


def _missing(
    promised: Promised, units: Decimal | None, recipients: Decimal | None
) -> Iterable[str]:
    if not promised.costs.get(GRANT):
        yield "Analiza nie ma prognozy dotacji, więc kwot nie ma z czym porównać."
    if units is None:
        yield "Sprawozdania nie podają liczby jednostek usługi: policz je i wpisz przy umowie."
    if recipients is None:
        yield "Sprawozdania nie podają liczby odbiorców: policz ich i wpisz przy umowie."


Others = tuple[tuple[str, str, str], ...]


def _indicators(
    promised: Promised, facts: Sequence[Fact]
) -> tuple[tuple[IndicatorRow, ...], Others]:
    """Match the results with the indicators by name; what answers none stands apart."""
    names = [name for name, *_ in promised.targets]
    told: dict[int, list[str]] = {}
    others = []
    for fact in facts:
        for label, planned, reached in fact.results:
            at = matching(label, names)
            if at is None:
                others.append((label, planned, reached))
            else:
                told.setdefault(at, []).append(reached)
    rows = tuple(
        IndicatorRow(name, unit, today, target, _joined(unit, name, told.get(at, [])), words)
        for at, (name, unit, today, target) in enumerate(promised.targets)
        for words in (tuple(told.get(at, ())),)
    )
    return rows, tuple(others)


def matching(label: str, names: Sequence[str]) -> int | None:
    """Return which of the names a result's label means: the same words, or one within the other."""
    wanted = _words(label)
    found: tuple[int, int] | None = None
    for at, name in enumerate(names):
        words = _words(name)
        inside = len(words) >= SHORTEST and f" {words} " in f" {wanted} "
        around = len(wanted) >= SHORTEST and f" {wanted} " in f" {words} "
        if words == wanted or inside or around:
            score = len(words) + (WHOLE_MATCH if words == wanted else 0)
            if found is None or score > found[1]:
                found = (at, score)
    return None if found is None else found[0]


WHOLE_MATCH = 10_000


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def number_in(text: str) -> Decimal | None:
    """Return the only number of a text; None for none and for several."""
    found = NUMBER.findall(text)
    return number_of(found[0]) if len(found) == 1 else None


def _joined(unit: str, name: str, texts: Sequence[str]) -> Decimal | None:
    """Return one number of several contracts: the sum, of shares and means the mean."""
    numbers = [number_in(one) for one in texts]
    known = [one for one in numbers if one is not None]
    if not known or len(known) != len(numbers):
        return None
    total = sum(known, Decimal(0))
    is_mean = "%" in unit or folded(unit).startswith("proc") or "sredni" in folded(name)
    return total / len(known) if is_mean else total


def _amount(value: Decimal | None) -> str:
    return "–" if value is None else wording.money(half_up(value, CENT))


def _more(change: Decimal) -> str:
    return "więcej" if change > 0 else "mniej"
