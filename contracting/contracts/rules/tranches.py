"""What tranches must add up to, and the first proposal of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from mkus_portal.money import GROSZ
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.web.wording import day, money

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Part:
    """A tranche as its sum sees it."""

    year: int
    amount: Decimal


def by_years(grant: Decimal, costs: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Return the grant divided among the years of the task as its costs are, to the grosz.

    What rounding leaves goes to the last year. Years without costs get nothing.
    """
    total = sum(costs.values(), ZERO)
    years = [year for year, cost in sorted(costs.items()) if cost > ZERO] or [min(costs)]
    if total <= ZERO:
        return {years[0]: grant}
    found = {
        year: (grant * costs[year] / total).quantize(GROSZ, rounding=ROUND_DOWN) for year in years
    }
    found[years[-1]] += grant - sum(found.values(), ZERO)
    return found


def used_in_its_year(ends_on: date, grant_costs_to: date | None) -> Verdict:
    """Refuse a use of the grant after 31 December of the last budget year (R13)."""
    last = date(ends_on.year, 12, 31)
    if grant_costs_to is None or grant_costs_to <= last:
        return ALLOWED
    return refused(
        f"Dotację trzeba wykorzystać najpóźniej {day(last)} (art. 221 ust. 3 pkt 3 UFP)."
    )


def parts_fit(parts: Sequence[Part], grant: Decimal, years: Sequence[int]) -> Verdict:
    """Refuse tranches that are not the grant, or stand in a year in which the task is not done."""
    if not parts:
        return refused("Zaplanuj co najmniej jedną transzę dotacji.")
    for part in parts:
        if part.year not in years:
            return refused(f"W roku {part.year} zadanie nie jest realizowane. Zmień rok transzy.")
    total = sum((part.amount for part in parts), ZERO)
    if total == grant:
        return ALLOWED
    word = "brakuje" if total < grant else "jest za dużo"
    return refused(
        f"Transze dają {money(total)}, a dotacja wynosi {money(grant)}: {word}"
        f" {money(abs(grant - total))}."
    )
