"""What a return of a grant still owes on a day."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from contracting.contracts.models import Contract
from contracting.settlement.law import INTEREST_LEAST, INTEREST_RATE, INTEREST_YEAR
from contracting.settlement.models import GrantReturn, ReturnPayment
from contracting.settlement.rules.interest import (
    Debt,
    Period,
    Terms,
    a_day,
    interest,
    periods,
)

ZERO = Decimal("0.00")
EARLIEST = min(INTEREST_RATE.values)


def terms_on(day: date) -> Terms:
    """Return how interest is counted up to a day, as the law stands then."""
    last = max(day, EARLIEST)
    least = INTEREST_LEAST.at(last)
    return Terms(
        rates=[
            (since, Decimal(rate))
            for since, rate in INTEREST_RATE.between(EARLIEST, last)
            if rate is not None
        ],
        least=ZERO if least is None else Decimal(least),
        days_in_year=INTEREST_YEAR.number_at(last),
    )


def standing(grant_return: GrantReturn) -> list[ReturnPayment]:
    """Return the payments that count, in their order; without a query where they are at hand."""
    return [one for one in grant_return.payments.all() if one.taken_back_at is None]


def paid_until(grant_return: GrantReturn, day: date | None = None) -> Debt:
    """Return what has been paid up to a day (None: all), principal and interest."""
    rows = [one for one in standing(grant_return) if day is None or one.paid_on <= day]
    return Debt(
        sum((one.principal for one in rows), ZERO), sum((one.interest for one in rows), ZERO)
    )


def left_of(grant_return: GrantReturn, day: date | None = None) -> Decimal:
    """Return how much of the principal has not come back up to a day (None: at all), PLN."""
    left: Decimal = grant_return.amount - paid_until(grant_return, day).principal
    return left


def debt_on(grant_return: GrantReturn, day: date, terms: Terms | None = None) -> Debt:
    """Return what is owed if it is paid on the day; the interest is on the principal still owed.

    The interest on a principal that was paid was paid with it, in proportion. `terms` are those of
    the day, where many returns are counted.
    """
    paid, first = paid_until(grant_return, day), grant_return.interest_from
    left = grant_return.amount - paid.principal
    known = terms_on(day) if terms is None else terms
    return Debt(left, interest(left, first, day, known, paid.interest))


def statement(grant_return: GrantReturn, day: date) -> tuple[Period, ...]:
    """Return the periods of the interest on the principal still owed, up to the day."""
    return periods(left_of(grant_return, day), grant_return.interest_from, day, terms_on(day))


def growth_on(grant_return: GrantReturn, day: date) -> Decimal:
    """Return by how much the interest grows in a day, at the day's rate, four decimals, PLN."""
    return a_day(left_of(grant_return, day), max(day, EARLIEST), terms_on(day))


def returned_of(contract: Contract) -> Decimal:
    """Return how much of the grant has come back under a contract, without interest, PLN."""
    rows = ReturnPayment.objects.standing().filter(grant_return__contract=contract)
    return rows.aggregate(whole=Sum("principal"))["whole"] or ZERO


def open_returns(contract: Contract) -> QuerySet[GrantReturn]:
    """Return the contract's returns that are neither paid nor given up."""
    return GrantReturn.objects.filter(contract=contract).open()
