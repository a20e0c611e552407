"""Money in the database is whole grosze: sums are exact, nothing is rounded silently."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Sum

from contracting.calls.models import CallTask
from mkus_portal.money import MoneyField, percent_of, round_money
from tests.contracting.calls.factories import make_call, make_task


@pytest.fixture
def call(office):
    return make_call(office, tasks=0)


def test_sums_are_exact(call):
    for _ in range(10):
        make_task(call, pool=Decimal("0.10"))
    total = CallTask.objects.aggregate(total=Sum("pool"))["total"]
    assert total == Decimal("1.00")
    assert isinstance(total, Decimal)


def test_the_column_holds_whole_grosze(call):
    task = make_task(call, pool=Decimal("1234.56"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pool FROM calls_calltask WHERE id = %s", [task.pk])
        assert cursor.fetchone()[0] == 123456
    task.refresh_from_db()
    assert task.pool == Decimal("1234.56")


def test_amounts_are_compared_as_money(call):
    make_task(call, pool=Decimal("99.99"))
    make_task(call, pool=Decimal("100.00"))
    assert CallTask.objects.filter(pool__gte=Decimal(100)).count() == 1


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,5", "1234.50"),
        (7, "7.00"),
        (Decimal("0.1"), "0.10"),
        ("-3,00", "-3.00"),
    ],
)
def test_what_people_type_is_read(typed, amount):
    assert str(MoneyField().to_python(typed)) == amount


@pytest.mark.parametrize("typed", ["", None])
def test_nothing_is_nothing(typed):
    assert MoneyField().to_python(typed) is None


@pytest.mark.parametrize("typed", ["1,234", "abc", 0.1, "NaN", "Infinity", "12.345,6"])
def test_what_is_not_money_is_refused(typed):
    with pytest.raises(ValidationError):
        MoneyField().to_python(typed)


@pytest.mark.parametrize(
    ("exact", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01")]
)
def test_rounding_is_half_up(exact, rounded):
    assert str(round_money(Decimal(exact))) == rounded


def test_a_percent_of_nothing_is_nothing():
    assert percent_of(Decimal(1), Decimal(3)) == Decimal("33.33")
    assert percent_of(Decimal(1), Decimal(0)) == Decimal("0.00")
