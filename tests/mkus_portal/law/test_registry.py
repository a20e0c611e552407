"""Legal numbers by date, an operator's row over them, terms and working days."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mkus_portal.act import Act
from mkus_portal.law.actions import add_value
from mkus_portal.law.models import ParameterValue
from mkus_portal.law.registry import (
    Counting,
    Deadline,
    NotInForceError,
    Parameter,
    Register,
    Unit,
)
from mkus_portal.law.spheres import SPHERES, sphere, spheres_on
from mkus_portal.law.working_days import (
    add_working_days,
    holidays_of,
    is_working_day,
    next_working_day,
)
from tests.clock import NOW

pytestmark = pytest.mark.django_db
LIMIT = Parameter(
    key="test.limit",
    label="Granica",
    unit=Unit.PLN,
    cite="art. 19a ust. 1 pkt 1 UDPPiW",
    values={
        date(2010, 1, 1): Decimal(10000),
        date(2026, 9, 1): Decimal(20000),
        date(2030, 1, 1): None,
    },
)


def add(day, value, cite="Dz.U. 2027 poz. 1"):
    act = Act.system(NOW)
    return add_value(act, LIMIT.key, valid_from=day, value=value, cite=cite)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2010, 1, 1), 10000),
        (date(2026, 8, 31), 10000),
        (date(2026, 9, 1), 20000),
        (date(2029, 12, 31), 20000),
        (date(2030, 1, 1), None),
    ],
)
def test_the_value_in_force_on_the_day(day, value):
    assert LIMIT.at(day) == value


def test_before_the_first_value_nothing_is_in_force():
    with pytest.raises(NotInForceError, match=r"31\.12\.2009"):
        LIMIT.at(date(2009, 12, 31))


def test_no_limit_is_no_number():
    assert LIMIT.number_at(date(2027, 1, 1)) == 20000
    with pytest.raises(NotInForceError, match="bez ograniczenia"):
        LIMIT.number_at(date(2031, 1, 1))


def test_an_operators_row_counts_from_its_day():
    add(date(2027, 1, 1), Decimal(25000))
    assert LIMIT.at(date(2026, 12, 31)) == 20000
    assert LIMIT.at(date(2027, 1, 1)) == 25000
    assert LIMIT.at(date(2030, 1, 1)) is None


def test_an_operators_row_wins_over_the_same_day():
    add(date(2026, 9, 1), Decimal("20500.50"))
    assert LIMIT.at(date(2026, 9, 1)) == Decimal("20500.50")


def test_an_operator_may_lift_a_limit():
    add(date(2027, 1, 1), None)
    assert LIMIT.at(date(2027, 6, 1)) is None


def test_rows_of_other_parameters_do_not_count():
    ParameterValue.objects.create(
        key="test.other", valid_from=date(2027, 1, 1), value=1, cite="art. 1", entered_at=NOW
    )
    assert LIMIT.at(date(2027, 1, 1)) == 20000


def test_a_row_needs_a_source_and_a_day_of_its_own():
    add(date(2027, 1, 1), Decimal(1))
    with pytest.raises(ValidationError, match="już wpisana"):
        add(date(2027, 1, 1), Decimal(2))
    with pytest.raises(ValidationError):
        add(date(2028, 1, 1), Decimal(2), cite="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterValue.objects.create(
            key="a", valid_from=date(2027, 1, 1), value=1, cite="", entered_at=NOW
        )


def term(length, counting):
    days = Parameter("test.term", "Termin", Unit.DAYS, "art. 1", {date(2000, 1, 1): length})
    return Deadline("T01", "Termin", days, counting, "art. 1")


@pytest.mark.parametrize(
    ("since", "length", "counting", "last"),
    [
        (date(2026, 11, 3), 21, Counting.CALENDAR, date(2026, 11, 24)),
        (date(2026, 12, 22), 7, Counting.WORKING, date(2027, 1, 5)),
        (date(2026, 1, 31), 1, Counting.MONTHS, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, Counting.MONTHS, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, Counting.MONTHS, date(2027, 2, 28)),
        (date(2026, 11, 15), 2, Counting.MONTHS, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, Counting.MONTHS, date(2027, 12, 31)),
        (date(2026, 10, 31), 1, Counting.MONTHS, date(2026, 11, 30)),
    ],
)
def test_the_last_day_of_a_term(since, length, counting, last):
    assert term(length, counting).last_day(since) == last


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 3),
        date(2026, 6, 4),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 3, 29),
        date(2027, 5, 27),
    ],
)
def test_statutory_holidays_move_with_easter(day):
    assert day in holidays_of(day.year)
    assert not is_working_day(day)


def test_christmas_eve_is_free_since_2025():
    assert is_working_day(date(2024, 12, 24))
    assert not is_working_day(date(2025, 12, 24))


def test_good_friday_is_a_working_day():
    assert is_working_day(date(2026, 4, 3))


def test_saturdays_and_sundays_do_not_count():
    assert add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 20), 0) == date(2026, 11, 20)


def test_the_next_working_day():
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)
    assert next_working_day(date(2026, 11, 24)) == date(2026, 11, 24)


def test_a_key_is_registered_once():
    register = Register()
    register.add(LIMIT, term(1, Counting.CALENDAR))
    register.add(LIMIT)
    with pytest.raises(ValueError, match="T01"):
        register.add(term(2, Counting.CALENDAR))


def test_forty_one_spheres_stand_in_the_act():
    assert len(SPHERES) == 41
    assert sphere("17").label == "pkt 17: wspieranie i upowszechnianie kultury fizycznej"
    assert "34" not in {one.code for one in spheres_on(date(2022, 10, 29))}
    assert "34" in {one.code for one in spheres_on(date(2022, 10, 30))}
    with pytest.raises(KeyError):
        sphere("99")
