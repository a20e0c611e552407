"""The social efficiency to the hundredth: data files, the worked test, and what always holds."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracting.analysis.method import method
from contracting.analysis.rules.measured import MeasuredScore, comparison
from contracting.analysis.rules.social import (
    NO_SCORE,
    NOT_APPLICABLE,
    Score,
    SocialInput,
    SocialInputError,
    social_figures,
)

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))
SOCIAL = method("2026.1").social
CODES = SOCIAL.codes
BEFORE = (3, 3, 2, 3, 3, 2, 2, 3, 4, 3)
AFTER = (4, 4, 4, 4, 4, 4, 4, 3, 3, 4)


def figures(kind="institution", scores=(), **more):
    return social_figures(SOCIAL, SocialInput(kind, tuple(scores), **more))


def card(assessor, before=BEFORE, after=AFTER):
    rows = zip(CODES, before, after, strict=True)
    return [Score(assessor, code, one, two) for code, one, two in rows]


def read(name):
    social = json.loads((DATA / f"{name}.json").read_text())
    kind, given_ = social["commissioning_type"], social["social"]
    return SocialInput(
        kind,
        [Score(**one) for one in given_["scores"]],
        {code: Decimal(weight) for code, weight in given_["weights"].items()},
        given_.get("not_applicable", ()),
        {one["criterion"]: one["evidence"] for one in given_["evidence"]},
    )


def test_all_six_files_are_here():
    assert len(NAMES) == 6


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_out_as_expected(name):
    expected = json.loads((DATA / f"{name}.expected.json").read_text())["social"]
    assert social_figures(SOCIAL, read(name)).rounded() == expected


def test_the_worked_test_of_the_method():
    found = figures(scores=card("zespół"))
    assert (found.before, found.after, found.delta) == (Decimal("47.5"), 70, Decimal("22.5"))
    assert found.cls.code == "S+"
    assert found.has_one_assessor


@pytest.mark.parametrize(
    ("delta", "code"),
    [
        ("15", "S+"),
        ("14.999", "s+"),
        ("5", "s+"),
        ("4.99", "s0"),
        ("-5", "s0"),
        ("-5.01", "s-"),
        ("-15", "s-"),
        ("-15.01", "S-"),
        ("-100", "S-"),
    ],
)
def test_a_class_begins_at_its_threshold(delta, code):
    assert SOCIAL.class_of(Decimal(delta)).code == code


def test_a_threshold_is_met_exactly_though_the_weights_are_thirds():
    left_out = CODES[3:]
    scores = [Score("a", code, 1, 2) for code in CODES[:3]]
    scores += [Score("b", code, 3, 2) for code in CODES[:3]]
    scores += [Score("c", code, 2, 2) for code in CODES[:3]]
    found = figures("other", scores, not_applicable=left_out)
    assert found.delta == 0
    assert found.rounded()["dSE"] == "0.00"


def test_five_points_from_thirds_are_five_points():
    scores = [
        Score(who, code, 1, 2 if (who, code) == ("a", "S01") else 1)
        for who in "ab"
        for code in CODES
    ]
    weights = {"S01": Decimal(40), **dict.fromkeys(("S02", "S03", "S04"), Decimal(0))}
    found = figures("other", scores, weights=weights)
    assert found.delta == 5
    assert found.cls.code == "s+"


def test_what_does_not_apply_is_left_out_and_the_rest_rescaled():
    found = figures("other", card("urząd"), not_applicable=["S05"])
    rows = {row.criterion: row for row in found.rows}
    assert rows["S05"].left_out == NOT_APPLICABLE
    assert rows["S05"].rescaled == 0
    assert round(rows["S01"].rescaled, 4) == Decimal("11.1111")
    assert not found.is_incomplete


def test_half_a_score_is_not_counted():
    scores = [one for one in card("urząd") if one.criterion != "S02"]
    found = figures(scores=[*scores, Score("urząd", "S02", 3, None)])
    row = next(row for row in found.rows if row.criterion == "S02")
    assert (row.left_out, row.before) == (NO_SCORE, None)


def test_less_than_seven_criteria_are_incomplete():
    assert figures(scores=card("urząd")[:6]).is_incomplete
    assert not figures(scores=card("urząd")[:7]).is_incomplete


def test_certainty_below_fifty_is_indicative():
    enough = dict.fromkeys(CODES, "team")
    assert not figures(scores=card("urząd"), evidence=enough).is_indicative
    assert figures(scores=card("urząd"), evidence={**enough, "S01": "assumption"}).is_indicative


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"weights": {"S01": Decimal(16)}}, "101%"),
        ({"weights": {"S11": Decimal(1)}}, "S11"),
        ({"weights": {"S01": Decimal(-1)}}, "od 0 do 100"),
        ({"scores": [Score("a", "S01", 0, 3)]}, "od 1 do 5"),
        ({"scores": [Score("a", "S99", 1, 3)]}, "S99"),
        ({"scores": [Score("a", "S01", 1, 3), Score("a", "S01", 1, 3)]}, "dwa razy"),
        ({"not_applicable": ["S00"]}, "S00"),
        ({"evidence": {"S01": "gossip"}}, "gossip"),
    ],
)
def test_what_cannot_be_counted_is_refused(more, words):
    with pytest.raises(SocialInputError, match=words):
        figures(**more)


def test_nothing_scored_gives_no_figures():
    found = figures()
    assert set(found.rounded().values()) == {None}
    assert found.is_incomplete


marks = st.integers(1, 5)
cards = st.lists(st.tuples(*[st.tuples(marks, marks)] * len(CODES)), min_size=1, max_size=5)
kinds = st.sampled_from(sorted(SOCIAL.criteria[0].weights))
left = st.sets(st.sampled_from(CODES))
proofs = st.dictionaries(
    st.sampled_from(CODES), st.sampled_from([one.code for one in SOCIAL.evidence])
)


def scores_of(drawn):
    return [
        Score(f"osoba {number}", code, *pair)
        for number, one in enumerate(drawn)
        for code, pair in zip(CODES, one, strict=True)
    ]


@settings(max_examples=150, deadline=None)
@given(cards, kinds, left, proofs)
def test_all_figures_stay_in_their_range(drawn, kind, without, evidence):
    found = figures(kind, scores_of(drawn), not_applicable=without, evidence=evidence)
    if len(without) == len(CODES):
        assert found.before is None
        return
    for figure in (found.before, found.after, found.agreement, found.certainty):
        assert 0 <= figure <= 100
    assert -100 <= found.delta <= 100
    assert abs(sum(row.rescaled for row in found.rows) - 100) < Decimal("1e-24")
    assert found.rounded()["cls"] in {one.code for one in SOCIAL.classes}


@settings(max_examples=80, deadline=None)
@given(cards, kinds, st.integers(0, 9))
def test_a_better_score_never_lowers_the_result(drawn, kind, which):
    scores = scores_of(drawn)
    one = scores[which]
    if one.after == 5:
        return
    better = [*scores]
    better[which] = Score(one.assessor, one.criterion, one.before, one.after + 1)
    lower, higher = figures(kind, scores), figures(kind, better)
    assert higher.after >= lower.after
    assert higher.before == lower.before
    assert higher.delta > lower.delta


@settings(max_examples=80, deadline=None)
@given(cards, st.randoms(use_true_random=False), left)
def test_the_order_of_assessors_does_not_matter(drawn, random, without):
    scores = scores_of(drawn)
    shuffled = [*scores]
    random.shuffle(shuffled)
    first = figures(scores=scores, not_applicable=without)
    assert figures(scores=shuffled, not_applicable=without).rounded() == first.rounded()


@settings(max_examples=80, deadline=None)
@given(cards, st.sets(st.sampled_from(CODES), max_size=9))
def test_leaving_out_equal_weights_is_the_mean_of_the_rest(drawn, without):
    """With equal weights the rescaled index is the plain mean of what is left."""
    scores = scores_of(drawn)
    found = figures("other", scores, not_applicable=without)
    kept = [one.after for one in scores if one.criterion not in without]
    plain = (Decimal(sum(kept)) / len(kept) - 1) * 25
    assert abs(found.after - plain) < Decimal("1e-20")


@settings(max_examples=60, deadline=None)
@given(cards, st.integers(2, 4))
def test_the_same_card_many_times_changes_nothing_but_the_names(drawn, times):
    one = scores_of(drawn[:1])
    many = [Score(f"{copy}", s.criterion, s.before, s.after) for copy in range(times) for s in one]
    single, several = figures(scores=one), figures(scores=many)
    assert several.rounded() == single.rounded()
    assert several.assessors == times


def test_a_measurement_as_forecast_misses_nothing():
    forecast = figures(scores=card("urząd"))
    measured = [MeasuredScore("urząd", code, mark) for code, mark in zip(CODES, AFTER, strict=True)]
    found = comparison(SOCIAL, forecast, measured, dict.fromkeys(CODES, "data"))
    assert (found.forecast, found.measured, found.missed) == (70, 70, 0)
    assert (found.promised, found.delivered) == (Decimal("22.5"), Decimal("22.5"))
    assert found.certainty == 100
    assert found.cls.code == "S+"


def test_only_criteria_of_both_are_compared():
    forecast = figures("other", card("urząd"), not_applicable=["S01"])
    measured = [MeasuredScore("urząd", code, 5) for code in ("S01", "S02", "S03")]
    found = comparison(SOCIAL, forecast, measured, {})
    assert [row.criterion for row in found.compared] == ["S02", "S03"]
    assert (found.before, found.forecast, found.measured) == (Decimal("37.5"), 75, 100)
    assert found.missed == 25


def test_nothing_measured_compares_nothing():
    found = comparison(SOCIAL, figures(scores=card("urząd")), [], {})
    assert found.measured is None
    assert found.compared == ()
