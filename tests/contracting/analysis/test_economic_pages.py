"""The calculator over HTTP: typing, results, faults, rows, the door to the efficiency alone."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from contracting.analysis.actions import carry_small_grants, close_analysis, widen_analysis
from contracting.analysis.economics import economic_figures, economic_gaps, load, view_of
from contracting.analysis.models import Analysis, FutureCost, PresentCost
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Change, Row
from mkus_portal.verdict import Refused
from tests.contracting.analysis.factories import (
    add_cost,
    answer,
    fill,
    fill_economic,
    make_analysis,
    make_office,
    member_act,
    user_of,
)

EXAMPLE = {
    "present_costs": [
        ("PERS", 12, "8000.00"), ("MAT", 12, "1500.00"), ("OBJ", 12, "2000.00"),
        ("WYP", 1, "6000.00"), ("OPL", 1, "4000.00"),
    ],
    "future_costs": [
        ("DOT", 1, "110000.00"), ("TRANS", 1, "6500.00"), ("OBJ", 12, "1000.00"),
        ("JEDN", 1, "9000.00"), ("NGO-FIN", 1, "6000.00"), ("NGO-INN", 1, "4000.00"),
        ("OPL", 1, "5000.00"), ("NGO-OS", 300, "30.00"), ("NGO-RZ", 1, "3000.00"),
    ],
}  # fmt: skip
TEXTS = {
    "eco.service_unit": "godzina otwarcia",
    "eco.units_before": "1 800",
    "eco.units_after": "2400",
    "eco.overhead.key": "posts",
    "eco.overhead.total_overhead": "420 000,00 zł",
    "eco.overhead.task_posts": "2",
    "eco.overhead.all_posts": "60",
}


@pytest.fixture
def example(act, analysis):
    """Return an analysis with the worked example of the method."""
    for place, text in TEXTS.items():
        answer(act, analysis, place, text)
    for table, lines in EXAMPLE.items():
        for group, quantity, cost in lines:
            add_cost(act, analysis, table, group=group, quantity=quantity, unit_cost=cost)
    return analysis


def page_of(analysis):
    return f"/analizy/{analysis.pk}/efektywnosc-ekonomiczna/"


def text(response):
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def save(browser, analysis, place, value, version=0):
    data = {"place": place, "text": value, "version": version}
    return browser.post(f"/szkice/{analysis.draft_id}/zapis/", data)


def test_the_worked_example_comes_out_of_the_database(example):
    figures = economic_figures(example)
    found = {key: figures.printed(key) for key in ("K_A", "K_B", "kj_B", "kj_Bs", "WE", "D_max")}
    assert found == {
        "K_A": "154000.00", "K_B": "131500.00", "kj_B": "54.79", "kj_Bs": "66.04",
        "WE": "156.1", "D_max": "183833.33",
    }  # fmt: skip
    assert economic_gaps(example) == []


def test_the_page_shows_every_result_with_its_formula(browser, example):
    page = text(browser.get(page_of(example)))
    for said in ("54,79 zł", "66,04 zł", "85,56 zł", "156,1", "183 833,33 zł", "0,35 roku"):
        assert said in page
    assert "Zmiana wyraźnie korzystna (E+)" in page
    assert "K_B 131 500,00 zł ÷ N_B 2 400" in page
    assert "187,5 – zmiana wyraźnie korzystna" in page


def test_a_keystroke_brings_the_results_anew(browser, example):
    line = FutureCost.objects.get(draft=example.draft, group="DOT")
    place = f"future_costs:{line.pk}:unit_cost"
    live = save(browser, example, place, "150 000,50").json()["live"]
    said = {key: value.replace("\xa0", " ") for key, value in live.items()}
    assert said[f"eco-line-future_costs-{line.pk}"] == "150 000,50 zł"
    assert said["eco-budget-5"] == "171 500,50 zł"
    assert "119,7" in said["eco-headline"]
    line.refresh_from_db()
    assert line.unit_cost == Decimal("150000.50")


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("eco.horizon_years", "6", "od 1 do 5"),
        ("eco.horizon_years", "1,5", "od 1 do 5"),
        ("eco.units_after", "0", "większą od zera"),
        ("eco.units_before", "-1", "ujemna"),
        ("eco.units_after", "dużo", "Wpisz liczbę"),
        ("eco.units_after", "1e-999999", "Wpisz liczbę"),
        ("eco.units_after", "1e999999", "Wpisz liczbę"),
        ("eco.units_after", "9" * 40, "za duża"),
        ("eco.office_revenue_after", "10,005", "dwoma miejscami"),
        ("eco.discount_rate", "101", "najwyżej 100"),
        ("eco.overhead.key", "inny", "Wybierz"),
        ("eco.overhead.all_posts", "0", "większą od zera"),
        ("eco.no_present_state", "nie", "Wybierz"),
    ],
)
def test_a_wrong_field_is_refused_with_a_sentence(browser, analysis, place, value, words):
    refused = save(browser, analysis, place, value)
    assert refused.status_code == 422
    assert words in refused.json()["error"]
    page = browser.post(page_of(analysis), {place: value, f"v:{place}": "0"})
    assert page.status_code == 422
    assert words in text(page)
    assert place not in analysis.draft.texts()


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("group", "JEDN", "„Koszty jednorazowe” (JEDN)"),
        ("group", "NGO-OS", "„Wkład osobowy” (NGO-OS)"),
        ("group", "XXX", "Wybierz"),
        ("quantity", "0", "większą od zera"),
        ("quantity", "wiele", ""),
        ("unit_cost", "-1", "ujemna"),
        ("unit_cost", "1,234", "dwa miejsca"),
        ("times_per_year", "-2", "większą od zera"),
        ("payer", "ksiądz", "Wybierz"),
        ("source", "plotka", "Wybierz"),
    ],
)
def test_a_wrong_cell_is_refused_with_a_sentence(browser, act, analysis, cell, value, words):
    line = add_cost(act, analysis, "present_costs")
    refused = save(browser, analysis, f"present_costs:{line.pk}:{cell}", value)
    assert refused.status_code == 422
    assert words in refused.json()["error"]


def test_a_one_off_cost_comes_once(browser, act, analysis):
    line = add_cost(act, analysis, group="JEDN")
    refused = save(browser, analysis, f"future_costs:{line.pk}:times_per_year", "2")
    assert "jednorazowy" in refused.json()["error"]
    other = add_cost(act, analysis, times_per_year=12)
    refused = save(browser, analysis, f"future_costs:{other.pk}:group", "JEDN")
    assert "jednorazowy" in refused.json()["error"]
    with pytest.raises(IntegrityError), transaction.atomic():
        FutureCost.objects.filter(pk=other.pk).update(group="JEDN")


def test_the_database_refuses_a_quantity_of_zero(act, analysis):
    line = add_cost(act, analysis)
    with pytest.raises(IntegrityError), transaction.atomic():
        FutureCost.objects.filter(pk=line.pk).update(quantity=0)


def test_rows_are_added_removed_and_copied_without_script(browser, act, analysis):
    page = page_of(analysis)
    assert browser.post(page, {"wiersz": "add:present_costs:0"}).status_code == 302
    line = PresentCost.objects.get(draft=analysis.draft)
    typed = {"group": "OBJ", "name": "Prąd", "quantity": "12", "unit_cost": "1 000,00"}
    data = {f"present_costs:{line.pk}:{cell}": value for cell, value in typed.items()}
    data |= {f"v:present_costs:{line.pk}:{cell}": "0" for cell in typed}
    browser.post(page, {**data, "wiersz": f"copy:present_costs:{line.pk}"})
    copied = FutureCost.objects.get(draft=analysis.draft)
    assert (copied.group, copied.name, copied.quantity) == ("OBJ", "Prąd", 12)
    browser.post(page, {"wiersz": f"remove:future_costs:{copied.pk}"})
    assert not FutureCost.objects.filter(draft=analysis.draft).exists()


def test_a_group_of_today_alone_is_not_copied(browser, act, analysis):
    line = add_cost(act, analysis, "present_costs", group="PERS")
    answer_ = browser.post(
        page_of(analysis), {"wiersz": f"copy:present_costs:{line.pk}"}, follow=True
    )
    assert "nie ma w kosztach po zmianie" in text(answer_)
    assert not FutureCost.objects.exists()


@pytest.mark.parametrize("table", ["present_costs", "future_costs"])
def test_typical_lines_come_once(browser, analysis, table):
    model = PresentCost if table == "present_costs" else FutureCost
    for _ in range(2):
        browser.post(page_of(analysis), {"wiersz": f"typical:{table}:0"})
    names = list(model.objects.values_list("name", flat=True))
    assert len(names) == len(set(names)) > 3


def test_a_garbled_button_does_nothing(browser, analysis):
    for button in ("typical:odd:0", "copy:present_costs:999999", "odd", "typical:::"):
        assert browser.post(page_of(analysis), {"wiersz": button}).status_code == 302


def test_gaps_name_what_is_missing(act, analysis):
    places = [gap.place for gap in economic_gaps(analysis)]
    assert "eco.service_unit" in places
    assert "eco.no_present_state" in places
    fill_economic(act, analysis)
    assert economic_gaps(analysis) == []
    begun = add_row(act, analysis.draft, "future_costs", name="Bez kwoty")
    assert {gap.place for gap in economic_gaps(analysis)} == {
        f"future_costs:{begun.pk}:{cell}" for cell in ("group", "quantity", "unit_cost")
    }
    add_cost(act, analysis, "present_costs")
    sentences = " ".join(gap.sentence for gap in economic_gaps(analysis))
    assert "dziś nikt nie prowadzi" in sentences


def test_an_overhead_without_its_number_is_not_counted(act, example):
    answer(act, example, "eco.overhead.all_posts", "")
    assert economic_figures(example)["OGOL_A"] == 0
    assert [gap.place for gap in economic_gaps(example)] == ["eco.overhead.key"]
    answer(act, example, "eco.overhead.key", "none")
    assert economic_gaps(example) == []


def test_regranting_and_cooperation_ask_for_their_own(browser, act):
    regranting = make_analysis(act, "regranting")
    cooperation = make_analysis(act, "cooperation")
    assert "Pula małych dotacji w roku" in text(browser.get(page_of(regranting)))
    page = text(browser.get(page_of(cooperation)))
    assert "Dodaj partnera" in page
    assert "Pula małych dotacji w roku" not in page
    assert save(browser, cooperation, "eco.regranting.pool", "5").status_code == 404
    numbers = (60000, 30, 14, 45, 2400, 9000, 40)
    parts = (
        "pool", "grants", "hours_per_grant_before", "hour_rate", "other_costs_before",
        "operator_cost", "supervision_hours",
    )  # fmt: skip
    for part, number in zip(parts, numbers, strict=True):
        answer(act, regranting, f"eco.regranting.{part}", str(number))
    page = text(browser.get(page_of(regranting)))
    for said in ("710,00 zł", "360,00 zł", "35,5%", "18,0%"):
        assert said in page


def test_partners_share_the_full_cost(browser, act):
    analysis = make_analysis(act, "cooperation")
    answer(act, analysis, "eco.units_after", "10")
    add_cost(act, analysis, unit_cost="750.00")
    add_cost(act, analysis, group="NGO-FIN", unit_cost="250.00")
    row = add_row(act, analysis.draft, "eco.partners")
    for cell, value in (("name", "Koło"), ("money", "200"), ("in_kind", "50")):
        save_field(act, analysis.draft, f"eco.partners:{row.pk}:{cell}", value, 0)
    said = "250,00 zł (pieniądze 200,00 zł, praca i rzeczy 50,00 zł)".replace(" zł", "\xa0zł")
    assert ("Koło", said, "25,0%") in view_of(analysis).extras
    assert "75,0%" in text(browser.get(page_of(analysis)))
    with pytest.raises(ValidationError):
        save_field(act, analysis.draft, f"eco.partners:{row.pk}:money", "-1", 0)


def queries(call):
    with CaptureQueriesContext(
        connection,
    ) as found:
        call()
    return len(found)


def test_loading_takes_five_queries_at_most(act, example):
    assert queries(lambda: load(example)) <= 5
    add_cost(act, example)
    assert queries(lambda: load(example)) <= 5


def test_the_page_asks_as_often_for_one_line_as_for_three(browser, act, analysis):
    def lines():
        add_cost(act, analysis)
        add_cost(act, analysis, "present_costs")

    lines()
    browser.get(page_of(analysis))
    one = queries(lambda: browser.get(page_of(analysis)))
    lines()
    lines()
    assert queries(lambda: browser.get(page_of(analysis))) == one


def test_the_neighbour_office_finds_nothing(client, act, analysis):
    line = add_cost(act, analysis)
    client.force_login(user_of(member_act(make_office(), "coordinator")))
    assert client.get(page_of(analysis)).status_code == 404
    assert client.post(page_of(analysis)).status_code == 404
    assert client.post(f"/analizy/{analysis.pk}/rozszerzenie/").status_code == 404
    assert save(client, analysis, f"future_costs:{line.pk}:name", "x").status_code == 404


def test_a_cell_of_a_foreign_analysis_is_not_there(browser, act, analysis):
    other = add_cost(act, make_analysis(act))
    assert save(browser, analysis, f"future_costs:{other.pk}:name", "x").status_code == 404


def test_a_closed_analysis_is_read_only(browser, act, analysis):
    fill(act, analysis)
    close_analysis(act, analysis)
    page = text(browser.get(page_of(analysis)))
    assert "drafting.js" not in page
    assert 'name="wiersz"' not in page
    for button in ("typical:future_costs:0", "add:future_costs:0"):
        assert browser.post(page_of(analysis), {"wiersz": button}).status_code == 403
    assert FutureCost.objects.filter(draft=analysis.draft).count() == 1


def test_the_door_leads_to_the_calculator_and_shows_no_stages(browser, act):
    door = "/analizy/nowa-efektywnosc/"
    assert "Policz samą efektywność" in text(browser.get("/analizy/"))
    assert "Przejdź do kalkulatora" in text(browser.get(door))
    data = {"title": "Sama", "task_name": "Świetlica", "commissioning_type": "service"}
    answer_ = browser.post(door, data)
    analysis = Analysis.objects.get(title="Sama")
    assert answer_.url == page_of(analysis)
    assert not analysis.is_staged
    detail = text(browser.get(f"/analizy/{analysis.pk}/"))
    assert "Otwórz kalkulator" in detail
    assert "etap-1" not in detail
    browser.post(f"/analizy/{analysis.pk}/rozszerzenie/")
    analysis.refresh_from_db()
    assert analysis.is_staged
    assert "etap-1" in text(browser.get(f"/analizy/{analysis.pk}/"))
    assert Row.objects.filter(draft=analysis.draft).exists()
    assert Change.objects.filter(draft=analysis.draft, place="scope").exists()
    assert browser.post(f"/analizy/{analysis.pk}/rozszerzenie/").status_code == 403


def test_a_mayor_does_not_widen(office, act):
    analysis = make_analysis(act, is_staged=False)
    with pytest.raises(Refused):
        widen_analysis(member_act(office, "executive"), analysis)


def test_every_live_part_has_its_element(browser, act, example):
    page = text(browser.get(page_of(example)))
    ids = set(re.findall(r' id="([^"]+)"', page))
    live = save(browser, example, "eco.units_after", "2500", 1).json()["live"]
    own = {key for key in live if key.startswith("eco-")}
    assert own
    assert own <= ids


class TestWhatWasAnsweredElsewhere:
    """Numbers of the questions are seen in the calculator and carried into it, once."""

    @pytest.fixture
    def grants(self, act):
        analysis = make_analysis(act, "regranting")
        numbers = {"E1-11.count": "30", "E1-11.amount": "60 000", "E1-11.hours": "14"}
        for place, said in numbers.items():
            answer(act, analysis, place, said)
        return analysis

    def carry(self, browser, analysis):
        page = page_of(analysis)
        return text(browser.post(page, {"wiersz": "carry:regranting:0"}, follow=True))

    def test_the_sheet_of_the_questions_stands_on_the_page(self, browser, grants):
        page = text(browser.get(page_of(grants)))
        assert "Z odpowiedzi na pytania: Kalkulator efektywności ekonomicznej" in page
        assert "<strong>Godziny pracy urzędu na jedną dotację:</strong> 14" in page

    def test_nothing_stands_there_before_anybody_has_answered(self, browser, analysis):
        assert "Z odpowiedzi na pytania" not in text(browser.get(page_of(analysis)))

    def test_the_numbers_are_carried_into_empty_fields_alone(self, act, browser, grants):
        answer(act, grants, "eco.regranting.grants", "25")
        assert "przepisane" in self.carry(browser, grants)
        texts = grants.draft.texts()
        assert texts["eco.regranting.grants"] == "25"
        assert texts["eco.regranting.pool"] == "60 000"
        assert texts["eco.regranting.hours_per_grant_before"] == "14"
        assert "Nie ma czego przepisać" in self.carry(browser, grants)

    def test_what_the_calculator_cannot_hold_is_said(self, act, browser, grants):
        answer(act, grants, "E1-11.amount", "60000,123")
        assert "najwyżej z dwoma miejscami" in self.carry(browser, grants)
        assert "eco.regranting.grants" not in grants.draft.texts()

    def test_nobody_else_carries_them(self, grants):
        with pytest.raises(Refused):
            carry_small_grants(member_act(make_office()), grants)
