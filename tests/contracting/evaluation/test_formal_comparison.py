"""Two versions of an offer beside each other: what differs is marked, what does not is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.evaluation.rules.comparison import compared, pair_of
from contracting.offers.content import Line, Result
from contracting.offers.definition import form_in_force
from contracting.offers.rules import changed_sections, section_of_item
from tests.contracting.offers.factories import complete_content, joint_content

FORM = form_in_force("2057-1", date(2026, 11, 2))
OLD = complete_content()


def section(new, code, old=OLD):
    return compared(old, new, FORM, [code])[0]


def marked(pieces):
    return [one.text for one in pieces if one.is_marked]


def test_changed_words_are_marked_in_both():
    pair = pair_of("Opis", "Zajęcia dla dzieci w Brzozowie.", "Zajęcia dla seniorów w Brzozowie.")
    assert (marked(pair.old), marked(pair.new)) == (["dzieci"], ["seniorów"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_of_either_text_is_lost(old, new):
    pair = pair_of("Pole", old, new)
    assert "".join(one.text for one in pair.old) == old
    assert "".join(one.text for one in pair.new) == new
    assert pair.is_changed == (old != new)


def test_the_same_content_has_no_change_anywhere():
    codes = [one.code for one in FORM.sections]
    assert not any(one.is_changed for one in compared(OLD, OLD, FORM, codes))
    assert changed_sections(OLD, OLD, FORM) == frozenset()


def test_choices_and_days_are_shown_in_words():
    new = complete_content(texts={"VI.1": "paid", "III.2.to": "2027-12-01"})
    paid = next(one for one in section(new, "VI").fields if one.is_changed)
    assert "paid" not in "".join(one.text for one in paid.new)
    day = next(one for one in section(new, "III").fields if one.is_changed)
    assert "01.12.2027" in "".join(one.text for one in day.new)
    assert changed_sections(OLD, new, FORM) == {"III", "VI"}


def test_rows_added_changed_removed_and_moved_are_named():
    old = replace(OLD, results=tuple(Result(pk, f"Rezultat {pk}", "1", "lista") for pk in range(4)))
    kept = old.results
    new = replace(
        old, results=(kept[1], kept[0], replace(kept[2], target_value="9"), Result(7, "Nowy"))
    )
    table = section(new, "III", old).tables[1]
    assert [row.status for row in table.rows] == [
        "przesunięty",
        "przesunięty",
        "zmieniony",
        "dodany",
        "usunięty",
    ]
    assert all(row.is_changed for row in table.rows)


def test_amounts_of_costs_and_funding_are_compared_in_zloty():
    dearer = replace(OLD.lines[0], unit_cost=Decimal("95.50"))
    new = replace(OLD, lines=(dearer, *OLD.lines[1:]))
    costs, funding = section(new, "V").tables
    cell = next(one for one in costs.rows[0].cells if one.is_changed)
    assert "95,50\xa0zł" in "".join(one.text for one in cell.new)
    assert not funding.is_changed


def test_a_joint_offer_shows_its_bidders():
    old = joint_content()
    old = replace(old, is_joint=True)
    new = replace(old, shares=(old.shares[0], replace(old.shares[1], address="Brzozowo")))
    tables = section(new, "V", old).tables
    assert [one.is_changed for one in tables] == [False, False, True]


@pytest.mark.parametrize(
    ("item", "code"),
    [("III.3", "III"), ("costs", "V"), ("actions", "III"), ("bidders", "V"), ("IX.1", None)],
)
def test_every_item_of_the_form_stands_in_a_section(item, code):
    assert section_of_item(FORM, item) == code


def test_a_cost_without_its_action_is_a_change_of_section_five():
    lone = Line(1, "action", None, "Trener", "godzina", Decimal("90.00"), Decimal(100))
    assert changed_sections(OLD, replace(OLD, lines=(lone, OLD.lines[1])), FORM) == {"V"}
