"""Interest as for tax arrears, by examples computed by hand and by properties (R19)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.settlement.rules.interest import (
    Debt,
    Terms,
    a_day,
    exact_interest,
    interest,
    periods,
    split,
)
from mkus_portal.money import GROSZ, round_money

RATES = ((date(2025, 1, 1), Decimal("0.145")), (date(2025, 5, 8), Decimal("0.135")))
TERMS = Terms(RATES, Decimal("8.70"), 365)
FREE = Terms(RATES, Decimal(0), 365)
START = date(2025, 1, 1)
shares = st.decimals(min_value="0", max_value="1", places=4)
amounts = st.decimals(min_value="0.01", max_value="500000", places=2)
days = st.integers(min_value=0, max_value=900)
debts = st.builds(
    Debt,
    st.decimals(min_value="0.01", max_value="500000", places=2),
    st.integers(min_value=0, max_value=300000).map(lambda whole: Decimal(whole).quantize(GROSZ)),
)


def test_r19_one_rate():
    # 10 000 × 30 × 0.145 ÷ 365 = 119.178… → 119 zł; 1–30 April are 30 days
    assert interest(Decimal(10000), date(2025, 4, 1), date(2025, 4, 30), TERMS) == Decimal(119)


def test_r19_the_rate_changes_on_the_way():
    # 1–7 May: 10 000 × 7 × 0.145 ÷ 365 = 27.808…; 8–31 May: 10 000 × 24 × 0.135 ÷ 365 = 88.767…
    # together 116.575… → 117 zł, rounded once
    found = periods(Decimal(10000), date(2025, 5, 1), date(2025, 5, 31), TERMS)
    assert [(one.days, one.rate) for one in found] == [(7, RATES[0][1]), (24, RATES[1][1])]
    assert [one.amount.quantize(Decimal("0.001")) for one in found] == [
        Decimal("27.808"),
        Decimal("88.767"),
    ]
    assert interest(Decimal(10000), date(2025, 5, 1), date(2025, 5, 31), TERMS) == Decimal(117)


def test_r19_half_a_zloty_goes_up():
    # 3 650 × 5 × 0.145 ÷ 365 = 7.25; × 50 days = 72.5 → 73 zł
    assert interest(Decimal(3650), date(2025, 1, 1), date(2025, 2, 19), TERMS) == Decimal(73)
    # 49 days: 71.05 → 71 zł
    assert interest(Decimal(3650), date(2025, 1, 1), date(2025, 2, 18), TERMS) == Decimal(71)


def test_r19_interest_that_is_not_above_the_least_is_not_charged():
    # 3 650 × 6 × 0.145 ÷ 365 = 8.70, which is not above 8.70; seven days are 10.15 → 10 zł
    assert interest(Decimal(3650), date(2025, 1, 1), date(2025, 1, 6), TERMS) == 0
    assert interest(Decimal(3650), date(2025, 1, 1), date(2025, 1, 7), TERMS) == Decimal(10)


def test_r19_what_is_compared_with_the_least_is_not_rounded():
    # 365 × 60 × 0.145 ÷ 365 = 8.70 → none; 365.10 × 60 × 0.145 ÷ 365 = 8.702… → 9 zł
    assert interest(Decimal(365), date(2025, 1, 1), date(2025, 3, 1), TERMS) == 0
    assert interest(Decimal("365.10"), date(2025, 1, 1), date(2025, 3, 1), TERMS) == Decimal(9)


def test_r19_paying_in_parts_does_not_bring_the_interest_under_the_least():
    # 3 650 × 7 × 0.145 ÷ 365 = 10.15 → 10 zł; of 3 660 a half, 1 830, is 1 825 and 5
    first, last = date(2025, 1, 1), date(2025, 1, 7)
    debt = Debt(Decimal(3650), interest(Decimal(3650), first, last, TERMS))
    assert split(Decimal(1830), debt) == (Decimal(1825), Decimal(5))
    # the other half by itself bears 5.075, which alone would be under 8.70; with the 5 zł it is not
    assert interest(Decimal(1825), first, last, TERMS) == 0
    assert interest(Decimal(1825), first, last, TERMS, Decimal(5)) == Decimal(5)


def test_r19_half_a_zloty_of_many_periods_is_summed_exactly():
    # 1 825 × 1 × 0.10 ÷ 365 = 0.5 a day; with a row for each of 23 days: 11.5 → 12 zł, as at once
    rows = tuple((START + timedelta(days=day), Decimal("0.10")) for day in range(23))
    many = Terms(rows, Decimal(0), 365)
    assert interest(Decimal(1825), START, START + timedelta(days=22), many) == Decimal(12)
    # 700 × 0.10 ÷ 365 = 0.19178… a day, which no decimal says: 365 rows are exactly 70 zł
    year = tuple((START + timedelta(days=day), Decimal("0.10")) for day in range(365))
    whole = exact_interest(Decimal(700), START, date(2025, 12, 31), Terms(year, Decimal(0), 365))
    assert whole == 70


def test_r19_a_leap_year_is_divided_by_365_too():
    # 1 January to 31 December 2024 are 366 days: 3 650 × 366 × 0.145 ÷ 365 = 530.70 → 531 zł
    terms = Terms(((date(2024, 1, 1), Decimal("0.145")),), Decimal(0), 365)
    assert interest(Decimal(3650), date(2024, 1, 1), date(2024, 12, 31), terms) == Decimal(531)


def test_r19_how_it_grows_in_a_day():
    # 10 000 × 0.135 ÷ 365 = 3.69863… → 3.6986
    assert a_day(Decimal(10000), date(2025, 6, 1), TERMS) == Decimal("3.6986")


def test_r19_the_last_grosz_of_the_principal_is_paid_with_the_last_interest():
    # of 1 and 100: 100.50 × 1 ÷ 101 = 0.995… would be the whole złoty, with 0.50 of interest owed
    assert split(Decimal("100.50"), Debt(Decimal(1), Decimal(100))) == (
        Decimal("0.99"),
        Decimal("99.51"),
    )


def test_r19_before_the_first_day_there_is_none():
    assert interest(Decimal(10000), date(2025, 4, 2), date(2025, 4, 1), TERMS) == 0


def test_r19_a_day_without_a_rate_is_refused():
    with pytest.raises(ValueError, match="no rate"):
        periods(Decimal(1), date(2024, 12, 31), date(2025, 1, 5), TERMS)


def test_r19_a_partial_payment_is_divided_in_proportion():
    # of 10 000 and 500 a payment of 2 100 is 2 000 and 100
    assert split(Decimal(2100), Debt(Decimal(10000), Decimal(500))) == (Decimal(2000), Decimal(100))
    # of 1 000 and 10 a payment of 100: 100 × 1000 ÷ 1010 = 99.0099 → 99.01, the rest is 0.99
    assert split(Decimal(100), Debt(Decimal(1000), Decimal(10))) == (
        Decimal("99.01"),
        Decimal("0.99"),
    )
    assert split(Decimal(1010), Debt(Decimal(1000), Decimal(10))) == (Decimal(1000), Decimal(10))
    with pytest.raises(ValueError, match="more than"):
        split(Decimal("1010.01"), Debt(Decimal(1000), Decimal(10)))


@given(principal=amounts, first=days, length=days)
def test_a_longer_delay_never_costs_less(principal, first, length):
    since = START + timedelta(days=first)
    until = since + timedelta(days=length)
    longer = interest(principal, since, until + timedelta(days=1), TERMS)
    assert interest(principal, since, until, TERMS) <= longer


@given(principal=amounts, more=amounts, length=days)
def test_more_principal_never_costs_less(principal, more, length):
    until = START + timedelta(days=length)
    assert interest(principal, START, until, TERMS) <= interest(
        principal + more, START, until, TERMS
    )


@given(principal=amounts, length=days, cut=days)
def test_the_periods_cover_every_day_once(principal, length, cut):
    until = START + timedelta(days=length)
    found = periods(principal, START, until, TERMS)
    assert sum(one.days for one in found) == length + 1
    middle = START + timedelta(days=min(cut, length))
    parts = (
        *periods(principal, START, middle, TERMS),
        *periods(principal, middle + timedelta(days=1), until, TERMS),
    )
    assert sum(one.exact for one in parts) == sum(one.exact for one in found)


@given(principal=amounts, length=days)
def test_a_new_row_with_the_same_rate_changes_nothing(principal, length):
    until = START + timedelta(days=length)
    again = ((date(2025, 3, 3), RATES[0][1]), (date(2026, 1, 1), RATES[1][1]))
    more = Terms((*RATES, *again), TERMS.least, TERMS.days_in_year)
    assert interest(principal, START, until, more) == interest(principal, START, until, TERMS)


@given(principal=amounts, length=days)
def test_interest_is_whole_zloty_at_most_half_a_zloty_off_or_none(principal, length):
    until = START + timedelta(days=length)
    charged, exact = (count(principal, START, until, TERMS) for count in (interest, exact_interest))
    assert charged == charged.to_integral_value()
    if charged:
        assert abs(Fraction(charged) - exact) <= Fraction(1, 2)
    else:
        assert exact <= Fraction(TERMS.least)


@given(principal=amounts, day=days)
def test_no_days_no_interest(principal, day):
    since = START + timedelta(days=day)
    assert interest(principal, since, since - timedelta(days=1), FREE) == 0


@given(debt=debts, share=shares)
def test_the_parts_of_a_payment_add_up_and_exceed_nothing(debt, share):
    payment = round_money(debt.total * share)
    of_principal, of_interest = split(payment, debt)
    assert of_principal + of_interest == payment
    assert 0 <= of_principal <= debt.principal
    assert 0 <= of_interest <= debt.interest


@given(debt=debts, share=shares)
def test_only_a_payment_of_all_leaves_no_principal(debt, share):
    payment = round_money(debt.total * share)
    of_principal, of_interest = split(payment, debt)
    is_all = payment == debt.total
    assert (of_principal == debt.principal) is is_all
    assert not is_all or of_interest == debt.interest


@given(principal=amounts, length=days, share=shares)
def test_paying_in_two_parts_on_one_day_changes_only_the_rounding(principal, length, share):
    """Also where all the interest is near the least: the second part does not slip under it."""
    day = START + timedelta(days=length)
    debt = Debt(principal, interest(principal, START, day, TERMS))
    of_principal, of_interest = split(round_money(debt.total * share), debt)
    rest = interest(principal - of_principal, START, day, TERMS, of_interest)
    # half a złoty of each of the two roundings, a grosz of the split and what a grosz weighs
    bound = Decimal("1.01") + GROSZ * debt.interest / principal
    assert abs(of_interest + rest - debt.interest) <= bound


@given(principal=amounts, length=days, later=days, share=shares)
def test_each_part_bears_its_own_interest(principal, length, later, share):
    first_day = START + timedelta(days=length)
    debt = Debt(principal, interest(principal, START, first_day, FREE))
    of_principal, of_interest = split(round_money(debt.total * share), debt)
    left, second_day = principal - of_principal, first_day + timedelta(days=later)
    rest = interest(left, START, second_day, FREE)
    # what the two parts bear by themselves, each from the same first day
    exact = exact_interest(of_principal, START, first_day, FREE)
    exact += exact_interest(left, START, second_day, FREE)
    bound = Fraction("1.01") + Fraction(GROSZ * debt.interest / principal)
    assert abs(Fraction(of_interest + rest) - exact) <= bound
