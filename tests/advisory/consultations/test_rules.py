"""Overlaps, half hours, limits: what holds for every pair of entries."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisory.consultations.rules import (
    Span,
    hours_in_words,
    is_half_hours,
    over_limit,
    overlap,
    total_hours,
)

DAY = date(2026, 11, 20)
HALVES = st.integers(1, 48).map(lambda number: Decimal(number) / 2)
TIMES = st.integers(0, 47).map(lambda number: time(number // 2, 30 * (number % 2)))
SPANS = st.builds(Span, st.sampled_from([DAY, DAY + timedelta(days=1)]), TIMES, HALVES)


def half_hours_of(span):
    """Every half hour that the span covers, one by one."""
    begin = datetime.combine(span.day, span.start)
    return {begin + timedelta(minutes=30 * number) for number in range(int(span.hours * 2))}


@given(SPANS, SPANS)
def test_spans_overlap_when_they_share_a_half_hour(first, second):
    assert overlap(first, second) == bool(half_hours_of(first) & half_hours_of(second))
    assert overlap(first, second) == overlap(second, first)


@given(SPANS)
def test_equal_entries_overlap_and_one_without_an_hour_with_none(span):
    assert overlap(span, span)
    assert not overlap(span, Span(span.day, None, span.hours))


def test_one_after_another_does_not_overlap():
    morning = Span(DAY, time(9, 0), Decimal("1.5"))
    assert not overlap(morning, Span(DAY, time(10, 30), Decimal(1)))
    assert overlap(morning, Span(DAY, time(10, 0), Decimal(1)))


def test_a_night_reaches_into_the_next_day():
    night = Span(DAY, time(23, 0), Decimal(2))
    assert overlap(night, Span(DAY + timedelta(days=1), time(0, 30), Decimal(1)))


@given(st.decimals(min_value="0.1", max_value=24, places=1))
def test_only_halves_are_half_hours(hours):
    assert is_half_hours(hours) == (int(hours * 10) % 5 == 0)


@given(st.lists(HALVES), HALVES)
def test_what_is_over_the_limit_is_what_is_too_much(hours, limit):
    used = total_hours(hours)
    over = over_limit(used, limit)
    assert over >= 0
    assert (over > 0) == (used > limit)
    assert used - over == min(used, limit)


@pytest.mark.parametrize(
    ("hours", "words"),
    [("1.5", "1,5 h"), ("12.0", "12 h"), ("0.5", "0,5 h"), ("120", "120 h"), ("0", "0 h")],
)
def test_hours_are_written_in_polish(hours, words):
    assert hours_in_words(Decimal(hours)) == words
