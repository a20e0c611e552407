"""Counting by hand and in general: totals, points, spread, an even assignment."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.evaluation.models import Evaluation
from contracting.evaluation.rules.meeting import (
    Votes,
    amount_fits,
    pool_of,
    quorum_needed,
    votes_fit,
)
from contracting.evaluation.rules.scoring import (
    Given,
    alarm_of,
    card_total,
    cards_needed,
    even_assignment,
    offer_points,
    spread_of,
)

POINTS = st.decimals(min_value=0, max_value=100, places=2)


@dataclass(frozen=True)
class Card:
    """A closed card as counting sees it."""

    total: Decimal | None
    is_third_opinion: bool = False


def cards(*totals, third=()):
    return [Card(Decimal(one)) for one in totals] + [Card(Decimal(one), True) for one in third]


def points(counting, *totals, third=()):
    return offer_points(Evaluation(counting=counting), cards(*totals, third=third))


def test_a_card_counts_weights_and_leaves_out_what_informs():
    rows = [
        Given(Decimal("4.5")),
        Given(Decimal(3), weight=Decimal(2)),
        Given(Decimal(9), counts=False),
        Given(None),
    ]
    assert card_total(rows) == Decimal("10.5")


@pytest.mark.parametrize(
    ("counting", "totals", "expected"),
    [
        ("mean", ("10", "11"), "10.50"),
        ("mean", ("10", "10", "11"), "10.33"),
        ("mean", ("0.005", "0.005"), "0.01"),  # half-up, and once
        ("median", ("1", "9", "10"), "9.00"),
        ("median", ("1", "9", "10", "12"), "9.50"),
        ("sum", ("10", "11.25"), "21.25"),
    ],
)
def test_points_by_hand(counting, totals, expected):
    assert points(counting, *totals) == Decimal(expected)


def test_a_third_opinion_moves_the_mean_and_lifts_no_sum():
    assert points("mean", 10, 20, third=[12]) == Decimal("14.00")
    assert points("sum", 10, 20, third=[15]) == Decimal("30.00")
    assert points("sum", 10, 20, third=[12]) == Decimal("28.00")


def test_an_offer_without_a_card_has_no_points():
    assert points("mean") is None
    assert offer_points(Evaluation(counting="sum"), [Card(None)]) is None


@given(st.lists(POINTS, min_size=1, max_size=9), st.sampled_from(["mean", "median"]))
def test_points_lie_between_the_lowest_and_the_highest_card(totals, counting):
    found = points(counting, *totals)
    assert min(totals) <= found <= max(totals)


@given(st.lists(POINTS, min_size=1, max_size=9), st.randoms())
def test_the_order_of_cards_changes_nothing(totals, chance):
    mixed = list(totals)
    chance.shuffle(mixed)
    for counting in ("mean", "median", "sum"):
        assert points(counting, *totals) == points(counting, *mixed)


@pytest.mark.parametrize(
    ("low", "high", "alarms"),
    [("10", "40", False), ("10", "40.01", True), ("0", "30", False), ("0", "100", True)],
)
def test_exactly_as_much_as_allowed_is_no_alarm(low, high, alarms):
    spread = spread_of([Decimal(high), Decimal(low)], Decimal(100), 30)
    assert spread.is_alarm is alarms
    assert spread.difference == Decimal(high) - Decimal(low)


def test_one_card_differs_from_nothing():
    assert spread_of([Decimal(5)], Decimal(100), 30) is None
    assert spread_of([Decimal(5), Decimal(90)], Decimal(0), 30) is None


def test_a_third_opinion_or_an_explanation_answers_the_alarm():
    def alarm(found, *, is_explained=False):
        return alarm_of(found, Decimal(100), 30, is_explained=is_explained)

    assert alarm(cards(10, 30)) is None
    assert alarm(cards(10, 90)).is_answered is False
    assert alarm(cards(10, 90)).spread.share == Decimal("80.00")
    assert alarm(cards(10, 90, third=[50])).is_answered is True
    assert alarm(cards(10, 90), is_explained=True).is_answered is True
    assert alarm(cards(10, 12, third=[90])) is None


@given(st.lists(POINTS, min_size=2, max_size=6), st.integers(1, 100))
def test_a_narrower_limit_never_silences_an_alarm(totals, limit):
    wide = spread_of(totals, Decimal(100), limit)
    narrow = spread_of(totals, Decimal(100), max(1, limit - 1))
    assert narrow.is_alarm or not wide.is_alarm


def test_no_more_cards_are_needed_than_people_can_write():
    assert [cards_needed(2, able) for able in (0, 1, 2, 5)] == [1, 1, 2, 2]


@given(st.integers(1, 12), st.integers(1, 6), st.integers(1, 6), st.integers(0, 99))
def test_an_even_lot_burdens_nobody_more_than_one_card_above_another(offers, people, each, seed):
    able = {offer: list(range(people)) for offer in range(offers)}
    found = even_assignment(able, able, each, seed)
    load = Counter(one for chosen in found.values() for one in chosen)
    loads = [load[one] for one in range(people)]
    assert max(loads) - min(loads) <= 1
    assert all(len(set(chosen)) == min(each, people) for chosen in found.values())
    assert found == even_assignment(able, able, each, seed)


def test_a_lot_gives_nobody_an_offer_from_which_they_are_excluded():
    found = even_assignment([1, 2], {1: [7], 2: [7, 8]}, 1, 5)
    assert found == {1: [7], 2: [8]}


@pytest.mark.parametrize(
    ("line_up", "percent", "needed"), [(4, 50, 2), (5, 50, 3), (3, 67, 3), (3, 66, 2), (1, 1, 1)]
)
def test_the_quorum_is_rounded_up(line_up, percent, needed):
    assert quorum_needed(line_up, percent) == needed


def test_no_more_votes_than_people_who_may_vote():
    assert votes_fit(Votes(2, 1, 0), 3)
    assert "Głosów jest 4" in votes_fit(Votes(2, 1, 1), 3).reason


@pytest.mark.parametrize(
    ("votes", "proposed", "sentence"),
    [
        (Votes(3, 0, 0), "5000", ""),
        (Votes(3, 0, 0), "5000.01", "Oferent wnioskuje"),
        (Votes(1, 2, 0), "100", "Większość jest przeciw"),
        (Votes(1, 2, 0), "0", ""),
        (Votes(1, 1, 1), "100", ""),
        (Votes(2, 1, 0), None, "wpisz proponowaną kwotę"),
        (Votes(0, 3, 0), None, ""),
    ],
)
def test_the_amount_goes_with_the_vote(votes, proposed, sentence):
    amount = None if proposed is None else Decimal(proposed)
    reason = amount_fits(votes, amount, Decimal(5000)).reason
    assert sentence in reason
    assert bool(sentence) is bool(reason)


def test_what_is_left_of_the_pool():
    pool = pool_of(Decimal(100), [Decimal(60), None, Decimal(50)])
    assert (pool.left, pool.is_over) == (Decimal(-10), True)
    assert pool_of(None, [Decimal(5)]).left is None
