"""The desk: items accepted, questioned, explained, not accepted; the office's answer."""

from decimal import Decimal

import pytest

from contracting.contracts.actions.ending import End, end_contract
from contracting.contracts.models import Contract, Tranche
from contracting.settlement.actions import deciding, reporting
from contracting.settlement.actions import desk as at_desk
from contracting.settlement.actions.desk import Refusal
from contracting.settlement.models import GrantReturn
from contracting.settlement.settling import claims_of, settled_by
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from mkus_portal.workflow.models import MoveLog
from tests.contracting.settlement.factories_ledger import contribution
from tests.contracting.settlement.factories_reports import desk, report_of

pytestmark = pytest.mark.django_db


def test_an_item_is_questioned_explained_and_accepted():
    side = desk()
    [item] = side.spend(500)
    side.sent()
    item.refresh_from_db()
    at_desk.question_item(side.office(), item, "Po co ten zakup?")
    assert item.state == "questioned"
    assert Duty.objects.open().get(kind="item_explain").scope_id == side.contract.organisation_id
    at_desk.explain_item(side.ngo(), item, "Sprzęt na zajęcia.")
    assert (item.state, item.explanation) == ("explained", "Sprzęt na zajęcia.")
    assert not Duty.objects.open().filter(kind="item_explain").exists()
    at_desk.accept_item(side.office("treasurer"), item)
    assert item.state == "accepted"
    notes = [one.note for one in MoveLog.objects.of(item)]
    assert "Po co ten zakup?" in notes
    assert "Sprzęt na zajęcia." in notes


def test_a_refusal_says_how_much_why_and_on_what_ground():
    side = desk()
    [item] = side.spend(500, own_financial=100, gross=600)
    side.sent()
    item.refresh_from_db()
    office = side.office()
    with pytest.raises(Refused, match="dlaczego"):
        at_desk.refuse_item(office, item, Refusal(" ", Decimal(100), ground="misused"))
    with pytest.raises(Refused, match="podstawę"):
        at_desk.refuse_item(office, item, Refusal("Nie", Decimal(100)))
    with pytest.raises(Refused, match="więcej"):
        at_desk.refuse_item(office, item, Refusal("Nie", Decimal("500.01"), ground="misused"))
    with pytest.raises(Refused, match="kwotę"):
        at_desk.refuse_item(office, item, Refusal("Nie"))
    refusal = Refusal("Zakup prywatny", Decimal(200), Decimal(50), "misused")
    at_desk.refuse_item(office, item, refusal)
    item.refresh_from_db()
    assert (item.state, item.refused_grant, item.refused_other, item.ground) == (
        "refused",
        Decimal(200),
        Decimal(50),
        "misused",
    )


def test_the_contractor_decides_about_nothing():
    side = desk()
    [item] = side.spend(500)
    side.sent()
    item.refresh_from_db()
    with pytest.raises(Refused, match="sprawdza"):
        at_desk.accept_item(side.ngo(), item)


def test_items_are_decided_only_while_the_report_waits_for_an_answer():
    side = desk()
    [item] = side.spend(500)
    with pytest.raises(Refused, match="czeka na odpowiedź"):
        at_desk.accept_item(side.office(), item)


def test_chosen_items_are_accepted_at_once_and_questioned_ones_stay():
    side = desk()
    first, second, third = side.spend(1, 2, 3)
    given = contribution(side.contract)
    report = side.sent()
    second.refresh_from_db()
    at_desk.question_item(side.office(), second, "Co to?")
    chosen = {"expense": [first.pk, second.pk, third.pk], "contribution": [given.pk]}
    assert at_desk.accept_items(side.office(), report, chosen) == 3
    second.refresh_from_db()
    assert second.state == "questioned"
    with pytest.raises(Refused, match="Zaznacz"):
        at_desk.accept_items(side.office(), report, chosen)


def test_a_report_is_not_accepted_while_an_item_waits():
    side = desk()
    side.spend(500)
    report = side.sent()
    with pytest.raises(Refused, match="każdej pozycji"):
        deciding.accept_report(side.office(), report, deciding.Answer())


def accepted_all(side, report):
    """Accept every item of the report."""
    keys = {
        "expense": list(report.expensedocuments.values_list("pk", flat=True)),
        "contribution": list(report.contributions.values_list("pk", flat=True)),
    }
    at_desk.accept_items(side.office(), report, keys)


def test_accepting_the_final_report_finds_what_comes_back_by_ground():
    side = desk()
    good, bad, much = side.spend(6000, 1000, 500)
    report = side.sent()
    office = side.office()
    bad.refresh_from_db()
    much.refresh_from_db()
    at_desk.refuse_item(office, bad, Refusal("Prywatne", Decimal(400), ground="misused"))
    at_desk.refuse_item(office, much, Refusal("Za drogo", Decimal(100), ground="excessive"))
    at_desk.accept_items(office, report, {"expense": [good.pk]})
    figures = settled_by(report)
    # 9 000 received, 7 500 shown as spent, 500 of it not accepted
    assert (figures.unused, figures.accepted) == (Decimal(1500), Decimal(7000))
    deciding.accept_report(office, report, deciding.Answer("Przyjęto z uwagami.", Decimal(50)))
    report = report_of(report.pk)
    assert (report.state, report.decision_reason) == ("accepted", "Przyjęto z uwagami.")
    found = sorted(GrantReturn.objects.values_list("ground", "amount"))
    assert found == [
        ("excessive", Decimal(50)),
        ("excessive", Decimal(100)),
        ("misused", Decimal(400)),
        ("unused", Decimal(1500)),
    ]
    misused = GrantReturn.objects.get(ground="misused")
    # the interest of a misused grant runs from the day of its transfer
    assert misused.transferred_on == Tranche.objects.get().paid_on
    assert Document.objects.about(report).filter(kind="report_settled").exists()
    assert Duty.objects.open().filter(kind="settlement_close").exists()
    assert not Duty.objects.open().filter(kind="report_check").exists()


def test_what_comes_back_is_never_more_than_was_transferred():
    side = desk()
    side.spend(9000)
    report = side.sent()
    accepted_all(side, report)
    with pytest.raises(Refused, match="więcej, niż przekazano"):
        deciding.accept_report(side.office(), report, deciding.Answer("", Decimal("9000.01")))
    assert not GrantReturn.objects.exists()
    assert report_of(report.pk).state == "submitted"


def test_unspent_interest_comes_back_with_the_unused_grant():
    side = desk()
    side.spend(9000)
    report = side.written()
    row = report.draft.reportincomes.get()
    save_field(side.ngo(), report.draft, f"income:{row.pk}:interest", "12,34", 0)
    reporting.submit_report(side.ngo(), report, "Anna Prezes")
    report = report_of(report.pk)
    assert [(one.ground, one.amount) for one in claims_of(report)] == [("unused", Decimal("12.34"))]


def test_a_report_is_questioned_only_with_a_reason():
    side = desk()
    side.spend(9000)
    report = side.sent()
    accepted_all(side, report)
    with pytest.raises(Refused, match="dlaczego"):
        deciding.question_report(side.office(), report, deciding.Answer())
    deciding.question_report(side.office(), report, deciding.Answer("Zadania nie wykonano."))
    assert report_of(report.pk).state == "questioned"


def test_the_contract_is_closed_when_nothing_is_left():
    side = desk()
    side.spend(8900)
    report = side.sent()
    accepted_all(side, report)
    with pytest.raises(Refused, match="nie rozstrzygnął"):
        deciding.close_contract(side.office(), side.fresh())
    deciding.accept_report(side.office(), report, deciding.Answer())
    with pytest.raises(Refused, match="nie zwrócił"):
        deciding.close_contract(side.office(), side.fresh())
    GrantReturn.objects.update(state="paid")
    ending = deciding.close_contract(side.office(), side.fresh())
    assert (ending.kind, ending.used) == ("settled", Decimal(8900))
    assert ending.reported_on == report.submitted_at.date()
    assert Contract.objects.get(pk=side.contract.pk).state == "settled"
    assert not Duty.objects.open().filter(kind="settlement_close").exists()


def test_a_contract_whose_report_is_checked_cannot_be_settled_by_hand():
    side = desk()
    side.spend(9000)
    side.sent()
    end = End("settled", side.office().day, "Rozliczono na papierze.")
    with pytest.raises(Refused, match="nie rozstrzygnął jeszcze sprawozdania"):
        end_contract(side.office(), side.fresh(), end)
    other = desk()
    end_contract(other.office(), other.fresh(), end)
    assert Contract.objects.get(pk=other.contract.pk).state == "settled"
