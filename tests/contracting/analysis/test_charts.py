"""The charts of an analysis: right figures and words, renewed by a save, drawn for its readers."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from contracting.analysis import charts
from contracting.analysis.content import method_of
from contracting.analysis.economic_live import economic_live
from contracting.analysis.economics import economic_figures, load
from contracting.analysis.rules.saving import saving_of
from mkus_portal.charts import Chart
from tests.contracting.analysis import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return factories.member_act(factories.make_office())


@pytest.fixture
def compared(clerk):
    """Today 10 000 zł a year, after 6 000 zł and 8 000 zł once, over five years."""
    analysis = factories.make_analysis(clerk)
    for place, text in (
        ("eco.service_unit", "godzina"),
        ("eco.units_before", "100"),
        ("eco.units_after", "100"),
        ("eco.horizon_years", "5"),
    ):
        factories.answer(clerk, analysis, place, text)
    costs = {"group": "OBJ", "name": "Lokal", "unit_cost": "10000.00"}
    factories.add_cost(clerk, analysis, "present_costs", **costs)
    factories.add_cost(clerk, analysis, unit_cost="6000.00")
    factories.add_cost(clerk, analysis, group="JEDN", name="Remont", unit_cost="8000.00")
    return analysis


def saving_chart(analysis) -> Chart:
    years = load(analysis).economy.horizon_years
    return charts.saving_chart(economic_figures(analysis), years)


def test_saving_starts_with_the_one_off_cost_and_grows_by_the_same_sum(compared):
    saving = saving_of(economic_figures(compared), 5)
    assert [int(one) for one in saving.by_year] == [-8000, -4000, 0, 4000, 8000, 12000]
    assert saving.payback == 2


def test_the_last_year_is_the_value_without_a_discount(compared):
    figures = economic_figures(compared)
    assert saving_of(figures, 5).by_year[-1] == figures["NPV"]


def test_the_chart_tells_when_the_change_pays_back(compared):
    chart = saving_chart(compared)
    assert "Zwrot po 2 latach." in chart.alt
    assert chart.rows[0] == ("0", "−8\u00a0000,00\u00a0zł")
    assert ">zwrot po 2 latach<" in chart.svg


def test_without_a_present_state_there_is_nothing_to_save(clerk):
    analysis = factories.fill_economic(clerk, factories.make_analysis(clerk))
    assert saving_chart(analysis).rows == ()


@pytest.mark.parametrize(
    ("years", "words"),
    [("1", "1 roku"), ("2.44", "2,4 roku"), ("2.96", "3 latach"), ("12", "12 latach")],
)
def test_years_are_told_as_people_do(years, words):
    assert charts._years_after(Decimal(years)) == words


def test_costs_of_both_states_stand_under_their_group(compared):
    figures = economic_figures(compared)
    chart = charts.cost_chart(method_of(compared).economic, figures)
    assert chart.headers == ("", "Dziś", "Po zmianie")
    assert ("10\u00a0000,00\u00a0zł", "brak") in [row[1:] for row in chart.rows]
    assert "dziś 10\u00a0000,00\u00a0zł" in chart.alt


def test_a_save_renews_the_charts_and_their_addresses(clerk, compared):
    before = economic_live(compared, load(compared))
    factories.add_cost(clerk, compared, name="Nadzór", group="NADZ", unit_cost="500.00")
    after = economic_live(compared, load(compared))
    for name in ("koszty", "oszczednosc"):
        assert before[f"eco-picture-{name}"] != after[f"eco-picture-{name}"]
        assert "<img " in after[f"eco-picture-{name}"]
        assert "<table>" in after[f"eco-figures-{name}"]
    assert economic_live(compared, load(compared)) == after


def test_the_calculator_shows_its_charts_as_pictures(client, clerk, compared):
    client.force_login(factories.user_of(clerk))
    page = client.get(f"/analizy/{compared.pk}/efektywnosc-ekonomiczna/").content.decode()
    base = f"/analizy/{compared.pk}/efektywnosc-ekonomiczna/wykresy/"
    for name in ("koszty", "oszczednosc"):
        assert f'src="{base}{name}/?skrot=' in page
        picture = client.get(f"{base}{name}/")
        assert picture["Content-Type"] == "image/svg+xml"
        assert ET.fromstring(picture.content).tag.endswith("svg")  # noqa: S314 - our own
    assert client.get(f"{base}inny/").status_code == 404
    assert client.post(f"{base}koszty/").status_code == 405


def test_the_point_stands_in_the_cell_of_both_classes(clerk):
    joining = method_of(factories.make_analysis(clerk)).joining
    row, column = joining.rows[0], joining.columns[0]
    chart = charts.matrix_chart(joining, row.classes[0], column.classes[-1])
    spot = chart.drawing.spot
    assert (spot.row, spot.column) == (0, 0)
    assert spot.across > 0.5 > spot.down
    assert joining.cell(row.code, column.code).label in chart.alt
    assert charts.matrix_chart(joining, None, column.classes[0]).drawing.spot is None


def test_the_profile_tells_how_many_criteria_get_better(clerk):
    analysis = factories.fill(clerk, factories.make_analysis(clerk))
    from contracting.analysis.socials import social_of  # noqa: PLC0415 - one test alone

    chart = charts.profile_chart(method_of(analysis).social, social_of(analysis))
    assert len(chart.rows) == 10
    assert "wyżej w 10, niżej w 0 z 10" in chart.alt
    assert chart.rows[0][1:] == ("3", "4")
