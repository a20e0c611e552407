"""Sums, limits to the grosz, gaps; the rules R09, R10, R14 and R15 by name."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.calls.rules import Terms
from contracting.offers.content import Action, Funding, Line, OfferContent
from contracting.offers.costing import cost_rows, share_rows, source_rows
from contracting.offers.definition import form_in_force
from contracting.offers.rules import gaps, line_total, outside_parts, sums_of
from tests.contracting.offers.factories import complete_content, joint_content

FORM = form_in_force("2057-1", date(2026, 11, 2))
NONE = dict.fromkeys(Terms.__dataclass_fields__)
amounts = st.decimals(0, 99999, places=2, allow_nan=False)
quantities = st.decimals(0, 999, places=3, allow_nan=False)


def terms(**changes):
    given_terms = {
        "forms": frozenset({"support"}),
        "recipient_fees_allowed": False,
        "results_table_required": True,
        "admin_cost_base": "grant",
        **changes,
    }
    return SimpleNamespace(**{**NONE, **given_terms})


def sentences(content, **limits):
    found = gaps(content, terms(**limits), FORM)
    return [gap.sentence.replace("\xa0", " ") for gap in found]


def funded(**changes):
    return complete_content(funding=Funding(**{k: Decimal(v) for k, v in changes.items()}))


def two_years(**changes):
    """A content over two years with the amounts divided."""
    content = complete_content(texts={"III.2.to": "2028-03-31"})
    lines = (
        replace(content.lines[0], years=(Decimal("5000.00"), Decimal("4000.00"))),
        replace(content.lines[1], years=(Decimal("600.00"), Decimal("400.00"))),
    )
    actions = (replace(content.actions[0], year=2027),)
    return replace(content, lines=lines, actions=actions, **changes)


def test_a_complete_offer_has_no_gaps():
    assert sentences(complete_content()) == []
    assert sentences(two_years()) == []


def test_an_empty_offer_names_every_place():
    found = gaps(OfferContent(), terms(), FORM)
    assert len(found) > 15
    order = [section.code for section in FORM.sections]
    assert [gap.section for gap in found] == sorted((gap.section for gap in found), key=order.index)
    assert {"III.1", "t-actions", "t-results", "t-costs", "t-funding", "VII.5"} <= {
        gap.place for gap in found
    }


@given(unit_cost=amounts, quantity=quantities)
def test_a_total_is_rounded_half_up_once(unit_cost, quantity):
    exact = Fraction(unit_cost) * Fraction(quantity)
    total = line_total(Line(1, unit_cost=unit_cost, quantity=quantity))
    expected = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    assert total == expected
    assert abs(Fraction(total) - exact) <= Fraction(1, 200)


@given(st.lists(st.tuples(st.sampled_from(["action", "admin"]), amounts, quantities), max_size=12))
def test_r09_part_sums_make_the_whole(rows):
    lines = tuple(
        Line(at, kind, 1 if kind == "action" else None, "x", "szt.", cost, quantity)
        for at, (kind, cost, quantity) in enumerate(rows)
    )
    content = complete_content(lines=lines)
    sums = sums_of(content)
    assert sums.total == sums.action_costs + sums.admin_costs
    assert sums.total == sum((line_total(line) for line in lines), Decimal(0))
    assert sums.by_year == (sums.total,)
    assert cost_rows(content)[-1].total == sums.total
    assert sum(sums.by_action.values(), Decimal(0)) == sums.action_costs


@given(
    grant=amounts, financial=amounts, personal=amounts, in_kind=amounts, fees=amounts, cost=amounts
)
def test_r09_sources_agree_exactly_or_the_gap_names_the_difference(
    grant, financial, personal, in_kind, fees, cost
):
    content = complete_content(
        lines=(Line(1, "action", 1, "Trener", "godzina", cost, Decimal(1)),),
        funding=Funding(grant, financial, personal, in_kind, fees),
    )
    agree = grant + financial + personal + in_kind + fees == cost
    named = [one for one in sentences(content) if one.startswith("V.B: źródła")]
    assert (named == []) == (agree or grant == 0)


def test_r09_the_difference_stands_in_the_sentence():
    short = funded(grant="9000.00", own_financial="999.99")
    assert sentences(short) == [
        "V.B: źródła dają 9 999,99 zł, a koszty wynoszą 10 000,00 zł; brakuje 0,01 zł"
    ]
    over = funded(grant="9000.00", own_financial="1000.01")
    assert "jest za dużo 0,01 zł" in sentences(over)[0]


def test_r09_years_add_up_to_the_lines_total():
    content = two_years()
    wrong = replace(content.lines[0], years=(Decimal("5000.00"), Decimal("3999.99")))
    found = sentences(replace(content, lines=(wrong, content.lines[1])))
    assert found == ["V.A: pozycja 1: lata dają 8 999,99 zł, a razem jest 9 000,00 zł"]
    assert sums_of(content).by_year == (Decimal("5600.00"), Decimal("4400.00"))


def test_amounts_of_years_that_are_no_more_do_not_count():
    content = complete_content()
    stale = replace(content.lines[0], years=(Decimal(1), Decimal(2), Decimal(3)))
    assert sums_of(replace(content, lines=(stale,))).by_year == (Decimal("9000.00"),)


def test_personal_and_in_kind_make_row_3_2():
    content = funded(
        grant="9000.00", own_financial="400.00", own_personal="350.00", own_in_kind="250.00"
    )
    rows = {row.number: row.value for row in source_rows(content) if row.number}
    assert (rows["3."], rows["3.1."], rows["3.2."]) == (1000, 400, 600)
    assert sentences(content) == []


def test_shares_are_per_cent_of_the_whole_with_two_decimals():
    rows = {row.number: row.share for row in source_rows(complete_content())}
    assert (rows["1."], rows["2."], rows["3."]) == (100, 90, 10)


@pytest.mark.parametrize(
    ("grant", "own", "allowed"),
    [("4512.30", "5487.70", True), ("4512.31", "5487.69", False)],
)
def test_the_stated_grant_is_accepted_to_the_grosz(grant, own, allowed):
    found = sentences(funded(grant=grant, own_financial=own), max_grant=Decimal("4512.30"))
    assert found == ([] if allowed else ["V.B: dotacja może wynosić najwyżej 4 512,30 zł"])


@pytest.mark.parametrize(
    ("grant", "own", "allowed"), [("3333.33", "6666.67", True), ("3333.34", "6666.66", False)]
)
def test_the_share_of_the_grant_is_rounded_down(grant, own, allowed):
    found = sentences(funded(grant=grant, own_financial=own), max_grant_share=Decimal("33.3333"))
    assert found == ([] if allowed else ["V.B: dotacja może wynosić najwyżej 3 333,33 zł"])


def test_the_smallest_of_the_limits_counts_and_the_pool_is_one():
    found = sentences(complete_content(), max_grant=Decimal(9000), pool=Decimal(8000))
    assert found == ["V.B: dotacja może wynosić najwyżej 8 000,00 zł"]
    least = sentences(complete_content(), min_grant=Decimal("9000.01"))
    assert least == ["V.B: dotacja musi wynosić co najmniej 9 000,01 zł"]


@pytest.mark.parametrize(("own", "allowed"), [("1234.57", True), ("1234.56", False)])
def test_the_own_contribution_is_rounded_up(own, allowed):
    content = complete_content(
        lines=(Line(1, "action", 1, "Trener", "godzina", Decimal("12345.67"), Decimal(1)),),
        funding=Funding(Decimal("12345.67") - Decimal(own), Decimal(own)),
    )
    found = sentences(content, min_own_share=Decimal(10))
    wanted = ["V.B: wkład własny musi wynosić co najmniej 1 234,57 zł (10%)"]
    assert found == ([] if allowed else wanted)


def test_the_financial_contribution_has_a_threshold_of_its_own():
    content = funded(grant="9000.00", own_financial="499.99", own_personal="500.01")
    found = sentences(content, min_own_share=Decimal(10), min_own_financial_share=Decimal(5))
    assert found == ["V.B: wkład własny finansowy musi wynosić co najmniej 500,00 zł (5%)"]


@pytest.mark.parametrize(
    ("base", "cap", "allowed"),
    [("grant", "11.12", True), ("grant", "11.11", False), ("total", "10", True)],
)
def test_the_cap_of_administrative_costs(base, cap, allowed):
    found = sentences(complete_content(), admin_cost_base=base, admin_cost_cap=Decimal(cap))
    wanted = (
        "V.A: koszty administracyjne mogą wynosić najwyżej 999,90 zł (11,11% dotacji), "
        "a wynoszą 1 000,00 zł"
    )
    assert found == ([] if allowed else [wanted])


def test_r10_fees_need_a_paid_task_and_a_permission():
    content = replace(
        funded(grant="9000.00", own_financial="500.00", recipient_fees="500.00"),
    )
    assert sentences(content) == [
        "V.B: w tym zadaniu nie wolno pobierać opłat od odbiorców",
        "VI.1: opłaty od odbiorców oznaczają odpłatne wykonanie zadania – zaznacz je",
    ]
    paid = replace(content, texts={**content.texts, "VI.1": "paid"})
    assert sentences(paid, recipient_fees_allowed=True) == []


def test_entrusting_is_paid_for_by_the_grant_alone():
    content = complete_content(commissioning_form="entrust")
    assert sentences(content) == [
        "V.B: przy powierzeniu dotacja pokrywa całość kosztów: wpisz 10 000,00 zł"
    ]
    whole = replace(content, funding=Funding(Decimal("10000.00")))
    assert sentences(whole, min_own_share=Decimal(10)) == []


def test_r14_a_joint_offer_divides_costs_actions_and_representation():
    content = replace(joint_content(), is_joint=True)
    assert sentences(content) == []
    assert share_rows(content)[-1].total == Decimal("10000.00")
    alone = replace(content, shares=content.shares[:1])
    assert "V.C: oferta wspólna wymaga co najmniej dwóch oferentów" in sentences(alone)
    nameless = replace(content.shares[1], legal_form=" ", address="")
    assert sentences(replace(content, shares=(content.shares[0], nameless))) == [
        "V.C, II.1: oferent 2 – uzupełnij: forma prawna",
        "V.C, II.1: oferent 2 – uzupełnij: adres siedziby",
    ]
    silent = replace(content, texts={**content.texts, "VI.J": ""})
    assert any(one.startswith("VI.J: Oferta wspólna") for one in sentences(silent))
    uneven = replace(
        joint_content(),
        is_joint=True,
        shares=(*content.shares[:1], replace(content.shares[1], years=(Decimal("3999.99"),))),
    )
    assert sentences(uneven) == ["V.C: podział daje 9 999,99 zł, a koszty wynoszą 10 000,00 zł"]


def test_r15_parts_of_others_are_named_for_the_contract():
    content = complete_content()
    assert outside_parts(content) == ()
    rented = Action(2, "Zawody", "Opis", "dzieci", "maj", "Sędziowanie przez związek")
    both = replace(content, actions=(*content.actions, rented))
    assert outside_parts(both) == (("Zawody", "Sędziowanie przez związek"),)


def test_dates_stay_inside_the_calls_window():
    window = {"realization_from": date(2027, 2, 2), "realization_to": date(2027, 11, 29)}
    assert sentences(complete_content(), **window) == [
        "III.2: zadanie może się zacząć najwcześniej 02.02.2027 r.",
        "III.2: zadanie musi się skończyć najpóźniej 29.11.2027 r.",
    ]
    backwards = complete_content(texts={"III.2.to": "2027-01-31"})
    assert sentences(backwards) == ["III.2: zadanie kończy się przed początkiem"]


@pytest.mark.parametrize(("last", "allowed"), [("2032-02-28", True), ("2032-03-01", False)])
def test_a_contract_lasts_five_years_at_most(last, allowed):
    content = complete_content(texts={"III.2.from": "2027-03-01", "III.2.to": last})
    named = [one for one in sentences(content) if "najwyżej 5 lat" in one]
    assert (named == []) == allowed


def test_an_action_of_several_years_names_its_year():
    content = two_years()
    loose = replace(content, actions=(replace(content.actions[0], year=None),))
    assert sentences(loose) == ["III.4: działanie 1: wybierz rok, w którym się odbędzie"]


def test_a_cost_belongs_to_an_action_of_the_plan():
    content = complete_content()
    loose = replace(content.lines[0], action=None)
    found = sentences(replace(content, lines=(loose, content.lines[1])))
    assert found == ["V.A: pozycja 1 musi należeć do działania z III.4"]
    assert any(
        row.name == "Koszty bez działania" for row in cost_rows(replace(content, lines=(loose,)))
    )


def test_the_results_table_may_be_waived():
    content = complete_content(results=())
    assert sentences(content) == ["III.6: wpisz co najmniej jeden rezultat"]
    assert sentences(content, results_table_required=False) == []


def test_a_text_over_the_limit_says_by_how_much():
    content = complete_content(texts={"IV.1": "x" * 6002})
    assert sentences(content) == ["IV.1: skróć tekst o 2 znaki"]
