"""Interest as for tax arrears, to the day (art. 53–56, 63 Ordynacji; R19)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from mkus_portal.money import GROSZ, round_money

ZERO = Decimal("0.00")
SHOWN = 4  # decimals of an amount before it is rounded
DAY = timedelta(days=1)
HALF = Fraction(1, 2)
Rate = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Terms:
    """How interest is counted: rates as (since, share a year), the least amount, days of a year."""

    rates: Sequence[Rate]
    least: Decimal
    days_in_year: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days of one rate, the last one included; `exact` is their interest, not rounded (PLN)."""

    first: date
    last: date
    rate: Decimal
    exact: Fraction

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def percent(self) -> Decimal:
        """The rate in per cent a year."""
        return self.rate * 100

    @property
    def amount(self) -> Decimal:
        """The interest as it is shown: with four decimals."""
        return shown(self.exact)


def shown(exact: Fraction) -> Decimal:
    """Return an exact amount with four decimals, half-up; for reading, not for counting on."""
    return Decimal(math.floor(exact * 10**SHOWN + HALF)).scaleb(-SHOWN)


def periods(principal: Decimal, first: date, last: date, terms: Terms) -> tuple[Period, ...]:
    """Return the days from `first` to `last` by their rates; none where `last` is earlier.

    The interest of each is principal × days × rate ÷ days of the year. Raises ValueError when no
    rate was in force on the first day.
    """
    if last < first:
        return ()
    rates = sorted(terms.rates)
    if not rates or rates[0][0] > first:
        message = f"no rate is in force on {first}"
        raise ValueError(message)
    found = []
    for place, (since, rate) in enumerate(rates):
        until = rates[place + 1][0] - DAY if place + 1 < len(rates) else last
        begins, ends = max(since, first), min(until, last)
        if begins > ends:
            continue
        days = (ends - begins).days + 1
        exact = Fraction(principal) * days * Fraction(rate) / terms.days_in_year
        found.append(Period(begins, ends, rate, exact))
    return tuple(found)


def exact_interest(principal: Decimal, first: date, last: date, terms: Terms) -> Fraction:
    """Return the interest from `first` to `last`, both included, before it is rounded."""
    return sum((one.exact for one in periods(principal, first, last, terms)), Fraction(0))


def interest(
    principal: Decimal, first: date, last: date, terms: Terms, settled: Decimal = ZERO
) -> Decimal:
    """Return the interest in full złoty, rounded once, half-up (art. 63 § 1).

    It runs from `first` to `last`, the day of payment, both included. It is not charged where the
    whole interest – with `settled`, what earlier payments of the same debt brought – is not above
    the least (art. 54 § 1 pkt 5): paying in parts does not make it smaller. What is compared is the
    amount before rounding, which favours the debtor.
    """
    exact = exact_interest(principal, first, last, terms)
    if exact + Fraction(settled) <= Fraction(terms.least):
        return ZERO
    return Decimal(math.floor(exact + HALF)).quantize(GROSZ)


def a_day(principal: Decimal, day: date, terms: Terms) -> Decimal:
    """Return by how much the interest grows in a day at the rate of that day, four decimals."""
    return shown(exact_interest(principal, day, day, terms))


@dataclass(frozen=True, slots=True)
class Debt:
    """What is still owed on a day: the principal and the interest on it, PLN."""

    principal: Decimal
    interest: Decimal

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.principal + self.interest


def split(payment: Decimal, debt: Debt) -> tuple[Decimal, Decimal]:
    """Return (principal, interest) of a payment, in proportion to the debt (art. 55 § 2).

    To the grosz; the two add up to the payment. Only a payment of all pays the last grosz of the
    principal, so that no interest is left without one. Raises ValueError for more than the debt.
    """
    if payment > debt.total:
        message = f"{payment} is more than {debt.total}"
        raise ValueError(message)
    if payment == debt.total:
        return debt.principal, debt.interest
    principal = round_money(payment * debt.principal / debt.total)
    principal = min(principal, debt.principal - GROSZ, payment)
    return principal, payment - principal
