"""A return of a grant: terms, demand, payments with interest, decision, giving up."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from contracting.calls.models import PoolEntry
from contracting.contracts.models import Contract
from contracting.settlement.actions import deciding, returns
from contracting.settlement.actions import desk as at_desk
from contracting.settlement.actions.returns import Accounts
from contracting.settlement.models import GrantReturn, Ground
from contracting.settlement.returning import debt_on, open_returns, returned_of
from contracting.settlement.rules.terms_of_return import (
    interest_since,
    last_day_of,
    term_of_use,
)
from contracting.settlement.terms import INTERIM
from mkus_portal.act import WARSAW
from mkus_portal.documents.models import Document
from mkus_portal.law.models import ParameterValue
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.models import MoveLog
from ngos.models import TrackRecord
from tests.clock import NOW
from tests.contracting.contracts.factories import ACCOUNT
from tests.contracting.settlement.factories_reports import Desk, desk

pytestmark = pytest.mark.django_db
ACCOUNTS = Accounts(ACCOUNT, ACCOUNT)
FOUND = date(2027, 12, 20)


def on(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=WARSAW)


def found(side: Desk, ground: str = "unused", amount: Any = 1000, **facts: Any) -> GrantReturn:
    """A return that the clerk finds on 20 December 2027."""
    return returns.find_return(
        side.cast.clerk(on(FOUND)),
        side.contract,
        **{
            "ground": ground,
            "amount": Decimal(amount),
            "found_on": FOUND,
            "reason": "Ze sprawozdania.",
            **facts,
        },
    )


def test_d16_what_is_unused_comes_back_fifteen_days_after_a_term_shorter_than_the_year():
    assert last_day_of(Ground.UNUSED, date(2027, 11, 30), FOUND) == date(2027, 12, 15)


def test_d17_what_is_unused_to_the_end_of_the_year_comes_back_by_31_january():
    assert last_day_of(Ground.UNUSED, date(2027, 12, 31), FOUND) == date(2028, 1, 31)


def test_d18_other_grounds_give_fifteen_days_from_the_finding():
    for ground in (Ground.MISUSED, Ground.UNDUE, Ground.EXCESSIVE):
        assert last_day_of(ground, date(2027, 11, 30), FOUND) == date(2028, 1, 4)


def test_d29_interest_begins_after_the_accepted_day():
    # Saturday, 18 December 2027 moves to Monday the 20th: interest from Tuesday
    assert interest_since(Ground.UNUSED, date(2027, 12, 18), None) == date(2027, 12, 21)
    # an operator can switch the rule off from a day on
    ParameterValue.objects.create(
        key="term.moves_off_free_days",
        valid_from=date(2027, 1, 1),
        value=0,
        cite="KPA",
        entered_at=NOW,
    )
    assert interest_since(Ground.UNUSED, date(2027, 12, 18), None) == date(2027, 12, 19)


def test_a_misused_grant_bears_interest_from_its_transfer():
    side = desk()
    with pytest.raises(ValidationError, match="dzień przekazania"):
        found(side, "misused")
    one = found(side, "misused", transferred_on=date(2027, 2, 8))
    assert (one.interest_from, one.due_on) == (date(2027, 2, 8), date(2028, 1, 4))
    assert one.state == "found"


@pytest.mark.parametrize(
    ("day", "words"),
    [(FOUND + timedelta(days=1), "zanim ją przekazano"), (date(2027, 1, 24), "przed zawarciem")],
)
def test_a_transfer_has_a_possible_day(day, words):
    with pytest.raises(ValidationError, match=words):
        found(desk(), "misused", transferred_on=day)


def test_d17_in_a_contract_of_more_years_each_year_has_its_term():
    side = desk()
    Contract.objects.filter(pk=side.contract.pk).update(grant_costs_to=date(2029, 6, 30))
    side.fresh()
    one = found(side, transferred_on=date(2027, 2, 8))
    assert one.due_on == date(2028, 1, 31)
    assert term_of_use(date(2027, 1, 1), date(2029, 6, 30), date(2029, 2, 1)) == date(2029, 6, 30)
    # what came before the first year is the first year's
    assert term_of_use(date(2027, 1, 1), date(2027, 11, 30), date(2026, 12, 30)) == date(
        2027, 11, 30
    )


def test_d17_a_report_of_a_year_makes_that_years_grant_come_back_by_31_january():
    side = desk()
    Contract.objects.filter(pk=side.contract.pk).update(
        ends_on=date(2029, 6, 30), grant_costs_to=date(2029, 6, 30)
    )
    side.fresh().tranches.create(
        ordinal=2, year=2028, amount=500, state="paid", paid_on=date(2028, 1, 5)
    )
    side.spend(100)
    report = side.sent(INTERIM, on(date(2028, 1, 10)), last=date(2027, 12, 31))
    clerk = side.cast.clerk(on(date(2028, 1, 20)))
    at_desk.accept_item(clerk, report.expensedocuments.get())
    deciding.accept_report(clerk, report, deciding.Answer())
    one = GrantReturn.objects.get()
    assert (one.ground, one.amount, one.due_on) == ("unused", Decimal(8900), date(2028, 1, 31))


def test_d29_what_applied_stays_with_the_return():
    side = desk()
    # Sunday, 2 January 2028, moves to Monday
    one = found(side, "undue", found_on=date(2027, 12, 18))
    days = (date(2028, 1, 2), date(2028, 1, 3), date(2028, 1, 4))
    assert (one.due_on, one.accepted_on, one.interest_from) == days
    ParameterValue.objects.create(
        key="term.moves_off_free_days",
        valid_from=date(2027, 1, 1),
        value=0,
        cite="KPA",
        entered_at=NOW,
    )
    one.refresh_from_db()
    assert one.accepted_on == date(2028, 1, 3)
    other = found(side, "undue", found_on=date(2027, 12, 18))
    assert (other.accepted_on, other.interest_from) == (date(2028, 1, 2), date(2028, 1, 3))


def test_ud327_would_shift_the_first_day_by_the_operators_row():
    ParameterValue.objects.create(
        key="interest.misuse_start_offset_days",
        valid_from=date(2027, 1, 1),
        value=1,
        cite="UD327",
        entered_at=NOW,
    )
    assert interest_since(Ground.MISUSED, FOUND, date(2027, 2, 8)) == date(2027, 2, 9)


def test_finding_tells_both_sides_and_waits_for_the_demand():
    side = desk()
    clerk = side.cast.clerk(on(FOUND))
    one = found(side)
    assert Duty.objects.of(one).open().filter(kind="return_demand").exists()
    duty = Duty.objects.of(one).open().get(kind="return_give_back")
    assert duty.term == date(2027, 12, 15)
    letters = Letter.objects.filter(kind="settlement_news")
    assert letters.filter(user=side.cast.president.user).exists()
    assert letters.filter(user=clerk.user).exists()
    assert open_returns(side.contract).get() == one


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"reason": " "}, "dlaczego"), ({"found_on": date(2028, 1, 1)}, "przyszłości")],
)
def test_a_finding_has_its_reason_and_a_past_day(facts, words):
    with pytest.raises(Refused, match=words):
        found(desk(), **facts)


def test_a_demand_names_both_accounts_and_is_made_as_a_document():
    side = desk()
    one = found(side)
    clerk = side.cast.clerk(on(FOUND))
    with pytest.raises(Refused, match="rachunek"):
        returns.demand_return(clerk, one, Accounts(ACCOUNT, ""))
    one.refresh_from_db()
    assert (one.state, one.demanded_on) == ("found", None)
    returns.demand_return(clerk, one, ACCOUNTS)
    assert (one.state, one.demanded_on) == ("demanded", FOUND)
    assert Document.objects.about(one).get().kind == "return_demand"
    assert returns.last_accounts(side.contract) == ACCOUNTS
    assert not Duty.objects.of(one).open().filter(kind="return_demand").exists()
    assert Duty.objects.of(one).open().filter(kind="return_watch").exists()


def test_r19_a_payment_in_time_bears_no_interest_and_settles():
    side = desk()
    one = found(side)
    payment = returns.record_return_payment(
        side.cast.clerk(on(FOUND), "treasurer"), one, Decimal(1000), date(2027, 12, 15)
    )
    assert (payment.principal, payment.interest) == (Decimal(1000), Decimal(0))
    assert one.state == "paid"
    assert returned_of(side.contract) == Decimal(1000)
    entry = PoolEntry.objects.get(kind="return")
    assert entry.amount == Decimal(1000)
    assert TrackRecord.objects.get(organisation=side.contract.organisation).returned == Decimal(
        1000
    )
    assert not Duty.objects.of(one).open().exists()


def test_r19_partial_payments_are_divided_and_the_rest_bears_interest_from_the_first_day():
    side = desk()
    one = found(side, "misused", 7300, transferred_on=date(2027, 2, 8))
    day = date(2027, 12, 20)
    # 8 February to 20 December 2027 are 316 days: 7 300 × 316 × 0.11 ÷ 365 = 695.20 → 695 zł
    assert debt_on(one, day).interest == Decimal(695)
    treasurer = side.cast.clerk(on(FOUND + timedelta(days=30)), "treasurer")
    first = returns.record_return_payment(treasurer, one, Decimal(3000), day)
    # 3 000 × 7 300 ÷ 7 995 = 2 739.212… → 2 739.21; the rest, 260.79, is interest
    assert (first.principal, first.interest) == (Decimal("2739.21"), Decimal("260.79"))
    assert one.state == "found"
    later = date(2028, 1, 10)
    # 4 560.79 zł, 8 February 2027 to 10 January 2028 are 337 days: 463.205… → 463 zł
    debt = debt_on(one, later)
    assert (debt.principal, debt.interest) == (Decimal("4560.79"), Decimal(463))
    with pytest.raises(Refused, match=r"5\s023,79"):
        returns.record_return_payment(treasurer, one, Decimal("5023.80"), later)
    returns.record_return_payment(treasurer, one, Decimal("5023.79"), later)
    assert one.state == "paid"
    assert returned_of(side.contract) == Decimal(7300)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2028, 1, 1), "przyszłości"), (date(2027, 2, 7), "zanim przekazano")],
)
def test_a_payment_has_a_day_that_fits(day, words):
    side = desk()
    one = found(side)
    with pytest.raises(Refused, match=words):
        returns.record_return_payment(side.cast.clerk(on(FOUND), "treasurer"), one, Decimal(1), day)
    assert not one.payments.exists()


def test_only_the_treasurer_records_what_was_paid():
    side = desk()
    one = found(side)
    with pytest.raises(Refused, match="skarbnik"):
        returns.record_return_payment(side.cast.clerk(on(FOUND)), one, Decimal(1), FOUND)


def test_a_payment_taken_back_is_owed_again():
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    returns.record_return_payment(treasurer, one, Decimal(1000), date(2027, 12, 15))
    with pytest.raises(Refused, match="dlaczego"):
        returns.take_back_payment(treasurer, one, " ")
    returns.take_back_payment(treasurer, one, "Inna wpłata.")
    assert (one.state, one.payments.standing().count()) == ("found", 0)
    kept = one.payments.get()
    assert (kept.taken_back_at, kept.taken_back_reason) == (treasurer.at, "Inna wpłata.")
    assert kept.taken_back_by_id == treasurer.user
    assert debt_on(one, date(2027, 12, 15)).total == Decimal(1000)
    assert returned_of(side.contract) == 0
    assert sum(entry.amount for entry in PoolEntry.objects.filter(kind="return")) == 0
    assert set(Duty.objects.of(one).open().values_list("kind", flat=True)) == {
        "return_give_back",
        "return_demand",
    }
    history = MoveLog.objects.of(one).values_list("move", "note")
    assert history.last() == ("reopen_found", "Inna wpłata.")
    with pytest.raises(Refused, match="żadnej wpłaty"):
        returns.take_back_payment(treasurer, one, "Jeszcze raz.")


@pytest.mark.parametrize(("decided", "state"), [(False, "demanded"), (True, "decision")])
def test_a_return_is_reopened_where_it_had_come_to(decided, state):
    side = desk()
    one = found(side, "undue")
    returns.demand_return(side.cast.clerk(on(FOUND)), one, ACCOUNTS)
    late = date(2028, 1, 5)
    if decided:
        returns.decide_return(side.cast.clerk(on(late)), one, "FN.1", late)
    treasurer = side.cast.clerk(on(late), "treasurer")
    # due 4 January: one day, 1 000 × 0.11 ÷ 365 = 0.30, is not charged
    returns.record_return_payment(treasurer, one, Decimal(1000), late)
    assert one.state == "paid"
    returns.take_back_payment(treasurer, one, "Omyłka.")
    assert one.state == state
    assert Duty.objects.of(one).open().filter(kind="return_watch").exists()


def test_only_the_last_payment_is_taken_back():
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    for amount in (100, 200):
        returns.record_return_payment(treasurer, one, Decimal(amount), FOUND)
    returns.take_back_payment(treasurer, one, "Omyłka.")
    assert [row.principal for row in one.payments.standing()] == [Decimal(100)]
    duty = Duty.objects.of(one).open().get(kind="return_give_back")
    assert "900,00" in duty.sentence


def test_a_payment_is_recorded_on_the_version_that_was_seen():
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    seen = one.edit_version
    returns.record_return_payment(treasurer, one, Decimal(100), FOUND, based_on=seen)
    with pytest.raises(Overtaken):
        returns.record_return_payment(treasurer, one, Decimal(100), FOUND, based_on=seen)
    assert one.payments.count() == 1


def test_an_earlier_payment_is_not_recorded_after_a_later_one():
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    returns.record_return_payment(treasurer, one, Decimal(100), FOUND)
    with pytest.raises(Refused, match=r"20\.12\.2027"):
        returns.record_return_payment(treasurer, one, Decimal(1), FOUND - timedelta(days=1))


def test_what_was_paid_later_does_not_change_an_earlier_day():
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    returns.record_return_payment(treasurer, one, Decimal(400), FOUND)
    assert debt_on(one, FOUND - timedelta(days=1)).principal == Decimal(1000)
    assert debt_on(one, FOUND).principal == Decimal(600)


def test_a_decision_comes_after_the_term():
    side = desk()
    one = found(side, "undue")
    clerk = side.cast.clerk(on(FOUND))
    returns.demand_return(clerk, one, ACCOUNTS)
    with pytest.raises(Refused, match="termin zwrotu minął"):
        returns.decide_return(clerk, one, "FN.1.2027", FOUND)
    late = side.cast.clerk(on(date(2028, 1, 5)))
    with pytest.raises(Refused, match="późniejsza"):
        returns.decide_return(late, one, "FN.1.2028", date(2028, 1, 4))
    with pytest.raises(Refused, match="numer"):
        returns.decide_return(late, one, " ", date(2028, 1, 5))
    returns.decide_return(late, one, "FN.1.2028", date(2028, 1, 5))
    one.refresh_from_db()
    assert (one.state, one.decision_number) == ("decision", "FN.1.2028")


def test_a_demand_is_given_up_unless_something_was_paid():
    side = desk()
    one, other = found(side), found(side, "undue")
    clerk = side.cast.clerk(on(FOUND))
    returns.cancel_return(clerk, one, "Omyłka.")
    assert one.state == "cancelled"
    treasurer = side.cast.clerk(on(FOUND), "treasurer")
    returns.record_return_payment(treasurer, other, Decimal(10), FOUND)
    with pytest.raises(Refused, match="już wpłacono"):
        returns.cancel_return(clerk, other, "Omyłka.")


def test_the_contractor_finds_nothing_and_the_neighbour_sees_nothing():
    side = desk()
    one = found(side)
    with pytest.raises(Refused, match="Zwrot stwierdza"):
        returns.find_return(
            side.ngo(),
            side.contract,
            ground="unused",
            amount=Decimal(1),
            found_on=FOUND,
            reason="Tak.",
        )
    assert GrantReturn.objects.visible_to(side.ngo()).get() == one
    assert not GrantReturn.objects.visible_to(desk().office()).exists()
    assert Contract.objects.visible_to(side.office()).exists()
