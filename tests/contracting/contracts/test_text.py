"""The language of contract templates, the amounts in words, the tranches: pure calculation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.contracts.catalogue import CONDITIONS, FIELDS, framework
from contracting.contracts.rules.text import NO_CLAUSE, Block, faults_of, rendered
from contracting.contracts.rules.tranches import Part, by_years, parts_fit
from contracting.contracts.text import template_faults
from contracting.contracts.views.templates import compared
from mkus_portal.words_of_amounts import amount_in_words, number_in_words

CLAUSE = "[klauzula: dostępność]\nDostępność jest zapewniona.\n[koniec]"
MILLION = "milion dwieście trzydzieści cztery tysiące pięćset sześćdziesiąt siedem złotych 89/100"
NAMES = ("tytuł", "kwota")
CASES = ("wsparcie", "wspólna")


def faults(text):
    return [str(one) for one in faults_of(text, NAMES, CASES)]


def test_the_framework_has_no_faults():
    assert template_faults(framework()) == []
    assert len([one for one in framework().splitlines() if one.startswith("# ")]) == 19


def test_r22_a_text_without_the_clause_is_refused():
    assert faults("# § 1\nTekst.") == [NO_CLAUSE]
    assert faults(CLAUSE) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{rok}}", "Wiersz 1: Nie ma pola „rok”. Wybierz pole z listy."),
        ("{tytuł}}", "Wiersz 1: Pole zapisuje się w podwójnych klamrach: {{nazwa pola}}."),
        ("[jeżeli: pogoda]\nA\n[koniec]", "Wiersz 1: Nie ma warunku „pogoda”."),
        ("[jeżeli: wsparcie]\nA", "Wiersz 1: Ten fragment nie ma końca: dopisz [koniec]."),
        ("[koniec]", "Wiersz 1: [koniec] bez początku."),
        ("[w przeciwnym razie]", "Wiersz 1: [w przeciwnym razie] stoi po"),
        ("[zrób kawę]", "Wiersz 1: Nie rozumiem polecenia [zrób kawę]."),
        ("[klauzula: RODO]\nA\n[koniec]", "Wiersz 1: Nie ma klauzuli „RODO”."),
        ("[klauzula: dostępność]\n[koniec]", "Wiersz 1: Klauzula dostępności jest pusta."),
    ],
)
def test_faults_name_their_line(text, said):
    found = faults(f"{text}\n{CLAUSE}")
    assert any(one.startswith(said) for one in found), found


def test_the_clause_may_not_depend_on_a_condition():
    found = faults(f"[jeżeli: wsparcie]\n{CLAUSE}\n[koniec]")
    assert found == ["Wiersz 2: Klauzula dostępności nie może zależeć od warunku."]


def test_fields_and_conditions_are_filled_in():
    text = (
        "# § 1. {{tytuł}}\n[jeżeli: wsparcie]\nWspiera się.\n"
        "[jeżeli nie: wspólna]\nSam.\n[koniec]\n"
        "[w przeciwnym razie]\nPowierza się.\n[koniec]\nKwota {{ kwota }}."
    )
    values = {"tytuł": "Lato", "kwota": ""}
    assert rendered(text, values, {"wsparcie": True, "wspólna": False}) == (
        Block("§ 1. Lato", is_heading=True),
        Block("Wspiera się."),
        Block("Sam."),
        Block("Kwota ………………."),
    )
    entrusted = rendered(text, values, {"wsparcie": False, "wspólna": True})
    assert [one.text for one in entrusted][1:] == ["Powierza się.", "Kwota ………………."]


def test_paragraphs_are_numbered_without_holes():
    text = "# A\n1. Raz.\n[jeżeli: wsparcie]\n2. Dwa.\n[koniec]\n3. Trzy.\n# B\n7. Siedem."
    said = [one.text for one in rendered(text, {}, {"wsparcie": False})]
    assert said == ["A", "1. Raz.", "2. Trzy.", "B", "1. Siedem."]


def test_what_a_field_says_is_never_read_as_a_template():
    values = {"tytuł": "{{kwota}} [koniec]", "kwota": "1"}
    assert rendered("{{tytuł}}", values, {}) == (Block("{{kwota}} [koniec]"),)


def test_every_field_and_condition_of_the_framework_is_in_the_catalogue():
    assert faults_of(framework(), FIELDS, CONDITIONS) == []


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "zero złotych 00/100"),
        ("1", "jeden złoty 00/100"),
        ("2.50", "dwa złote 50/100"),
        ("12", "dwanaście złotych 00/100"),
        ("22", "dwadzieścia dwa złote 00/100"),
        ("105.09", "sto pięć złotych 09/100"),
        ("1000", "tysiąc złotych 00/100"),
        ("2014", "dwa tysiące czternaście złotych 00/100"),
        ("21000", "dwadzieścia jeden tysięcy złotych 00/100"),
        (
            "1234567.89",
            MILLION,
        ),
    ],
)
def test_amounts_in_words(amount, said):
    assert amount_in_words(Decimal(amount)) == said


def test_numbers_below_zero_and_too_large_are_none():
    for number in (-1, 10**12):
        with pytest.raises(ValueError, match=r".*"):
            number_in_words(number)


@given(st.integers(0, 10**9))
def test_every_number_has_words_of_its_own(number):
    words = number_in_words(number)
    assert words
    assert "  " not in words
    assert number_in_words(number + 1) != words


@given(
    st.integers(1, 10**8),
    st.dictionaries(st.integers(2026, 2030), st.integers(0, 10**8), min_size=1),
)
def test_the_grant_by_years_is_the_grant(grosze, costs):
    grant = Decimal(grosze) / 100
    found = by_years(grant, {year: Decimal(cost) / 100 for year, cost in costs.items()})
    assert sum(found.values()) == grant
    assert set(found) <= set(costs)
    assert all(amount >= 0 for amount in found.values())


def test_tranches_that_do_not_fit_name_the_difference():
    years = range(2027, 2028)
    grant = Decimal(9000)
    assert "co najmniej jedną" in parts_fit([], grant, years).reason
    assert "W roku 2028" in parts_fit([Part(2028, grant)], grant, years).reason
    assert "jest za dużo 1" in parts_fit([Part(2027, Decimal(9001))], grant, years).reason
    assert parts_fit([Part(2027, Decimal(4000)), Part(2027, Decimal(5000))], grant, years)


def test_versions_are_compared_word_by_word():
    assert compared("A b c\nD", "A x c\nD") == [
        ([("A", False), ("b", True), ("c", False)], [("A", False), ("x", True), ("c", False)])
    ]
    assert compared("A", "A\nB") == [([], [("B", True)])]
    assert compared("A", "A") == []
