"""The form of Dz.U. 2018 poz. 2057: sections, fields, tables; messages that name file and key."""

from datetime import date

import pytest

from contracting.offers.definition import (
    OFFERS,
    DefinitionError,
    form_definition,
    form_in_force,
    read_definition,
)

FILE = "2057-1.toml"
TEXT = (OFFERS.folder / FILE).read_text(encoding="utf-8")
FORM = form_in_force("2057-1", date(2026, 11, 2))


def test_the_form_has_seven_sections_in_order():
    assert [one.code for one in FORM.sections] == ["I", "II", "III", "IV", "V", "VI", "VII"]


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("I.1", "Organ administracji publicznej, do którego jest adresowana oferta"),
        ("I.2", "Rodzaj zadania publicznego"),
        ("III.1", "Tytuł zadania publicznego"),
        ("IV.2", "Zasoby kadrowe, rzeczowe i finansowe oferenta"),
        ("V.B", "Źródła finansowania kosztów realizacji zadania"),
        ("V.C", "Podział kosztów realizacji zadania pomiędzy oferentów"),
        ("VI.1", "Deklaracja o zamiarze odpłatnego lub nieodpłatnego wykonania zadania"),
    ],
)
def test_fields_have_their_official_names(code, label):
    assert FORM.field(code).label.startswith(label)


def test_five_tables_seven_declarations_seven_footnotes():
    tables = [field.table for one in FORM.sections for field in one.fields if field.table]
    assert tables == ["actions", "results", "costs", "funding", "bidders"]
    assert len(FORM.declarations) == 7
    assert sorted(FORM.footnotes) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("code", "choices"), [("VII.3", ["no", "yes"]), ("VII.5", ["krs", "other"])]
)
def test_three_declarations_carry_a_choice(code, choices):
    assert [value for value, _ in FORM.field(code).choices] == choices
    assert sum(f"{{{code}}}" in one for one in FORM.declarations) == 1


def test_joint_fields_are_asked_in_joint_offers_alone():
    assert "VI.J" not in {one.code for one in FORM.written_fields(joint=False)}
    assert "VI.J" in {one.code for one in FORM.written_fields(joint=True)}


def test_a_form_is_in_force_from_its_day():
    with pytest.raises(DefinitionError, match=r"28\.02\.2019"):
        form_in_force("2057-1", date(2019, 2, 28))
    assert form_in_force("2057-1", date(2019, 3, 1)) == FORM


def test_unknown_versions_fields_and_sections_are_named():
    with pytest.raises(DefinitionError, match="1999"):
        form_definition("2057-1", "1999")
    for ask in (FORM.field, FORM.section, FORM.section_of):
        with pytest.raises(KeyError, match="IX"):
            ask("IX")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "long"', 'kind = "essay"', "essay"),
        ('table = "costs"', 'table = "gold"', "gold"),
        ('code = "I.2"', 'code = "I.1"', "I.1"),
        ("joint_only = true", "joint_onyl = true", "joint_onyl"),
        ("[footnotes]", "[notes]", "footnotes"),
        ('label = "Rodzaj zadania publicznego"', 'label = ""', "I.2"),
        ('label = "Tytuł', "label = Tytuł", "at line"),
        ('choices = [["no", "nie zalega(-ją)"], ["yes", "zalega(-ją)"]]', "", "VII.3"),
        ('  "wszystkie informacje', '  # "wszystkie informacje', "declarations.items"),
    ],
)
def test_a_wrong_file_names_itself_and_the_key(old, new, key):
    assert old in TEXT
    with pytest.raises(DefinitionError) as error:
        read_definition(TEXT.replace(old, new, 1), FILE)
    assert FILE in str(error.value)
    assert key in str(error.value)
