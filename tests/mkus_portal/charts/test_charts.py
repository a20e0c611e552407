"""Charts: the same bytes for the same figures, a sentence and a table beside each, any figures."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkus_portal.charts import (
    Band,
    Bar,
    Mark,
    Point,
    RadarAxis,
    Series,
    bars,
    gantt,
    lines,
    radar,
    risk_map,
    stacked,
)

D = Decimal
TWO = (Series("Dziś", (D(3), None)), Series("Po zmianie", (D("4.5"), D(-1))))
STEPS = [
    Bar(1, "Konkurs", date(2027, 1, 1), date(2027, 2, 1)),
    Bar(2, "Umowa", date(2027, 2, 2), date(2027, 3, 1), after=1, is_done=True),
]
AXES = [RadarAxis(f"S{number:02}", "Jakość żółta") for number in range(1, 5)]
FOUR = (Series("Dziś", (D(1), D(2), D(3), D(4))),)
DRAWN = {
    "bars": lambda: bars("Tytuł", "Zdanie.", ["a", "ć"], TWO, "zł"),
    "stacked": lambda: stacked("Tytuł", "Zdanie.", ["a", "ć"], TWO, "zł"),
    "lines": lambda: lines("T", "Z.", ["a", "b"], TWO, "%", [Band("E+", D(2), None)]),
    "radar": lambda: radar("T", "Z.", AXES, FOUR, 5),
    "risks": lambda: risk_map("T", "Z.", [Point(1, "Zima", 3, 5), Point(2, "Lato", 3, 5)]),
    "gantt": lambda: gantt("T", "Z.", STEPS, [Mark("Podpis", date(2027, 2, 20))]),
}
ACROSS_PROCESSES = """
from decimal import Decimal
import django
django.setup()
from mkus_portal.charts import Series, bars
import hashlib
chart = bars("T", "Z.", ["a", "b"], [Series("x", (Decimal(1), Decimal(2)))], "zł")
print(hashlib.sha256(chart.svg.encode()).hexdigest())
"""


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_figures_give_the_same_bytes(name):
    first, second = DRAWN[name](), DRAWN[name]()
    assert first == second
    assert first.alt
    assert first.rows


@pytest.mark.parametrize("name", DRAWN)
def test_the_picture_is_whole_and_asks_for_nothing_outside(name):
    svg = DRAWN[name]().svg
    tree = ET.fromstring(svg)  # noqa: S314 - our own
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    for element in tree.iter():
        assert not element.tag.endswith("}script")
        for key, value in element.attrib.items():
            if key.endswith("href"):
                assert value.startswith("#")
    assert "<text" not in svg


def test_another_process_draws_the_same():
    def once():
        command = [sys.executable, "-c", ACROSS_PROCESSES]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert once() == once() != ""


def test_the_table_has_the_figures_of_the_picture():
    chart = DRAWN["bars"]()
    assert chart.headers == ("", "Dziś", "Po zmianie")
    assert chart.rows == (
        ("a", "3,00\u00a0zł", "4,50\u00a0zł"),
        ("ć", "brak", "−1,00\u00a0zł"),
    )
    assert DRAWN["risks"]().rows[0] == ("1", "Zima", "3", "5", "15")
    assert DRAWN["gantt"]().rows[1][0] == "2. Umowa"


@pytest.mark.parametrize(
    "chart",
    [
        bars("T", "Z.", [], []),
        stacked("T", "Z.", ["a"], [Series("x", (None,))]),
        lines("T", "Z.", ["a"], [Series("x", (None,))]),
        radar("T", "Z.", [], [], 5),
        risk_map("T", "Z.", []),
        gantt("T", "Z.", [], []),
    ],
    ids=["bars", "stacked", "lines", "radar", "risks", "gantt"],
)
def test_where_there_is_nothing_the_chart_says_so(chart):
    assert chart.alt == "T: Nie ma jeszcze danych do wykresu."
    assert chart.rows == ()


def test_two_criteria_are_bars_not_a_radar():
    chart = radar("T", "Z.", AXES[:2], [Series("Dziś", (D(1), D(5)))], 5)
    assert chart.rows == (("S01. Jakość żółta", "1"), ("S02. Jakość żółta", "5"))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.none() | st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
        min_size=1,
        max_size=5,
    )
)
def test_any_values_are_drawn(values):
    names = [f"Nazwa {at}" for at in range(len(values))]
    series = [Series("x", tuple(values))]
    for draw in (bars, stacked):
        ET.fromstring(draw("T", "Z.", names, series, "zł").svg)  # noqa: S314 - our own


@pytest.mark.parametrize("days", [0, 20, 200, 700, 3000])
def test_a_plan_of_any_length_has_its_dates(days):
    start = date(2026, 12, 5)
    end = date.fromordinal(start.toordinal() + days)
    assert gantt("T", "Z.", [Bar(1, "A", start, end)], [], date(2027, 1, 1)).rows
