"""What a hurried hand types: it is refused in words beside the field, and never breaks a page."""

import json

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis.carrying.exporting import carried, export_text
from contracting.analysis.carrying.importing import import_analysis
from contracting.analysis.choice_actions import Chosen, keep_choice
from contracting.analysis.choices import choice_of
from contracting.analysis.models import SocialRound
from contracting.analysis.rules.answers import number_of
from contracting.analysis.social_actions import (
    add_paper_card,
    open_measurement,
    reveal_scores,
    send_card,
)
from mkus_portal.drafting.actions import add_row, save_field
from tests.contracting.analysis.factories import (
    answer,
    fill,
    fill_economic,
    fill_row,
    make_analysis,
    make_closed,
    make_office,
    member_act,
    score_card,
    user_of,
)

pytestmark = pytest.mark.django_db
LONG = "9" * 4000


@pytest.fixture
def act():
    return member_act(make_office())


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        ("E1-13.cost", LONG, "Liczba jest za duża"),
        ("E1-13.cost", "1e40", "Wpisz kwotę w złotych"),
        ("E1-13.cost", "12,345", "Wpisz kwotę w złotych"),
        ("E1-13.cost", "-5", "Liczba nie może być ujemna"),
        ("E2-15.years", LONG, "Liczba jest za duża"),
        ("E2-15.years", "trzy", "Wpisz liczbę"),
        ("E2-15.years", "0," + "1" * 40, "najwyżej sześć miejsc"),
        ("E2-20.when", "0027-03-01", "Sprawdź rok"),
        ("E2-20.when", "20270301", "Wpisz datę"),
        ("eco.units_after", "1E9999999", "Wpisz liczbę"),
        ("eco.units_after", LONG, "Liczba jest za duża"),
        ("eco.units_after", "0,1234567", "najwyżej sześć miejsc"),
        ("eco.discount_rate", "101", "Wpisz najwyżej 100."),
        ("eco.horizon_years", "3,5", "Wpisz liczbę całkowitą"),
    ],
)
def test_nonsense_is_refused_in_words(act, place, text, sentence):
    analysis = make_analysis(act)
    with pytest.raises(ValidationError, match=sentence):
        answer(act, analysis, place, text)
    assert not analysis.draft.answers.filter(field=place).exists()


@pytest.mark.parametrize(
    "text", ["1 200,50", "1\u00a0200,50 zł", "1200.50", " 1200,5 ", "+1200,50"]
)
def test_an_amount_is_read_as_people_write_it(text):
    assert str(number_of(text).normalize()) == "1200.5"


@pytest.mark.parametrize("text", ["", "1.200,50", "1_200", "NaN", "Infinity", "1e3", "٣", "--5"])
def test_what_is_no_number_is_none(text):
    assert number_of(text) is None


def test_whatever_a_page_takes_a_file_takes_too(act):
    """Weights with a percent sign, years with a comma, six decimals, a partner without a name."""
    analysis = fill_economic(act, make_analysis(act, "cooperation"))
    for place, text in {
        "soc.S01.weight": "10%",
        "soc.S01.reason": "Blisko domu.",
        "soc.S02.weight": "05",
        "soc.S03.note": "Lista obecności, bez rodzaju dowodu.",
        "eco.horizon_years": "2,0",
        "eco.units_before": "99999999999",
        "eco.units_after": "0,123456",
    }.items():
        answer(act, analysis, place, text)
    row = add_row(act, analysis.draft, "eco.partners")
    save_field(act, analysis.draft, f"eco.partners:{row.pk}:money", "1 500,50", 0)
    fill_row(act, analysis, "E2-02.recipients", group="wszyscy", yearly="0,000001")
    text = export_text(analysis)
    data = json.loads(text)
    assert data["social"]["weights"] == {"S01": "10", "S02": "5"}
    assert data["social"]["evidence"] == [
        {"criterion": "S03", "note": "Lista obecności, bez rodzaju dowodu."}
    ]
    assert data["economic"]["horizon_years"] == "2"
    assert data["economic"]["partners"] == [{"money": "1500.50"}]
    assert export_text(import_analysis(act, text)) == text


def test_two_assessors_of_one_name_are_both_carried(act):
    analysis = make_analysis(act)
    for marks in (("2", "4"), ("3", "5"), ("1", "2")):
        card = add_paper_card(act, analysis, "Mieszkanka", "recipient", "forecast")
        send_card(act, score_card(act, card, *marks))
    reveal_scores(act, SocialRound.objects.get(analysis=analysis))
    text = export_text(analysis)
    names = {one["assessor"] for one in json.loads(text)["social"]["scores"]}
    assert names == {"Mieszkanka", "Mieszkanka (2)", "Mieszkanka (3)"}
    assert export_text(import_analysis(act, text)) == text


def test_why_this_type_is_carried(act):
    analysis = make_analysis(act)
    keep_choice(act, analysis, Chosen({"C01": "no", "C06": "yes"}, "Budynek już stoi."))
    text = export_text(analysis)
    again = import_analysis(act, text)
    assert export_text(again) == text
    assert choice_of(again).ranking == choice_of(analysis).ranking
    assert choice_of(again).reason == "Budynek już stoi."


def test_what_the_measurement_rests_on_is_carried(act):
    analysis = make_closed(act)
    found = open_measurement(act, analysis, "Zadanie kończy się wcześniej.")
    save_field(act, found.draft, "S01.evidence", "survey", 0)
    save_field(act, found.draft, "S02.note", "Kontrola z maja.", 0)
    data = carried(analysis)
    assert data["social"]["measured_evidence"] == [
        {"criterion": "S01", "evidence": "survey"},
        {"criterion": "S02", "note": "Kontrola z maja."},
    ]
    text = export_text(analysis)
    assert export_text(import_analysis(act, text)) == text


def test_a_criterion_rests_on_one_thing(act):
    analysis = fill(act, make_analysis(act))
    data = json.loads(export_text(analysis))
    data["social"]["evidence"].append({"criterion": "S01", "note": "drugi raz"})
    with pytest.raises(ValueError, match=r"social.evidence\[11\]: dowód kryterium „S01”"):
        import_analysis(act, json.dumps(data))
    data["social"]["evidence"] = [{"criterion": "S01"}]
    with pytest.raises(ValueError, match=r"social.evidence\[1\]: brak wymaganego klucza"):
        import_analysis(act, json.dumps(data))


def test_the_largest_numbers_break_no_page(client, act):
    """Whatever the fields of a cost take, its pages, charts and report show."""
    analysis = make_analysis(act)
    largest = {
        "quantity": "9999999999",
        "unit_cost": "99999999999.99",
        "times_per_year": "9999999999",
    }
    for table, group in (
        ("present_costs", "PERS"),
        ("future_costs", "DOT"),
        ("future_costs", "NGO-OS"),
    ):
        add_row(act, analysis.draft, table, group=group, **largest)
    for place, text in {
        "eco.units_before": "0,000001",
        "eco.units_after": "99999999999",
        "eco.discount_rate": "100",
        "eco.overhead.key": "percent",
        "eco.overhead.percent": "1000",
    }.items():
        answer(act, analysis, place, text)
    client.force_login(user_of(act))
    charts = "efektywnosc-ekonomiczna/wykresy"
    pages = ("", "efektywnosc-ekonomiczna/", "podglad/", "raport.docx")
    for page in (*pages, f"{charts}/koszty/", f"{charts}/oszczednosc/"):
        assert client.get(f"/analizy/{analysis.pk}/{page}").status_code == 200, page
