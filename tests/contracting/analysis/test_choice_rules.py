"""The ranking: the order of answers means nothing, „nie wiem” weighs nothing, each type can win."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracting.analysis.method import methods
from contracting.analysis.method.choice import ANSWERS
from contracting.analysis.rules.choice import (
    AGREES,
    DIFFERS,
    SHARED,
    frozen,
    rank,
    stand_of,
    stand_words,
    thawed,
)

METHOD = methods()["2026.1"]
CHOICE = METHOD.choice
SHEETS = st.dictionaries(st.sampled_from(CHOICE.codes), st.sampled_from(ANSWERS))
FITTING = {
    "regranting": {"C01": "yes", "C02": "yes", "C03": "yes", "C12": "no"},
    "service": {"C04": "yes", "C05": "yes", "C06": "no", "C08": "yes", "C11": "yes"},
    "institution": {"C04": "yes", "C06": "yes", "C07": "yes", "C11": "yes"},
    "cooperation": {"C05": "no", "C09": "yes", "C10": "yes", "C11": "no"},
    "other": {"C12": "yes", "C01": "no", "C09": "no"},
}


def ranked(answers):
    return rank(CHOICE, METHOD.types, answers)


@pytest.mark.parametrize("kind", list(METHOD.types))
def test_each_type_can_win(kind):
    assert [one.code for one in ranked(FITTING[kind]).leaders] == [kind]


@given(answers=SHEETS, seed=st.randoms())
def test_the_order_of_the_answers_means_nothing(answers, seed):
    pairs = list(answers.items())
    seed.shuffle(pairs)
    assert ranked(dict(pairs)) == ranked(answers)


@given(answers=SHEETS)
def test_not_knowing_weighs_nothing(answers):
    known = {code: answer for code, answer in answers.items() if answer != "unknown"}
    assert ranked(answers) == ranked(known)


@given(answers=SHEETS)
def test_points_are_the_sum_of_their_reasons(answers):
    for one in ranked(answers).types:
        reasons = (*one.reasons_for, *one.reasons_against)
        assert one.points == sum(reason.points for reason in reasons)
        assert one.points <= one.best
        assert all(reason.points > 0 for reason in one.reasons_for)
        assert all(reason.points < 0 for reason in one.reasons_against)
        assert all(answers[reason.code] in {"yes", "no"} for reason in reasons)


@given(answers=SHEETS)
def test_places_follow_the_points_and_are_shared(answers):
    types = ranked(answers).types
    for one in types:
        assert one.place == 1 + sum(other.points > one.points for other in types)
    assert [one.points for one in types] == sorted((one.points for one in types), reverse=True)


@settings(max_examples=60)
@given(answers=SHEETS)
def test_a_ranking_survives_being_kept(answers):
    ranking = ranked(answers)
    assert thawed(frozen(ranking)) == ranking
    assert thawed({}) is None


def test_nothing_answered_leads_to_nothing():
    ranking = ranked(dict.fromkeys(CHOICE.codes, "unknown"))
    assert not ranking.leaders
    assert ranking.notes == (CHOICE.texts["nothing"],)
    assert stand_of(ranking, "service") == ""
    assert stand_words(CHOICE, ranking, "service") == ""


def test_few_answers_are_said():
    assert CHOICE.texts["few"] in ranked({"C01": "yes"}).notes
    assert CHOICE.texts["few"] not in ranked(dict.fromkeys(CHOICE.codes, "yes")).notes


def test_a_weak_fit_is_said():
    answers = dict.fromkeys(CHOICE.codes, "no")
    ranking = ranked(answers)
    assert ranking.leaders[0].points < CHOICE.least_points
    assert CHOICE.texts["weak"] in ranking.notes


def a_tie():
    """Two types with as many points, found among small sheets."""
    for codes in permutations(CHOICE.codes, 3):
        ranking = ranked(dict.fromkeys(codes, "yes"))
        if len(ranking.leaders) > 1 and ranking.leaders[0].points >= CHOICE.least_points:
            return ranking
    pytest.fail("żaden arkusz nie daje remisu")


def test_a_tie_is_said_with_both_names():
    ranking = a_tie()
    said = next(note for note in ranking.notes if note.startswith("Remis"))
    assert all(one.label in said for one in ranking.leaders)
    assert {one.place for one in ranking.leaders} == {1}
    assert stand_of(ranking, ranking.leaders[0].code) == SHARED


def test_a_close_result_is_said():
    ranking = ranked({**FITTING["service"], "C06": "yes", "C07": "yes"})
    first, second = ranking.types[:2]
    assert 0 < first.points - second.points <= CHOICE.close_within
    assert any(first.label in note and second.label in note for note in ranking.notes)


def test_how_the_chosen_type_stands():
    ranking = ranked(FITTING["cooperation"])
    assert stand_of(ranking, "cooperation") == AGREES
    assert stand_of(ranking, "service") == DIFFERS
    words = stand_words(CHOICE, ranking, "service")
    assert METHOD.types["cooperation"].label in words
    assert METHOD.types["service"].label in words


def test_an_answer_of_another_version_weighs_nothing():
    assert ranked({"C99": "yes", "C01": "tak"}) == ranked({})
