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
    ScaleRow,
    Series,
    Spot,
    bars,
    columns,
    gantt,
    lines,
    matrix,
    profile,
    risk_map,
    scale_rows,
    stacks,
    targets,
)
from mkus_portal.charts.samples import samples
from mkus_portal.charts.sheet import width_of, wrapped
from mkus_portal.documents.digest import canonical

D = Decimal
TWO = (Series("Dziś", (D(3), None)), Series("Po zmianie", (D("4.5"), D(-1))))
STEPS = [
    Bar(1, "Konkurs", date(2027, 1, 1), date(2027, 2, 1)),
    Bar(2, "Umowa", date(2027, 2, 2), date(2027, 3, 1), after=1, is_done=True),
]
DRAWN = {
    "bars": lambda: bars("Tytuł", "Zdanie.", ["a", "ć"], TWO, "zł"),
    "stacks": lambda: stacks("T", "Z.", ["a", "ć"], (Series("x", (D(3), None)),), "osób"),
    "targets": lambda: targets(
        "T", "Z.", ["a", "ć"], Series("Jest", (D(3), D(40))), Series("Cel", (D(12), D(12)))
    ),
    "scale": lambda: scale_rows("T", "Z.", ["1", "2"], [ScaleRow("Obsługa", (3, 1))]),
    "profile": lambda: profile("T", "Z.", ["a", "ć"], TWO, low=-1, high=5),
    "columns": lambda: columns("T", "Z.", ["0", "1"], TWO[1], "zł", mark=D("0.5"), mark_label="x"),
    "matrix": lambda: matrix(
        "T",
        "Z.",
        rows=("a", "b"),
        columns=("c",),
        cells=(("tak",), ("nie",)),
        axes=("Koszt", "Ludzie"),
        spot=Spot(1, 0, 0.5, 0.5),
    ),
    "lines": lambda: lines("T", "Z.", ["a", "b"], TWO, "%", [Band("E+", D(2), None)]),
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
    assert "'Portal Sans'" in svg


def test_a_page_gets_the_letters_with_the_picture_a_print_has_them():
    chart = DRAWN["bars"]()
    assert "@font-face" in chart.picture
    assert "@font-face" not in chart.svg
    assert len(chart.printed) < len(chart.address) / 2
    assert ET.fromstring(chart.picture) is not None  # noqa: S314 - our own


@pytest.mark.parametrize("name", DRAWN)
def test_no_word_leaves_the_picture(name):
    tree = ET.fromstring(DRAWN[name]().svg)  # noqa: S314 - our own
    _, _, width, height = map(float, tree.get("viewBox").split())
    found = list(tree.iter("{http://www.w3.org/2000/svg}text"))
    assert found
    for one in found:
        style = dict(part.split(": ") for part in one.get("style").split("; "))
        long = width_of(one.text, float(style["font-size"].removesuffix("px")))
        left = (
            float(one.get("x")) - long * {"start": 0, "middle": 0.5, "end": 1}[style["text-anchor"]]
        )
        assert -0.5 <= left <= left + long <= width + 0.5, one.text
        assert 0 <= float(one.get("y")) <= height


def test_long_names_go_on_in_the_next_line_and_no_line_is_wider_than_asked():
    name = "Wynagrodzenia z pochodnymi osób, które bezpośrednio prowadzą zadanie " + "ż" * 90
    lines_of_it = wrapped(name, 320)
    assert len(lines_of_it) >= 4
    assert all(width_of(line) <= 320 for line in lines_of_it)
    assert "".join(lines_of_it).replace(" ", "") == name.replace(" ", "")


def test_digest_of_a_chart_is_of_its_figures():
    before, after = canonical(DRAWN["bars"]()), canonical(DRAWN["bars"]())
    assert before == after
    assert b"4.5" in before
    assert b"svg" not in before


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
        scale_rows("T", "Z.", ["a"], [ScaleRow("x", (0,))]),
        profile("T", "Z.", ["a"], [Series("x", (None,))], low=1, high=5),
        columns("T", "Z.", ["a"], Series("x", (None,))),
        lines("T", "Z.", ["a"], [Series("x", (None,))]),
        risk_map("T", "Z.", []),
        gantt("T", "Z.", [], []),
    ],
    ids=["bars", "scale", "profile", "columns", "lines", "risks", "gantt"],
)
def test_where_there_is_nothing_the_chart_says_so(chart):
    assert chart.alt == "T: Nie ma jeszcze danych do wykresu."
    assert chart.rows == ()


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
    ET.fromstring(bars("T", "Z.", names, series, "zł").svg)  # noqa: S314 - our own
    ET.fromstring(columns("T", "Z.", names, series[0], "zł").svg)  # noqa: S314 - our own


@pytest.mark.parametrize("days", [0, 20, 200, 700, 3000])
def test_a_plan_of_any_length_has_its_dates(days):
    start = date(2026, 12, 5)
    end = date.fromordinal(start.toordinal() + days)
    assert gantt("T", "Z.", [Bar(1, "A", start, end)], [], date(2027, 1, 1)).rows


@pytest.mark.django_db
def test_the_gallery_shows_a_chart_of_every_kind(client):
    page = client.get("/galeria/").content.decode()
    kinds = {type(one.drawing).__name__ for one in samples()}
    assert kinds == {
        "Bars", "Columns", "Gantt", "Lines", "Matrix", "Nothing", "Profile", "RiskMap",
        "ScaleRows", "Stacks", "Targets",
    }  # fmt: skip
    for one in samples():
        assert one.address in page
        assert f'width="{one.width}" height="{one.height}"' in page


def test_the_height_is_known_without_drawing():
    for one in samples():
        points = float(ET.fromstring(one.svg).get("viewBox").split()[3])  # noqa: S314 - our own
        assert abs(points * 96 / 72 - one.height) < 1


@pytest.mark.parametrize("name", DRAWN)
def test_office_programs_get_the_same_dots_for_the_same_figures(name):
    chart = DRAWN[name]()
    png = chart.png
    assert png.startswith(b"\x89PNG")
    assert png == DRAWN[name]().png
    assert b"matplotlib" not in png


def test_pieces_come_to_their_sum_and_a_bar_to_its_own_aim():
    people = stacks("T", "Z.", ["a", "b"], [Series("x", (D(3), D(1))), Series("y", (D(2), None))])
    assert people.headers == ("", "x", "y", "Razem")
    assert people.rows == (("a", "3", "2", "5"), ("b", "1", "brak", "1"))
    aims = DRAWN["targets"]()
    assert aims.rows == (("a", "3", "12"), ("ć", "40", "12"))
    assert ">3 z 12<" in aims.svg
