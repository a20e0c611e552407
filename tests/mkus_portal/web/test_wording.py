"""Polish words for numbers, dates and terms."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from mkus_portal.web import wording

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "dni"), (1, "dzień"), (2, "dni"), (5, "dni"), (22, "dni")]
)
def test_days(number, said) -> None:
    assert wording.plural(number, "dzień", "dni", "dni") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "oferta"), (2, "oferty"), (5, "ofert"), (12, "ofert"), (22, "oferty"), (112, "ofert")],
)
def test_three_plural_forms(number, said) -> None:
    assert wording.plural(number, "oferta", "oferty", "ofert") == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Decimal("1234.56"), "1\u00a0234,56\u00a0zł"),
        (Decimal("0.005"), "0,01\u00a0zł"),
        (Decimal("-50.385"), "−50,39\u00a0zł"),
        (Decimal(1000000), "1\u00a0000\u00a0000,00\u00a0zł"),
        (None, "–"),
    ],
)
def test_money(amount, said) -> None:
    assert wording.money(amount) == said


def test_numbers_have_a_comma_and_no_idle_zeros() -> None:
    assert wording.number(Decimal("1.50")) == "1,5"
    assert wording.number(Decimal("12000.00")) == "12\u00a0000"
    assert wording.percent(Decimal("33.333")) == "33,33%"


def test_a_deadline_names_its_weekday_and_second() -> None:
    last = datetime(2026, 12, 16, 22, 59, 59, tzinfo=UTC)
    assert wording.deadline(last) == "środa, 16.12.2026\u00a0r., godz.\u00a023:59:59"
    assert wording.deadline(date(2026, 12, 19)) == "sobota, 19.12.2026\u00a0r."


def test_instants_are_in_warsaw() -> None:
    assert wording.instant(NOON) == "24.11.2026\u00a0r., godz.\u00a012:00"
    assert wording.exact_instant(NOON).endswith("12:00:00")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=1, hours=2), "został 1\u00a0dzień 2\u00a0godz."),
        (timedelta(days=22), "zostały 22\u00a0dni 0\u00a0godz."),
        (timedelta(days=5), "zostało 5\u00a0dni 0\u00a0godz."),
        (timedelta(hours=1, minutes=5), "została 1\u00a0godz. 5\u00a0min"),
        (timedelta(minutes=2, seconds=1), "zostały 2\u00a0min 1\u00a0s"),
        (timedelta(0), "zostało 0\u00a0min 0\u00a0s"),
        (timedelta(seconds=-1), "termin minął"),
    ],
)
def test_time_left(left, said) -> None:
    assert wording.time_left(NOON + left, NOON) == said


def test_digests_are_read_in_groups() -> None:
    assert wording.in_groups("abcd1234ef") == "abcd 1234 ef"
