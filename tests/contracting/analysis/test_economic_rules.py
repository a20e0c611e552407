"""The economic efficiency to the grosz: data files, the worked example, and what always holds."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracting.analysis.method import method
from contracting.analysis.rules.economic import figures_of, printed, value_of
from contracting.analysis.rules.economy import (
    CostEntry,
    Economy,
    EconomyError,
    Overhead,
    PartnerShare,
    Regranting,
)

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))
ECONOMIC = method("2026.1").economic
NUMBERS = ("quantity", "unit_cost", "times_per_year")


def read(name):
    raw = json.loads((DATA / f"{name}.json").read_text())["economic"]
    lines = []
    for one in raw["lines"]:
        one.pop("recurrence")
        lines.append(CostEntry(**{**one, **{key: Decimal(one[key]) for key in NUMBERS}}))
    key = raw.get("overhead", {"key": "none"})
    numbers = {part: Decimal(value) for part, value in key.items() if part != "key"}
    before = raw.get("units_before")
    return Economy(
        horizon_years=int(raw["horizon_years"]),
        units_before=Decimal(before) if before else None,
        units_after=Decimal(raw["units_after"]),
        service_unit=raw["service_unit"],
        office_revenue_after=Decimal(raw["office_revenue_after"]),
        overhead=Overhead(key["key"], **numbers),
        lines=tuple(lines),
    )


def line(scenario, group, amount, **more):
    return CostEntry(scenario, group, group.lower(), Decimal(1), "rok", Decimal(amount), **more)


def example(**more):
    """The worked example of mkus.md 4.6, line by line."""
    present = {"PERS": 96000, "MAT": 18000, "OBJ": 24000, "WYP": 6000, "OPL": 4000}
    future = {"DOT": 110000, "TRANS": 6500, "OBJ": 12000, "JEDN": 9000, "NGO-FIN": 6000}
    future |= {"NGO-INN": 4000, "OPL": 5000, "NGO-RZ": 3000}
    hours = CostEntry("B", "NGO-OS", "wolontariat", Decimal(300), "godzina", Decimal(30))
    lines = [line("A", group, amount) for group, amount in present.items()]
    lines += [line("B", group, amount) for group, amount in future.items()]
    posts = Overhead(
        "posts", total_overhead=Decimal(420000), task_posts=Decimal(2), all_posts=Decimal(60)
    )
    given_ = {
        "horizon_years": 3,
        "units_before": Decimal(1800),
        "units_after": Decimal(2400),
        "overhead": posts,
        "lines": (*lines, hours),
    }
    return Economy(**{**given_, **more})


def counted(economy):
    return figures_of(economy, ECONOMIC)


def test_all_six_files_are_here():
    assert len(NAMES) == 6


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_out_as_expected(name):
    expected = json.loads((DATA / f"{name}.expected.json").read_text())["economic"]
    assert counted(read(name)).rounded() == expected


@pytest.mark.parametrize(
    ("symbol", "value"),
    [
        ("KB_A", "144000.00"),
        ("KP_A", "14000.00"),
        ("OGOL_A", "14000.00"),
        ("P_A", "4000.00"),
        ("K_A", "154000.00"),
        ("kj_A", "85.56"),
        ("K_B", "131500.00"),
        ("kj_B", "54.79"),
        ("W", "27000.00"),
        ("K_Bs", "158500.00"),
        ("kj_Bs", "66.04"),
        ("dK", "22500.00"),
        ("dK_pct", "14.6"),
        ("dkj", "30.76"),
        ("dkj_pct", "36.0"),
        ("WE", "156.1"),
        ("L", "0.245"),
        ("D_max", "183833.33"),
        ("t0", "0.35"),
    ],
)
def test_every_line_of_the_worked_example(symbol, value):
    assert counted(example()).printed(symbol) == value


def test_the_worked_example_has_its_class_and_sensitivity():
    figures = counted(example())
    assert (figures.cls, figures.is_sensitive) == ("E+", False)
    assert [printed(one, 1) for one in figures.at_grant.values()] == [
        "187.5", "170.4", "144.1", "133.8",
    ]  # fmt: skip
    assert [printed(one, 1) for one in figures.at_units.values()] == [
        "124.9", "140.5", "171.8", "187.4",
    ]  # fmt: skip


def test_a_small_grant_costs_less_to_serve_after_the_change():
    given_ = Regranting(*map(Decimal, (60000, 30, 14, 45, 2400, 9000, 40)))
    found = counted(example(regranting=given_)).regranting
    assert (found.cost_before, found.cost_after) == (21300, 10800)
    assert (found.per_grant_before, found.share_before) == (710, Decimal("35.5"))
    assert (found.per_grant_after, found.share_after) == (360, 18)


def test_regranting_without_grants_has_amounts_only():
    found = counted(example(regranting=Regranting(other_costs_before=Decimal(5)))).regranting
    assert found.cost_before == 5
    assert found.per_grant_before is found.share_before is found.share_after is None


def test_thirty_places_at_eight_hundred_a_month():
    places = CostEntry("B", "DOT", "opieka", Decimal(30), "osoba", Decimal(800), Decimal(12))
    assert value_of(places) == 288000
    assert 3 * value_of(places) == 864000


def test_npv_without_discount_is_the_sum_and_with_it_is_less():
    saving = 154000 - 128500
    assert counted(example())["NPV"] == 3 * saving - 9000
    five = counted(example(discount_rate=Decimal(5))).printed("NPV")
    exact = sum(Fraction(saving) / Fraction(105, 100) ** year for year in (1, 2, 3)) - 9000
    assert Decimal(five) == round(Decimal(exact.numerator) / exact.denominator, 2)


def test_partners_and_the_office_share_the_full_cost():
    partner = PartnerShare("Koło", Decimal(10000), Decimal(5850))
    figures = counted(example(partners=(partner,)))
    assert figures.partners[0].contribution == 15850
    assert figures.partners[0].share == 10
    assert figures.printed("JST_pct") == "83.0"


def test_the_share_of_administration_is_of_money_only():
    assert counted(example(administrative=Decimal(12500))).printed("A_pct") == "10.0"
    assert counted(example())["A_pct"] is None


def test_without_a_present_state_only_the_future_is_shown():
    lines = tuple(one for one in example().lines if one.scenario == "B")
    figures = counted(example(lines=lines, overhead=Overhead(), units_before=None))
    missing = ("kj_A", "dK", "dK_pct", "dkj", "dkj_pct", "WE", "D_max", "t0", "NPV")
    assert all(figures[symbol] is None for symbol in missing)
    assert figures.printed("kj_B") == "54.79"


def test_without_units_there_is_no_unit_cost_and_no_ratio():
    figures = counted(example(units_after=None, units_before=None))
    assert figures["kj_A"] is figures["kj_B"] is figures["WE"] is figures["D_max"] is None
    assert figures["dK"] == 22500


def simple(present, future, **more):
    lines = (line("A", "DOT", present), line("B", "DOT", future))
    return Economy(1, Decimal(1), Decimal(1), lines=lines, **more)


@pytest.mark.parametrize(
    ("present", "cls"),
    [
        ("330.00", "E+"), ("329.99", "e+"), ("306.00", "e+"), ("305.99", "e0"),
        ("294.00", "e0"), ("293.99", "e-"), ("270.00", "e-"), ("269.99", "E-"),
    ],
)  # fmt: skip
def test_a_class_begins_exactly_at_its_threshold(present, cls):
    assert counted(simple(present, "300.00")).cls == cls


def test_a_class_at_its_threshold_survives_thirds():
    """K_B = 100 + 1/3 a year, K_A is 1.1 times that: no rounding may push it below."""
    lines = (
        line("A", "PERS", "331.10"),
        line("B", "DOT", "100"),
        line("B", "JEDN", "1"),
    )
    figures = counted(Economy(3, Decimal(3), Decimal(1), lines=lines))
    assert (figures.cls, figures.printed("WE")) == ("E+", "110.0")


def test_a_result_near_a_threshold_is_sensitive():
    assert counted(simple("310", "300")).is_sensitive
    assert not counted(simple("900", "300")).is_sensitive


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"lines": (line("A", "JEDN", 1),)}, "jedn"),
        ({"lines": (line("B", "PERS", 1),)}, "Wynagrodzenia"),
        ({"lines": (line("C", "DOT", 1),)}, "scenariusz"),
        ({"lines": (line("B", "XXX", 1),)}, "XXX"),
        ({"lines": (line("B", "JEDN", 1, times_per_year=Decimal(2)),)}, "jednorazowy"),
        ({"lines": (line("B", "DOT", -1),)}, "ujemne"),
        ({"horizon_years": 0}, "1–5"),
        ({"horizon_years": 6}, "1–5"),
        ({"units_after": Decimal(0)}, "większa od zera"),
        ({"units_before": Decimal(0)}, "większa od zera"),
        ({"units_before": Decimal(-1)}, "większa od zera"),
        ({"office_revenue_after": Decimal(-1)}, "ujemne"),
        ({"overhead": Overhead("other")}, "other"),
        ({"overhead": Overhead("amount", amount=Decimal(-1))}, "ujemne"),
        ({"overhead": Overhead("posts")}, "etatów"),
    ],
)
def test_what_the_method_does_not_allow_is_refused(bad, words):
    with pytest.raises(EconomyError, match=words):
        counted(example(**bad))


@pytest.mark.parametrize(
    ("value", "text"),
    [("-50.385", "-50.39"), ("50.385", "50.39"), ("-0.004", "0.00"), ("0.005", "0.01")],
)
def test_rounding_is_half_up_away_from_zero(value, text):
    assert printed(Decimal(value), 2) == text


amounts = st.decimals(0, 10**7, places=2)
units = st.decimals("0.01", 10**5, places=2)


@st.composite
def economies(draw):
    lines = []
    for scenario in ("A", "B"):
        codes = [one.code for one in ECONOMIC.groups_of(scenario)]
        for code in draw(st.lists(st.sampled_from(codes), max_size=6)):
            times = Decimal(1) if code == "JEDN" else draw(st.decimals(0, 12, places=1))
            lines.append(line(scenario, code, draw(amounts), times_per_year=times))
    key = draw(st.sampled_from(list(ECONOMIC.overheads)))
    numbers = {"amount": draw(amounts), "percent": draw(st.decimals(0, 100, places=1))}
    posts = {"total_overhead": draw(amounts), "task_posts": draw(units), "all_posts": draw(units)}
    return Economy(
        draw(st.integers(1, 5)),
        draw(st.none() | units),
        draw(st.none() | units),
        office_revenue_after=draw(amounts),
        overhead=Overhead(key, **numbers, **posts),
        lines=tuple(lines),
        discount_rate=draw(st.decimals(0, 20, places=1)),
    )


@given(economies())
@settings(max_examples=150, deadline=None)
def test_figures_always_come_out_and_add_up(economy):
    figures = counted(economy)
    near = Decimal("1e-15")
    assert abs(figures["KB_A"] + figures["KP_A"] - figures["P_A"] - figures["K_A"]) < near
    whole = figures["D"] + figures["T"] + figures["U"] - figures["P_B"]
    assert abs(whole + figures["J"] / economy.horizon_years - figures["K_B"]) < near
    assert abs(figures["K_B"] + figures["W"] - figures["K_Bs"]) < near
    fees = figures.future.get("OPL", 0)
    assert figures["W"] >= fees >= 0
    assert figures.rounded().keys() >= {"K_A", "WE", "cls", "WE_at_grant"}
    assert (figures.cls is None) == (figures["WE"] is None)
    if figures["WE"] is not None:
        assert (figures["WE"] > 100) == (figures["dkj"] > 0)


@given(economies(), units)
@settings(max_examples=80, deadline=None)
def test_a_larger_grant_never_makes_the_change_better(economy, more):
    raised = replace(economy, lines=(*economy.lines, line("B", "DOT", more)))
    one, two = counted(economy), counted(raised)
    assert two["K_B"] > one["K_B"]
    if one["WE"] is not None:
        assert two["WE"] < one["WE"]


@given(economies(), units)
@settings(max_examples=80, deadline=None)
def test_more_units_never_make_the_change_worse(economy, more):
    if economy.units_after is None:
        return
    one = counted(economy)
    two = counted(replace(economy, units_after=economy.units_after + more))
    assert one["K_B"] == two["K_B"]
    if one["WE"] is not None:
        assert two["WE"] > one["WE"]


@given(economies(), st.integers(2, 50))
@settings(max_examples=80, deadline=None)
def test_scaling_all_money_leaves_the_ratios(economy, times):
    scaled = replace(
        economy,
        lines=tuple(replace(one, unit_cost=one.unit_cost * times) for one in economy.lines),
        office_revenue_after=economy.office_revenue_after * times,
        overhead=replace(
            economy.overhead,
            amount=economy.overhead.amount * times,
            total_overhead=economy.overhead.total_overhead * times,
        ),
    )
    one, two = counted(economy), counted(scaled)
    for symbol in ("WE", "dK_pct", "dkj_pct", "L", "t0"):
        assert one.printed(symbol) == two.printed(symbol)
    assert (one.cls, one.is_sensitive) == (two.cls, two.is_sensitive)


@given(economies())
@settings(max_examples=80, deadline=None)
def test_the_highest_grant_keeps_the_unit_cost(economy):
    figures = counted(economy)
    if figures["D_max"] is None or figures["D_max"] < figures["D"]:
        return
    more = figures["D_max"] - figures["D"]
    raised = counted(replace(economy, lines=(*economy.lines, line("B", "DOT", more))))
    assert abs(raised["dkj"]) < Decimal("1e-12")
