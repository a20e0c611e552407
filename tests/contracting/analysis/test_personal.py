"""What looks personal is found, in any case and in any company; the text itself stays as it was."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.analysis.rules.first_names import FIRST_NAMES
from contracting.analysis.rules.personal import (
    ACCOUNT,
    DOCUMENT,
    EMAIL,
    HOME,
    NAME,
    NIP,
    PESEL,
    PHONE,
    Names,
    findings,
    pieces,
)

NOBODY = Names(())
PEOPLE = Names.of_people(["Anna Kowalska", "Jan Dudek", "Ewa Lis-Nowak", "Piotr Kozioł"])
SEPARATORS = ("", " ", "-", "\u00a0")
AROUND = st.text(alphabet=" abcąęźż,.;:!?()\n", max_size=30)
digits = st.text(alphabet="0123456789", min_size=26, max_size=26)


def kinds(text, names=NOBODY, **more):
    return [one.kind for one in findings(text, names, **more)]


def found(text, names=NOBODY, **more):
    return [text[one.start : one.end] for one in findings(text, names, **more)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Piszcie na jan.kowalski+x@gmina.example.", EMAIL),
        ("jan (at) gmina.example", EMAIL),
        ("jan[małpa]gmina.example", EMAIL),
        ("PESEL 44051401359", PESEL),
        ("440514 01359", PESEL),
        ("NIP 123-456-32-18", NIP),
        ("NIP: 123-45-63-218", NIP),
        ("PL1234563218", NIP),
        ("konto 61 1090 1014 0000 0712 1981 2874", ACCOUNT),
        ("PL61109010140000071219812874", ACCOUNT),
        ("tel. 600 100 200", PHONE),
        ("600100200", PHONE),
        ("+48 600-100-200", PHONE),
        ("0048600100200", PHONE),
        ("(71) 312 62 24", PHONE),
        ("71 312-62-24", PHONE),
        ("312-62-24", PHONE),
        ("telefon wewnętrzny 312624", PHONE),
        ("600 100 200 601 100 201", PHONE),
        ("dowód ABC 123456", DOCUMENT),
        ("ul. Lipowa 5/3", HOME),
        ("os. Parkowe 12 m. 4", HOME),
        ("opowiada pani Zmyślona", NAME),
        ("prosimy Pana Wzorowego", NAME),
        ("Pani sołtys Wzorowa", NAME),
        ("dr hab. Wzorowa", NAME),
        ("p. Wzorowy", NAME),
        ("PANI JANINA WZOROWA", NAME),
        ("zgłosiła Agnieszka Zmyślona", NAME),
        ("rozmowa z Markiem Zmyślonym", NAME),
        ("u Ewy Zmyślonej", NAME),
        ("dzięki Agnieszce Zmyślonej", NAME),
    ],
)
def test_a_clear_pattern_is_found(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Klub jest otwarty pięć dni w tygodniu, od 9 do 14, przez 235 dni w roku.",
        "Dziś wydajemy 62 tys. zł, po zmianie 140 000,00 zł; różnica to 1 200 zł.",
        "Od 2026-11-22 do 31.12.2027 r., uchwała nr 14/2026.",
        "Program Współpracy Gminy Prusice, art. 11 ust. 2, Dz.U. 2024 poz. 1491.",
        "Panel mieszkańców, drzewo problemów, planowanie.",
    ],
)
def test_plain_sentences_are_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "word",
    ["Kowalska", "Kowalskiej", "Kowalską", "Dudek", "Dudka", "Dudkowi", "Lis", "Nowakiem", "Kozła"],
)
def test_a_known_surname_is_found_in_its_cases(word):
    assert found(f"Rozmawiano z {word} w maju.", PEOPLE) == [word]
    assert kinds(f"Rozmawiano z {word.lower()} w maju.", PEOPLE) == []


def test_a_cell_for_people_holds_names_unless_it_names_an_office():
    assert found("Zmysława Nieznana", NOBODY, is_person=True) == ["Zmysława Nieznana"]
    assert kinds("Zmysława Nieznana") == []
    assert kinds("Fundacja Wspólna Droga", is_person=True) == []
    assert kinds("Koordynator współpracy", is_person=True) == []


@given(AROUND, digits, st.sampled_from(SEPARATORS), AROUND)
def test_numbers_of_people_are_found_in_any_company(before, number, gap, after):
    for written in (
        number[:11],
        gap.join((number[:3], number[3:6], number[6:9])),
        gap.join((number[:3], number[3:6], number[6:8], number[8:10])),
        gap.join([number[:2], *(number[at : at + 4] for at in range(2, 26, 4))]),
    ):
        text = f"{before} {written} {after}"
        start = len(before) + 1
        covered = [one for one in findings(text, NOBODY) if one.start <= start < one.end]
        assert covered, text
        assert covered[0].end >= start + len(written)


@given(AROUND, st.sampled_from(sorted(FIRST_NAMES)), AROUND)
def test_a_first_name_and_a_surname_are_found(before, first, after):
    text = f"{before} {first} Zmyślony {after}"
    assert any(f"{first} Zmyślony" in one for one in found(text))


@given(st.text(max_size=300))
def test_marking_changes_no_letter(text):
    marks = findings(text, PEOPLE, is_person=True)
    assert "".join(one.text for one in pieces(text, marks)) == text
    assert all(one.end <= other.start for one, other in itertools.pairwise(marks))
    assert all(one.start < one.end for one in marks)
