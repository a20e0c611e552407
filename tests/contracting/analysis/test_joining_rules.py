"""The matrix, what outranks it, the price of one point and V."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.analysis.method import method
from contracting.analysis.rules.joining import (
    JoiningInput,
    price_of_point,
    recommendation,
    value_indicator,
)

JOINING = method("2026.1").joining
ECONOMIC = ("E+", "e+", "e0", "e-", "E-")
SOCIAL = ("S+", "s+", "s0", "s-", "S-")


def joined(economic=None, social=None, **more):
    return recommendation(JOINING, JoiningInput(economic, social, **more))


@pytest.mark.parametrize(
    ("economic", "social", "headline"),
    [
        ("E+", "S+", "Zlecać – korzyść ekonomiczna i społeczna"),
        ("e+", "s0", "Zlecać – pilnować jakości"),
        ("E+", "s-", "Zlecać tylko po poprawie koncepcji – oszczędność odbywa się kosztem jakości"),
        ("e0", "s+", "Zlecać – korzyść społeczna przy tym samym koszcie"),
        ("e0", "s0", "Decyzja pozamerytoryczna – rozważyć pilotaż"),
        ("e0", "S-", "Nie zlecać w tej postaci"),
        ("E-", "S+", "Decyzja polityczna – ile warta jest poprawa?"),
        ("e-", "s0", "Nie zlecać w tej postaci"),
        ("E-", "s-", "Nie zlecać"),
    ],
)
def test_each_case_has_its_recommendation(economic, social, headline):
    found = joined(economic, social)
    assert found.headline == headline
    assert found.first
    assert not found.is_outranked


@pytest.mark.parametrize("economic", ECONOMIC)
@pytest.mark.parametrize("social", SOCIAL)
def test_every_pair_of_classes_has_a_cell(economic, social):
    assert joined(economic, social).cell is not None


@pytest.mark.parametrize("question", ["E1-90", "E1-91"])
def test_a_verdict_of_no_outranks_the_best_figures(question):
    reason = "Nie ma organizacji, która by to poprowadziła."
    found = joined("E+", "S+", verdicts={question: "no"}, reasons={question: reason})
    assert found.headline == "Nie zlecać na tym etapie"
    assert found.is_outranked
    assert reason in found.sentences[1]
    assert found.cell.code == "gain_better"


def test_a_verdict_without_a_reason_says_so():
    assert JOINING.no_reason in joined(verdicts={"E1-90": "no"}).sentences


@pytest.mark.parametrize("answer", ["yes", "rather_yes", "rather_no"])
def test_other_answers_leave_the_matrix_alone(answer):
    found = joined("E+", "S+", verdicts={"E1-90": answer, "E1-91": answer})
    assert not found.is_outranked


@pytest.mark.parametrize(
    ("economic", "social", "sentences"),
    [
        (None, "S+", (JOINING.missing_economic,)),
        ("E+", None, (JOINING.missing_social,)),
        (None, None, (JOINING.missing_economic, JOINING.missing_social)),
    ],
)
def test_a_missing_class_is_said(economic, social, sentences):
    found = joined(economic, social)
    assert found.cell is None
    assert found.sentences == sentences
    assert found.headline == "Nie ma jeszcze rekomendacji"


def costs(before, after, se_before="47.50", se_after="70.00"):
    return JoiningInput(
        cost_before=Decimal(before),
        cost_after=Decimal(after),
        social_before=Decimal(se_before),
        social_after=Decimal(se_after),
    )


def test_the_price_of_one_point():
    assert price_of_point(costs("100000", "122500")) == 1000
    found = recommendation(JOINING, costs("100000", "122500"))
    assert found.rounded()["price"] == "1000.00"
    assert any("1\u00a0000,00\u00a0zł" in sentence for sentence in found.figures)


@pytest.mark.parametrize(
    "given_",
    [
        costs("100", "100"),
        costs("100", "99"),
        costs("100", "200", "50", "50"),
        costs("100", "200", "50", "49"),
        JoiningInput(),
    ],
)
def test_there_is_no_price_without_extra_cost_and_gain(given_):
    assert price_of_point(given_) is None


def test_the_auxiliary_indicator_of_the_example():
    found = joined(
        unit_before=Decimal(154000) / 1800,
        unit_after=Decimal(131500) / 2400,
        social_before=Decimal("47.5"),
        social_after=Decimal(70),
    )
    assert found.rounded()["V"] == "2.30"


amounts = st.decimals("-1000000", "1000000", places=2)
indexes = st.decimals(0, 100, places=2)


@given(amounts, amounts, amounts, amounts, indexes, indexes)
def test_no_figures_divide_by_zero(cost_a, cost_b, unit_a, unit_b, before, after):
    found = joined(
        "e0",
        "s0",
        cost_before=cost_a,
        cost_after=cost_b,
        unit_before=unit_a,
        unit_after=unit_b,
        social_before=before,
        social_after=after,
    )
    assert found.price is None or found.price > 0
    assert found.indicator is None or found.indicator >= 0
    assert all(sentence.endswith(".") for sentence in found.figures)


def test_figures_are_said_in_words():
    found = joined(
        cost_before=Decimal(154000),
        cost_after=Decimal(131500),
        social_before=Decimal("47.5"),
        social_after=Decimal(70),
    )
    assert "o 22\u00a0500,00\u00a0zł mniej" in found.figures[0]
    assert "o 22,50 pkt więcej" in found.figures[1]


def test_the_indicator_needs_a_ratio():
    given_ = JoiningInput(
        unit_before=Decimal(1), unit_after=Decimal(0), social_before=Decimal(1), social_after=1
    )
    assert value_indicator(given_) is None
