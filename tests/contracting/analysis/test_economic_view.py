"""The economic efficiency in words: guards, rows, signs; nothing is compared with nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contracting.analysis.rules.economic_view import economic_view, plain
from contracting.analysis.rules.economy import Overhead
from tests.contracting.analysis.test_economic_rules import ECONOMIC, counted, example, simple

GUARDS = ECONOMIC.guards


def view(economy):
    return economic_view(economy, counted(economy), ECONOMIC)


def of(scenario, economy):
    return tuple(one for one in economy.lines if one.scenario == scenario)


def said(rows, symbol):
    row = next(one for one in rows if one.symbol == symbol)
    return row.said.replace("\xa0", " ")


def test_the_worked_example_warns_of_nothing():
    assert view(example()).warnings == ()


@pytest.mark.parametrize(
    ("guard", "economy"),
    [
        ("no_present", example(lines=of("B", example()), overhead=Overhead())),
        ("no_future", example(lines=of("A", example()))),
        ("no_units", example(units_after=None)),
        ("no_units_before", example(units_before=None)),
        ("future_covered", example(office_revenue_after=Decimal(140000))),
        ("present_covered", simple("0", "300")),
        ("sensitive", simple("310", "300")),
    ],
)
def test_a_guard_speaks_where_it_holds(guard, economy):
    assert GUARDS[guard] in view(economy).warnings
    assert GUARDS[guard] not in view(example()).warnings


@pytest.mark.parametrize(("estimates", "warns"), [("299.99", False), ("300", False), ("301", True)])
def test_estimates_are_warned_of_above_half_of_the_value(estimates, warns):
    economy = simple("300", estimates)
    present, future = economy.lines
    economy = replace(economy, lines=(present, replace(future, source="estimate")))
    assert (GUARDS["estimates"] in view(economy).warnings) is warns


def test_both_unit_costs_stand_side_by_side():
    found = view(example())
    symbols = [row.symbol for row in found.unit_costs]
    assert symbols == ["kj_A", "kj_B", "kj_B*"]
    assert said(found.budget, "kj_B") == "54,79 zł"
    assert said(found.whole, "kj_B*") == "66,04 zł"


def test_without_a_cost_after_the_change_nothing_is_compared():
    found = view(example(lines=of("A", example())))
    assert {row.said for row in found.change} == {"–"}
    assert found.cls is None


def test_a_table_sums_its_groups():
    present, future = view(example()).tables
    assert [row.group for row in present.rows] == ["PERS", "MAT", "OBJ", "WYP", "OPL", "OGOL"]
    assert present.rows[-1].label == "Koszty ogólne z klucza „Według etatów”"
    assert present.rows[-1].said.replace("\xa0", " ") == "14 000,00 zł"
    said = {row.group: row.said.replace("\xa0", " ") for row in future.rows}
    assert said["NGO-OS"] == "9 000,00 zł"


@pytest.mark.parametrize(
    ("value", "text"),
    [("-50.385", "−50,39"), ("1234567.5", "1 234 567,50"), ("0.004", "0,00"), (None, "–")],
)
def test_a_figure_is_written_as_poles_write_it(value, text):
    number = None if value is None else Decimal(value)
    assert plain(number, 2).replace("\xa0", " ") == text
