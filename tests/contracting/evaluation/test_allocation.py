"""Ranking and division: examples computed by hand, and what holds for any offers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.evaluation.rules.allocation import Entry, Rule, divide, ranking

D = Decimal


def entries(*rows):
    return [Entry(pk, D(points), D(asked)) for pk, (points, asked) in enumerate(rows, 1)]


def test_equal_points_share_a_place_and_the_next_place_is_left_out():
    ranked = ranking(entries((80, 1), (90, 1), ("90.0", 1), (70, 1)))
    assert [(one.entry.pk, one.place, one.is_tied) for one in ranked] == [
        (2, 1, True),
        (3, 1, True),
        (1, 3, False),
        (4, 4, False),
    ]


def test_a_pool_that_suffices_gives_everybody_what_they_ask_for():
    amounts = divide(entries((80, 5000), (60, 7000.50)), D(20000), Rule("in_order"))
    assert amounts == {1: D("5000.00"), 2: D("7000.50")}


def test_in_order_the_next_one_gets_the_rest_and_the_others_nothing():
    amounts = divide(entries((90, 9000), (80, 9000), (70, 9000)), D(12000), Rule("in_order"))
    assert amounts == {1: D("9000.00"), 2: D("3000.00"), 3: D("0.00")}


def test_a_rest_below_the_lowest_grant_goes_to_nobody():
    rule = Rule("in_order", min_grant=D(4000))
    amounts = divide(entries((90, 9000), (80, 9000), (70, 3000)), D(12000), rule)
    assert amounts == {1: D("9000.00"), 2: D("0.00"), 3: D("0.00")}


def test_proportional_gives_all_the_same_part_and_the_rest_to_the_best():
    # 10 000 of 15 000 is two thirds: 6 000, 3 333.33, 666.66; the two grosze left go to the best.
    amounts = divide(
        entries((90, 9000), (80, 5000), (70, 1000)), D("10000.00"), Rule("proportional")
    )
    assert amounts == {1: D("6000.01"), 2: D("3333.33"), 3: D("666.66")}
    assert sum(amounts.values()) == D("10000.00")


def test_proportional_in_whole_hundreds():
    amounts = divide(
        entries((90, 9000), (80, 5000), (70, 1000)),
        D(10000),
        Rule("proportional", round_to=D(100)),
    )
    assert amounts == {1: D("6100.00"), 2: D("3300.00"), 3: D("600.00")}


def test_proportional_drops_the_last_until_all_parts_reach_the_lowest_grant():
    rule = Rule("proportional", min_grant=D(3000))
    amounts = divide(entries((90, 6000), (80, 6000), (70, 6000)), D(8000), rule)
    assert amounts == {1: D("4000.00"), 2: D("4000.00"), 3: D("0.00")}


@pytest.mark.parametrize(("threshold", "second"), [("60", "100.00"), ("60.01", "0.00")])
def test_exactly_the_threshold_is_enough(threshold, second):
    rule = Rule("in_order", min_points=D(threshold))
    assert divide(entries((80, 100), (60, 100)), D(1000), rule)[2] == D(second)


def test_the_smallest_cap_counts_and_is_rounded_down():
    rule = Rule("in_order", max_share=D(80), max_grant=D(5000), round_to=D(1))
    amounts = divide(entries((90, 9000), (80, "1234.56")), None, rule)
    assert amounts == {1: D("5000.00"), 2: D("987.00")}


def test_more_than_the_pool_is_never_given_out_as_in_wabrzezno():
    """A pool of 200 000 zł and awards of 219 000 zł need typed amounts and a reason."""
    amounts = divide(entries((40, 87000), (38, 132000)), D(200000), Rule("in_order"))
    assert sum(amounts.values()) == D("200000.00")


AMOUNTS = st.decimals(min_value="0.01", max_value=200_000, places=2)
OFFERS = st.lists(
    st.tuples(st.decimals(min_value=0, max_value=100, places=1), AMOUNTS), min_size=1, max_size=12
)
RULES = st.builds(
    Rule,
    cut=st.sampled_from(["in_order", "proportional"]),
    min_points=st.none() | st.decimals(min_value=0, max_value=100, places=1),
    max_share=st.none() | st.decimals(min_value=1, max_value=100, places=2),
    max_grant=st.none() | AMOUNTS,
    min_grant=st.none() | AMOUNTS,
    round_to=st.sampled_from([D("0.01"), D(1), D(10), D(100)]),
)


@given(OFFERS, AMOUNTS, RULES)
def test_any_division_keeps_within_pool_requests_caps_and_threshold(rows, pool, rule):
    offers = entries(*rows)
    amounts = divide(offers, pool, rule)
    assert sum(amounts.values()) <= pool
    for one in offers:
        amount = amounts[one.pk]
        assert 0 <= amount <= one.requested
        assert rule.max_grant is None or amount <= rule.max_grant
        assert amount == 0 or rule.min_points is None or one.points >= rule.min_points
        assert amount == 0 or rule.min_grant is None or amount >= rule.min_grant
        assert amount % rule.round_to == 0


@given(OFFERS, AMOUNTS, RULES)
def test_the_order_of_entering_changes_nothing(rows, pool, rule):
    offers = entries(*rows)
    assert divide(offers, pool, rule) == divide(offers[::-1], pool, rule)
