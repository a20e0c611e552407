"""The page of legal numbers for everybody; an operator adds a value."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from mkus_portal.law import registry
from mkus_portal.law.models import ParameterValue
from mkus_portal.law.registry import Counting, Deadline, Parameter, Unit
from mkus_portal.web.pages.law import value_in_words
from tests.clock import NOW

SHARE = Parameter(
    key="test.share",
    label="Udział na próbę",
    unit=Unit.SHARE,
    cite="art. 1 ustawy próbnej",
    values={date(2010, 1, 1): Decimal("0.20"), date(2027, 1, 1): Decimal("0.30")},
    sure=False,
)
SOON = Parameter("test.soon", "Dni", Unit.DAYS, "art. 2", {date(2030, 1, 1): 7})
SWITCH = Parameter("test.switch", "Czy", Unit.SWITCH, "art. 3", {date(2020, 1, 1): 1})
LATER = Deadline("Z99", "Termin na próbę", SOON, Counting.WORKING, "art. 2")


@pytest.fixture(autouse=True)
def register(monkeypatch):
    monkeypatch.setitem(registry.register.parameters, SHARE.key, SHARE)
    monkeypatch.setitem(registry.register.deadlines, LATER.code, LATER)


def said(answer):
    return answer.content.decode()


def test_everybody_reads_the_law_with_dates_and_sources(visitor, db):
    page = said(visitor.get(reverse("law")))
    assert "Udział na próbę" in page
    assert "20%" in page
    assert "01.01.2027" in page
    assert "art. 1 ustawy próbnej" in page
    assert "do potwierdzenia przez prawnika" in page
    assert "Termin na próbę" in page
    assert "Dodaj wartość" not in page


def test_the_page_says_which_value_holds_now(visitor, db):
    card = said(visitor.get(reverse("law"))).split("Udział na próbę</h3>")[1].split("</section>")[0]
    rows = card.split("<tr>")[2:]
    assert ["teraz" in row for row in rows] == [False, True]


def test_an_operator_adds_a_dated_cited_value(client_as, operator):
    client = client_as(operator)
    assert "Dodaj wartość" in said(client.get(reverse("law")))
    url = reverse("law-value-add", args=(SHARE.key,))
    assert "Udział na próbę" in said(client.get(url))
    sent = {"valid_from": "2026-11-24", "value": "0,25", "cite": "Dz.U. 2026 poz. 7"}
    assert "25%" in said(client.post(url, sent, follow=True))
    row = ParameterValue.objects.get()
    assert (row.entered_by, row.entered_at) == (operator, NOW)
    assert SHARE.at(NOW.date()) == Decimal("0.25")


def test_a_second_value_for_the_day_and_a_missing_source_are_told(client_as, operator):
    client, url = client_as(operator), reverse("law-value-add", args=(SHARE.key,))
    sent = {"valid_from": "2026-12-01", "value": "0,25", "cite": "Dz.U. 2026 poz. 7"}
    client.post(url, sent)
    assert "już wpisana" in said(client.post(url, sent))
    answer = client.post(url, {**sent, "valid_from": "2026-12-02", "cite": ""})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        (SHARE, "30", "Ułamek od 0 do 1"),
        (SHARE, "-0,1", "Ułamek od 0 do 1"),
        (SOON, "-5", "Liczba całkowita, co najmniej 1."),
        (SOON, "10,5", "Liczba całkowita, co najmniej 1."),
        (SOON, "", "To pole jest wymagane."),
        (SWITCH, "2", "Wpisz 1 (tak) albo 0 (nie)."),
        (SWITCH, "0,5", "Wpisz 1 (tak) albo 0 (nie)."),
        (SWITCH, "", "To pole jest wymagane."),
    ],
)
def test_a_value_that_the_unit_cannot_be_is_refused(
    client_as, operator, monkeypatch, parameter, value, sentence
):
    monkeypatch.setitem(registry.register.parameters, parameter.key, parameter)
    url = reverse("law-value-add", args=(parameter.key,))
    sent = {"valid_from": "2031-01-01", "value": value, "cite": "Dz.U. 2030 poz. 7"}
    answer = client_as(operator).post(url, sent)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["value"][0]
    assert not ParameterValue.objects.exists()


def test_an_operator_switches_a_rule_off(client_as, operator, monkeypatch):
    monkeypatch.setitem(registry.register.parameters, SWITCH.key, SWITCH)
    url = reverse("law-value-add", args=(SWITCH.key,))
    sent = {"valid_from": "2031-01-01", "value": "0", "cite": "Dz.U. 2030 poz. 7"}
    assert client_as(operator).post(url, sent).status_code == 302
    assert SWITCH.at(date(2030, 12, 31)) == 1
    assert not SWITCH.at(date(2031, 1, 1))


def test_a_past_day_has_to_be_meant(client_as, operator):
    client, url = client_as(operator), reverse("law-value-add", args=(SHARE.key,))
    sent = {"valid_from": "2026-11-01", "value": "0,25", "cite": "Dz.U. 2026 poz. 7"}
    answer = client.post(url, sent)
    assert "Ten dzień już minął." in answer.context["form"].errors["past_is_meant"][0]
    assert client.post(url, {**sent, "past_is_meant": "on"}).status_code == 302
    assert SHARE.at(NOW.date()) == Decimal("0.25")


def test_only_an_operator_adds(client_as, visitor, office_admin):
    url = reverse("law-value-add", args=(SHARE.key,))
    assert client_as(office_admin).get(url).status_code == 403
    assert client_as(office_admin).post(url, {}).status_code == 403
    assert "/konto/login/" in visitor.get(url).url
    assert not ParameterValue.objects.exists()


def test_an_unknown_parameter_is_not_found(client_as, operator):
    assert client_as(operator).get(reverse("law-value-add", args=("nie.ma",))).status_code == 404


def test_three_rows_cost_as_much_as_one(visitor, db, count_queries):
    def add(day):
        ParameterValue.objects.create(
            key=SHARE.key, valid_from=day, value=Decimal("0.1"), cite="art. 1", entered_at=NOW
        )

    add(date(2026, 1, 1))
    one = count_queries(lambda: visitor.get(reverse("law")))
    add(date(2026, 2, 1))
    add(date(2026, 3, 1))
    assert count_queries(lambda: visitor.get(reverse("law"))) == one


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.PLN, 10000, "10\u00a0000,00\u00a0zł"),
        (Unit.SHARE, Decimal("0.2000"), "20%"),
        (Unit.DAYS, Decimal("21.0000"), "21 dni"),
        (Unit.COUNT, 7, "7"),
        (Unit.SWITCH, 1, "tak"),
        (Unit.SWITCH, Decimal("0.0000"), "nie"),
        (Unit.YEARS, 5, "5 lat"),
        (Unit.YEARS, Decimal("3.0000"), "3 lata"),
        (Unit.PLN, None, "bez ograniczenia"),
    ],
)
def test_a_value_is_told_with_its_unit(unit, value, words):
    parameter = Parameter("test.unit", "Próba", unit, "art. 1", {})
    assert value_in_words(parameter, value) == words
