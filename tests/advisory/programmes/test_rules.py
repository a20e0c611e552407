"""Codes and periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisory.programmes.rules import code_from, next_code, share_a_day

START = date(2026, 1, 1)
DAYS = st.integers(0, 40)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kędzierzyn-Koźle", "kedzierzyn-kozle"), ("Powiat Łódzki", "powiat-lodzki"), ("Ełk", "elk")],
)
def test_a_code_has_no_polish_marks(name, code):
    assert code_from(name) == code


@given(st.sets(st.integers(1, 12).map(lambda number: f"d{number:02d}")))
def test_the_next_code_is_free(taken):
    assert next_code(taken) not in taken


def test_codes_start_with_one():
    assert next_code(()) == "d01"
    assert next_code({"d01", "d03"}) == "d04"


def period(begin, length):
    first = START + timedelta(days=begin)
    return first, None if length is None else first + timedelta(days=length)


PERIODS = st.builds(period, DAYS, st.none() | DAYS)


def days_of(one):
    first, last = one
    end = last or START + timedelta(days=200)
    return {first + timedelta(days=number) for number in range((end - first).days + 1)}


@given(PERIODS, PERIODS)
def test_periods_share_a_day_as_sets_do(first, second):
    assert share_a_day(first, second) == bool(days_of(first) & days_of(second))
    assert share_a_day(first, second) == share_a_day(second, first)
