"""Tranches, payment orders, endings: who, when, and what the other rooms are told."""

from datetime import timedelta
from decimal import Decimal

import pytest

from contracting.calls.pool import pool_lines
from contracting.contracts.actions import ending, paying, planning
from contracting.contracts.models import Contract, ContractEnding, PaymentOrder, Tranche
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.contracts.factories import STEPS, opened

pytestmark = pytest.mark.django_db
DAY = STEPS.date()
Kind = ContractEnding.Kind


@pytest.fixture
def side():
    return opened().concluded()


@pytest.fixture
def tranche(side):
    return side.contract.tranches.get()


def ordered(side, *tranches):
    return paying.draw_up_order(side.office("treasurer"), side.contract.office, tranches)


def ended(side, kind, ground="", act=None, **columns):
    said = ending.End(kind, DAY, "Uzgodniliśmy to na spotkaniu.", ground)
    return ending.end_contract(act or side.office(), side.fresh(), said, **columns)


class TestPaying:
    def test_an_order_freezes_what_accounting_needs(self, side, tranche):
        order = ordered(side, tranche)
        assert order.number == f"1/{DAY.year}"
        (row,) = order.rows
        assert row["amount"] == "9000.00"
        assert row["account"] == "PL20999900000000000000000001"
        assert (row["division"], row["chapter"], row["paragraph"]) == ("926", "92605", "2360")
        tranche.refresh_from_db()
        assert (tranche.state, tranche.order) == ("ordered", order)

    def test_a_payment_is_told_to_everybody(self, side, tranche):
        order = ordered(side, tranche)
        paying.record_payment(side.office("treasurer"), order, DAY)
        tranche.refresh_from_db()
        assert (tranche.state, tranche.paid_on) == ("paid", DAY)
        assert Duty.objects.of(tranche).open().count() == 0
        assert pool_lines(side.cast.call)[0].paid == Decimal("9000.00")
        record = side.contract.organisation.track_records.get()
        assert record.paid == Decimal("9000.00")
        letter = Letter.objects.filter(kind="contract_news").order_by("pk").last()
        assert "9\u00a0000,00" in letter.email.message
        with pytest.raises(MoveRefused, match="już odnotowane"):
            paying.record_payment(side.office("treasurer"), order, DAY)

    @pytest.mark.parametrize(("days", "said"), [(1, "w przyszłości"), (-1, "przed dniem zlecenia")])
    def test_the_day_of_a_transfer_is_a_possible_one(self, side, tranche, days, said):
        order = ordered(side, tranche)
        with pytest.raises(MoveRefused, match=said):
            paying.record_payment(side.office("treasurer"), order, DAY + timedelta(days=days))
        assert Tranche.objects.get().state == "ordered"

    def test_only_the_treasurer_orders(self, side, tranche):
        with pytest.raises(MoveRefused, match="skarbnik"):
            paying.draw_up_order(side.office(), side.contract.office, [tranche])
        assert PaymentOrder.objects.count() == 0

    def test_a_conditional_tranche_waits_for_its_condition(self, side, tranche):
        Tranche.objects.update(condition="report_filed")
        with pytest.raises(MoveRefused, match="po złożeniu sprawozdania"):
            ordered(side, tranche)
        paying.meet_condition(side.office(), tranche, DAY)
        assert ordered(side, tranche).tranches.count() == 1

    def test_a_tranche_without_a_condition_has_none_to_meet(self, side, tranche):
        with pytest.raises(MoveRefused, match="nie ma warunku"):
            paying.meet_condition(side.office(), tranche, DAY)

    def test_a_tranche_taken_out_waits_again(self, side, tranche):
        ordered(side, tranche)
        tranche.refresh_from_db()
        paying.take_out(side.office("treasurer"), tranche, "Zły rachunek.")
        tranche.refresh_from_db()
        assert (tranche.state, tranche.order) == ("planned", None)

    def test_nothing_is_paid_before_the_contract(self):
        early = opened()
        with pytest.raises(MoveRefused, match="która obowiązuje"):
            ordered(early, early.contract.tranches.get())


class TestTranches:
    def test_a_stale_save_is_told(self):
        side = opened()
        tranche = side.contract.tranches.get()
        planning.save_tranche(side.office(), side.fresh(), tranche, 1, amount=Decimal(8000))
        with pytest.raises(Overtaken):
            planning.save_tranche(side.office(), side.fresh(), tranche, 1, amount=Decimal(1))
        assert side.contract.tranches.get().amount == Decimal(8000)

    def test_later_ones_move_up(self):
        side = opened()
        for _ in range(2):
            planning.save_tranche(side.office(), side.fresh(), amount=Decimal(10), year=2027)
        planning.remove_tranche(side.office(), side.fresh(), side.contract.tranches.first())
        assert [one.ordinal for one in side.contract.tranches.all()] == [1, 2]

    def test_nobody_changes_them_once_the_lawyer_reads(self, side):
        with pytest.raises(MoveRefused, match="nie trafił do radcy"):
            planning.save_tranche(side.office(), side.contract, amount=Decimal(1), year=2027)


class TestEnding:
    def test_the_parties_end_it_together(self, side, tranche):
        ended(side, Kind.MUTUAL, effects="Nic nie wypłacono.")
        contract = side.fresh()
        assert (contract.state, contract.ended_on) == (Contract.State.TERMINATED, DAY)
        tranche.refresh_from_db()
        assert tranche.state == "cancelled"
        assert Duty.objects.of(tranche).open().count() == 0
        assert Document.objects.about(contract.ending).get().kind == "contract_ending"
        assert side.contract.organisation.track_records.get().ended == "mutual"

    def test_the_office_names_a_ground_of_the_contract(self, side):
        with pytest.raises(MoveRefused, match="Wybierz przyczynę"):
            ended(side, Kind.PRINCIPAL, "not_paid")
        ended(
            side,
            Kind.PRINCIPAL,
            "misuse",
            to_return=Decimal(500),
            return_by=DAY + timedelta(days=15),
        )
        assert side.contract.organisation.track_records.get().returned == Decimal(500)

    def test_what_is_to_be_returned_has_its_term(self, side):
        with pytest.raises(MoveRefused, match="Podaj termin zwrotu"):
            ended(side, Kind.MUTUAL, to_return=Decimal(500))

    def test_the_contractor_withdraws_until_it_is_paid(self, side, tranche):
        ngo = side.ngo()
        with pytest.raises(MoveRefused, match="osoba reprezentująca"):
            ended(side, Kind.WITHDRAWAL, "not_paid")
        order = ordered(side, tranche)
        with pytest.raises(MoveRefused, match="zlecona do wypłaty"):
            ended(side, Kind.WITHDRAWAL, "impossible", ngo)
        paying.record_payment(side.office("treasurer"), order, DAY)
        with pytest.raises(MoveRefused, match="do dnia przekazania dotacji"):
            ended(side, Kind.WITHDRAWAL, "impossible", ngo)

    def test_a_withdrawal_ends_the_contract(self, side):
        ended(side, Kind.WITHDRAWAL, "not_paid", side.ngo())
        assert side.fresh().state == Contract.State.WITHDRAWN

    @pytest.mark.parametrize(("late", "in_time"), [(30, True), (31, False)])
    def test_a_settlement_says_whether_the_report_came_in_time(self, side, late, in_time):
        end = side.contract.ends_on
        at = side.office(at=STEPS + timedelta(days=500))
        said = ending.End(Kind.SETTLED, at.day, "Sprawozdanie zaakceptowano.")
        reported = end + timedelta(days=late)
        ending.end_contract(at, side.fresh(), said, reported_on=reported, used=Decimal(9000))
        record = side.contract.organisation.track_records.get()
        assert (record.ended, record.reported_in_time) == ("settled", in_time)
        assert side.fresh().state == Contract.State.SETTLED

    def test_a_reason_is_asked_for(self, side):
        said = ending.End(Kind.MUTUAL, DAY, " ")
        with pytest.raises(MoveRefused, match="uzasadnienie"):
            ending.end_contract(side.office(), side.fresh(), said)
        assert side.fresh().state == Contract.State.IN_FORCE
