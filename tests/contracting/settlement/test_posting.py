"""A settled contract tells its analysis: once, anew after a correction, never twice the same."""

from decimal import Decimal

import pytest

from contracting.analysis.delivered import promises_of
from contracting.analysis.delivering import Counted, count_delivered
from contracting.analysis.models import Delivered
from contracting.calls.models import CallOrigin
from contracting.settlement.actions import deciding, returns
from contracting.settlement.actions import desk as at_desk
from contracting.settlement.actions.desk import Refusal
from contracting.settlement.models import GrantReturn
from contracting.settlement.panels.promises import of_analysis
from contracting.settlement.posting import post_settled
from contracting.settlement.rules.delivered import delivered_costs
from contracting.settlement.rules.spent import Spent
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.contracting.analysis.factories import add_cost, answer, make_analysis
from tests.contracting.analysis.factories import make_office as other_office
from tests.contracting.analysis.factories import member_act as stranger_act
from tests.contracting.settlement.factories_ledger import contribution
from tests.contracting.settlement.factories_reports import desk, report_of
from tests.contracting.settlement.test_desk import accepted_all

pytestmark = pytest.mark.django_db


def linked(side):
    """An analysis of the same office from which the contract's call was drafted."""
    act = side.office()
    analysis = make_analysis(act, "service")
    answer(act, analysis, "eco.units_after", "100")
    add_cost(act, analysis, unit_cost="10000.00")
    call = side.contract.assessment.offer.task.call
    CallOrigin.objects.create(call=call, analysis=analysis, drawn_at=act.at)
    return analysis


def accepted(side, *, refused=0):
    report = side.sent()
    if refused:
        item = report.expensedocuments.order_by("pk").first()
        refusal = Refusal("Zakup prywatny", Decimal(refused), Decimal(0), "misused")
        at_desk.refuse_item(side.office(), item, refusal)
    accepted_all(side, report)
    return deciding.accept_report(side.office(), report_of(report.pk), deciding.Answer("Tak."))


def costs_of(delivered):
    return {(one.year, one.group): one.amount for one in delivered.costs.all()}


def test_an_accepted_final_report_posts_costs_by_group_and_results():
    side = desk()
    analysis = linked(side)
    side.spend(4000, 3500)
    contribution(side.contract)
    accepted(side)
    kept = Delivered.objects.get()
    year = side.contract.starts_on.year
    assert kept.analysis == analysis
    assert kept.version == 1
    assert costs_of(kept)[year, "DOT"] == Decimal(7500)
    assert {group for _, group in costs_of(kept)} == {"DOT", "NGO-OS"}
    assert (kept.begins_on, kept.ends_on) == (side.contract.starts_on, side.contract.ends_on)
    assert [one.reached for one in kept.results.all()] == ["20 osób"]
    assert kept.url == side.contract.get_absolute_url()
    assert "zaakceptowane" in kept.source


def test_what_was_not_accepted_is_left_out_and_a_withdrawn_demand_comes_back_with_its_trace():
    side = desk()
    linked(side)
    side.spend(4000, 3500)
    accepted(side, refused=1000)
    year = side.contract.starts_on.year
    assert costs_of(Delivered.objects.get())[year, "DOT"] == Decimal(6500)
    found = GrantReturn.objects.select_related("contract").get(ground="misused")
    returns.cancel_return(side.office("coordinator"), found, "Wyjaśniono.")
    first, second = Delivered.objects.order_by("version")
    assert first.replaced_at == second.posted_at
    assert costs_of(first)[year, "DOT"] == Decimal(6500)
    assert costs_of(second)[year, "DOT"] == Decimal(7500)
    assert Delivered.objects.in_force().get() == second


def test_a_return_found_later_is_a_correction():
    side = desk()
    linked(side)
    side.spend(9000)
    accepted(side)
    act = side.office("coordinator", days=40)
    returns.find_return(
        act,
        side.fresh(),
        ground="misused",
        amount=Decimal(500),
        found_on=act.day,
        reason="Kontrola po roku.",
        transferred_on=side.contract.tranches.get().paid_on,
    )
    assert [one.version for one in Delivered.objects.all()] == [1, 2]
    assert costs_of(Delivered.objects.in_force().get()) == {
        (side.contract.starts_on.year, "DOT"): Decimal(8500)
    }


def test_the_same_figures_post_nothing_new():
    side = desk()
    linked(side)
    side.spend(9000)
    accepted(side)
    first = Delivered.objects.get()
    assert post_settled(side.office(), side.fresh()) == first
    deciding.close_contract(side.office(), side.fresh())
    assert Delivered.objects.get() == first


def test_nothing_is_posted_before_the_decision_and_without_an_analysis():
    side = desk()
    side.spend(9000)
    accepted(side)
    assert not Delivered.objects.exists()
    other = desk()
    linked(other)
    other.spend(9000)
    other.sent()
    assert post_settled(other.office(), other.fresh()) is None


def test_somebody_elses_office_posts_nothing():
    side = desk()
    analysis = linked(side)
    side.spend(9000)
    accepted(side)
    Delivered.objects.all().delete()
    with pytest.raises(Refused):
        post_settled(stranger_act(other_office()), side.fresh())
    assert promises_of(analysis) is None


def test_a_correction_keeps_what_the_office_has_counted():
    side = desk()
    analysis = linked(side)
    side.spend(4000, 3500)
    accepted(side, refused=1000)
    first = Delivered.objects.get()
    counted = count_delivered(side.office(), first, Counted(Decimal(40), Decimal(50)))
    assert (counted.version, costs_of(counted)) == (2, costs_of(first))
    with pytest.raises(Overtaken):
        count_delivered(side.office(), first, Counted(Decimal(41), None))
    found = GrantReturn.objects.select_related("contract").get(ground="misused")
    returns.cancel_return(side.office("coordinator"), found, "Wyjaśniono.")
    newest = Delivered.objects.in_force().get()
    assert (newest.version, newest.recipients, newest.units) == (3, 40, 50)
    per = {pair.label: pair for pair in promises_of(analysis).comparison.per}
    assert per["Dotacja na jednostkę usługi"].delivered == Decimal(150)
    assert per["Dotacja na jednostkę usługi"].promised == Decimal(100)
    assert per["Dotacja na jednego odbiorcę"].delivered == Decimal("187.5")


def test_the_panel_counts_the_settled_contracts(django_assert_num_queries):
    side = desk()
    analysis = linked(side)
    act = side.office()
    with django_assert_num_queries(1):
        [line] = of_analysis(act, analysis)["lines"]
    assert line.said == "rozliczono 0 z 1 umowy"
    side.spend(9000)
    accepted(side)
    [line] = of_analysis(act, analysis)["lines"]
    assert line.said == "rozliczono 1 z 1 umowy"
    assert of_analysis(stranger_act(other_office()), analysis) is None
    assert of_analysis(side.ngo(), analysis) is None


@pytest.mark.django_db(transaction=True)
def test_a_posting_and_corrections_at_once_leave_one_row_in_force(at_once):
    side = desk()
    linked(side)
    side.spend(4000, 3500)
    accepted(side, refused=1000)
    found = GrantReturn.objects.get(ground="misused").pk

    def work(number):
        contract = type(side.contract).objects.get(pk=side.contract.pk)
        if number:
            return post_settled(side.office(), contract).version
        mine = GrantReturn.objects.select_related("contract").get(pk=found)
        returns.cancel_return(side.office("coordinator"), mine, "Wyjaśniono.")
        return "cancelled"

    def kept():
        rows = list(Delivered.objects.order_by("version"))
        return (
            [one.version for one in rows],
            [one.replaced_at is None for one in rows],
            costs_of(rows[-1]),
        )

    outcomes, (versions, in_force, costs) = at_once(work, kept)
    assert outcomes.count("cancelled") == 1
    assert (versions, in_force) == ([1, 2], [False, True])
    assert costs == {(side.contract.starts_on.year, "DOT"): Decimal(7500)}


NOTHING = dict.fromkeys(
    (
        "from_grant",
        "from_interest",
        "from_income",
        "own_financial",
        "recipient_fees",
        "other_public",
        "other",
        "personal",
        "in_kind",
    ),
    Decimal(0),
)


def spent(year, refused_grant=0, refused_other=0, **amounts):
    given = {name: Decimal(amount) for name, amount in amounts.items()}
    return Spent(1, year, 1, {**NOTHING, **given}, Decimal(refused_grant), Decimal(refused_other))


def test_costs_by_year_and_group():
    rows = [
        spent(2027, from_grant=100, own_financial=20, recipient_fees=5),
        spent(2027, personal=30, in_kind=7),
        spent(2028, 40, 8, from_grant=100, own_financial=10, other_public=3, from_interest=1),
    ]
    assert delivered_costs(rows, Decimal(500), Decimal(40)) == {
        (2027, "DOT"): 100,
        (2027, "NGO-FIN"): 20,
        (2027, "OPL"): 5,
        (2027, "NGO-OS"): 30,
        (2027, "NGO-RZ"): 7,
        (2028, "DOT"): 60,
        (2028, "NGO-FIN"): 2,
        (2028, "NGO-INN"): 4,
    }


@pytest.mark.parametrize(
    ("received", "taken_back", "expected"),
    [
        (200, 0, {2027: 100, 2028: 100}),
        (150, 0, {2027: 100, 2028: 50}),
        (200, 130, {2027: 70}),
        (200, 900, {}),
    ],
)
def test_what_comes_back_is_taken_from_the_last_years(received, taken_back, expected):
    rows = [spent(2027, from_grant=100), spent(2028, from_grant=100)]
    found = delivered_costs(rows, Decimal(received), Decimal(taken_back))
    assert {year: amount for (year, _), amount in found.items()} == expected


def test_a_demand_given_up_gives_the_amount_back():
    rows = [spent(2027, 40, from_grant=100)]
    assert delivered_costs(rows, Decimal(100), Decimal(0)) == {(2027, "DOT"): 100}
