"""Costs by group with their kinds, and the key of the general costs, in words (mkus.md 4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracting.analysis.method import EconomicMethod
from contracting.analysis.method.economic import FUTURE, PRESENT
from contracting.analysis.rules.economic import EconomicFigures
from contracting.analysis.rules.economy import Economy
from mkus_portal.web import wording

KINDS = {
    "direct": "bezpośrednie",
    "indirect": "pośrednie",
    "one_off": "jednorazowe (cała kwota)",
    "outside": "spoza budżetu urzędu",
}
INCOME = "dochód urzędu (odejmowany)"


@dataclass(frozen=True, slots=True)
class CostRow:
    """A group of costs with its kind in words and its sum in złoty (a year; one-off: in whole)."""

    group: str
    label: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """The costs of a scenario by group; they are of many kinds, so they have no common sum."""

    scenario: str
    caption: str
    rows: tuple[CostRow, ...]


def present_table(economy: Economy, figures: EconomicFigures, method: EconomicMethod) -> CostTable:
    """Return the costs of today; what the key adds stands in a row of its own."""
    rows = _rows(PRESENT, figures.present, method)
    if figures["OGOL_A"]:
        label = f"Koszty ogólne z klucza „{method.overheads[economy.overhead.key].label}”"
        said = wording.money(figures["OGOL_A"])
        rows = (*rows, CostRow("OGOL", label, KINDS["indirect"], said))
    return CostTable(PRESENT, "Koszty dzisiaj (A)", rows)


def future_table(figures: EconomicFigures, method: EconomicMethod) -> CostTable:
    """Return the costs after the change."""
    return CostTable(FUTURE, "Koszty po zmianie (B)", _rows(FUTURE, figures.future, method))


def _rows(
    scenario: str, sums: Mapping[str, Decimal], method: EconomicMethod
) -> tuple[CostRow, ...]:
    return tuple(
        CostRow(
            one.code,
            one.label,
            INCOME if scenario == PRESENT and one.kind == "outside" else KINDS[one.kind],
            wording.money(sums[one.code]),
        )
        for one in method.groups_of(scenario)
        if one.code in sums
    )


def overhead_words(economy: Economy, figures: EconomicFigures, method: EconomicMethod) -> str:
    """Return the key of the general costs with its numbers put in (mkus.md 4.3)."""
    given, whole = economy.overhead, wording.money(figures["OGOL_A"])
    numbers = {
        "amount": whole,
        "percent": (
            f"{wording.number(given.percent)}% × KB_A {wording.money(figures['KB_A'])} = {whole}"
        ),
        "posts": (
            f"{wording.money(given.total_overhead)} × {wording.number(given.task_posts)} ÷"
            f" {wording.number(given.all_posts)} = {whole}"
        ),
    }
    label = method.overheads[given.key].label
    return f"{label}: {numbers[given.key]}" if given.key in numbers else label
