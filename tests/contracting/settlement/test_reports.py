"""A report on its way: begun, written, sent, given back, sent again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from contracting.contracts.afterwards import tell_amended
from contracting.contracts.agreed import as_json
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.plan import written_plan
from contracting.offers.models import ExpectedResult
from contracting.settlement.actions import reporting
from contracting.settlement.coaching import findings, gaps_of
from contracting.settlement.content import content_of, digest_of
from contracting.settlement.models import (
    ExpenseDocument,
    ReportedAction,
    ReportedResult,
    TaskReport,
)
from contracting.settlement.permissions import may_change_item
from contracting.settlement.rules.tables import total_of
from contracting.settlement.terms import INTERIM
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from ngos.models import TrackRecord
from tests.contracting.settlement.factories_ledger import contribution, expense
from tests.contracting.settlement.factories_reports import after, desk, report_of, write

pytestmark = pytest.mark.django_db
HALF = {"first": date(2027, 2, 1), "last": date(2027, 6, 30)}


def test_a_report_begins_with_the_results_and_actions_of_the_contract():
    report = desk().started()
    assert [row.reached for row in ReportedResult.objects.filter(draft=report.draft)] == [""]
    assert ReportedAction.objects.filter(draft=report.draft).count() == 1
    # D08: 30 days from 30 November 2027
    assert (report.kind, report.due_on) == ("final", date(2027, 12, 30))
    places = {gap.place.split(":")[0] for gap in gaps_of(report)}
    assert places == {"I.1", "I.2", "II.3", "II.4", "results", "actions", "ledger"}


def test_only_one_report_is_on_its_way():
    side = desk()
    side.started()
    with pytest.raises(Refused, match="w toku"):
        side.started()


def test_the_office_starts_no_report():
    side = desk()
    period = reporting.Period("final", side.contract.starts_on, side.contract.ends_on)
    with pytest.raises(Refused, match="pisze zleceniobiorca"):
        reporting.start_report(side.office(), side.contract, period)


def test_a_period_lies_inside_the_task():
    side = desk()
    with pytest.raises(ValidationError, match="w czasie zadania"):
        side.started(INTERIM, first=date(2027, 1, 31))


def test_nothing_is_sent_while_something_is_missing():
    side = desk()
    side.spend(100)
    report = side.started()
    with pytest.raises(Refused, match="nie jest kompletne"):
        reporting.submit_report(side.ngo(), report, "Anna Prezes")
    assert report_of(report.pk).state == "draft"
    assert report_of(report.pk).submitted_at is None


def test_a_report_is_not_sent_before_its_period_ends():
    side = desk()
    side.spend(100)
    report = side.written()
    with pytest.raises(Refused, match="po zakończeniu okresu"):
        reporting.submit_report(side.ngo(after(side.contract, -5)), report, "Anna Prezes")


def test_sending_freezes_the_content_takes_the_items_and_tells_the_desk():
    side = desk()
    side.spend("5000.50", 2000)
    given = contribution(side.contract)
    report = side.sent()
    assert (report.state, report.signatories) == ("submitted", "Anna Prezes, prezes")
    assert set(ExpenseDocument.objects.values_list("report", flat=True)) == {report.pk}
    given.refresh_from_db()
    assert given.report_id == report.pk
    assert report.versions.get().digest == report.digest == digest_of(content_of(report))
    assert total_of(content_of(report).spent, "from_grant") == Decimal("7000.50")
    assert Duty.objects.open().get(kind="report_check").sentence.startswith("Sprawdź sprawozdanie")
    assert Document.objects.about(report).get().kind == "task_report"
    assert Letter.objects.filter(kind="settlement_news").exists()
    assert TrackRecord.objects.get(organisation=side.contract.organisation).reported_in_time is True
    # what comes into the ledger later changes nothing of what was sent
    expense(side.contract, "FV 99", report=report)
    assert total_of(content_of(report_of(report.pk)).spent, "from_grant") == Decimal("7000.50")


def test_a_late_report_is_kept_as_late():
    side = desk()
    side.spend(100)
    report = side.sent(at=after(side.contract, 40))
    term = next(one for one in findings(report) if one.code == "term")
    assert not term.ok
    record = TrackRecord.objects.get(organisation=side.contract.organisation)
    assert record.reported_in_time is False


def test_an_interim_report_takes_its_period_and_the_final_one_carries_it():
    side = desk()
    early = side.spend(3000)[0]
    late = expense(side.contract, "FV 2", paid_on=date(2027, 9, 1), from_grant=4000, gross=4000)
    interim = side.sent(INTERIM, **HALF)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.report_id, late.report_id) == (interim.pk, None)
    TaskReport.objects.filter(pk=interim.pk).update(state="accepted")
    final = side.written()
    rows = content_of(final).spent
    carried = total_of((one for one in rows if one.report is not None), "from_grant")
    assert carried == Decimal(3000)
    assert total_of((one for one in rows if one.report is None), "from_grant") == Decimal(4000)
    # the words of the earlier report are carried, too
    assert final.draft.texts()["I.1"] == "Odbyły się wszystkie zajęcia."


def test_filing_an_interim_report_meets_the_condition_of_the_next_tranche():
    side = desk()
    side.spend(3000)
    Tranche.objects.create(
        contract=side.contract, ordinal=2, year=2027, amount=10, condition="report_filed"
    )
    side.sent(INTERIM, **HALF)
    tranche = Tranche.objects.get(ordinal=2)
    assert tranche.condition_met_on == side.ngo().day


def test_a_part_given_back_is_open_and_the_others_are_not():
    side = desk()
    side.spend(100)
    report = side.sent()
    office = side.office()
    reporting.give_back(office, report, {"I": "Podaj liczbę osób."}, office.day + timedelta(days=7))
    report = report_of(report.pk)
    assert report.state == "returned"
    assert Duty.objects.open().filter(kind="report_correct").exists()
    assert not Duty.objects.open().filter(kind="report_check").exists()
    saved = save_field(side.ngo(), report.draft, "I.1", "Przyszło 20 osób.", 1)
    assert saved.version == 2
    with pytest.raises(Refused, match="nie zwrócił do poprawy"):
        save_field(side.ngo(), report.draft, "II.3", "Sprzedaż", 1)
    reporting.submit_report(side.ngo(after(side.contract, 22)), report, "Anna Prezes")
    report = report_of(report.pk)
    assert [one.ordinal for one in report.versions.all()] == [1, 2]
    assert report.returns.get().corrected_at == report.submitted_at
    assert report.first_submitted_at < report.submitted_at


def test_the_ledger_is_open_only_with_the_part_of_the_money():
    side = desk()
    [item] = side.spend(100)
    report = side.sent()
    office = side.office()
    late = office.day + timedelta(days=7)
    reporting.give_back(office, report, {"I": "Podaj liczbę osób."}, late)
    item.refresh_from_db()
    assert "nie zwrócił do poprawy" in may_change_item(side.ngo(), item).reason
    added = expense(side.contract, "FV 2", paid_on=side.contract.starts_on)
    reporting.submit_report(side.ngo(), report_of(report.pk), "Anna Prezes")
    added.refresh_from_db()
    assert added.report_id is None
    assert total_of(content_of(report_of(report.pk)).spent, "from_grant") == Decimal(100)
    reporting.give_back(office, report_of(report.pk), {"II": "Dopisz fakturę."}, late)
    item = ExpenseDocument.objects.select_related("report", "contract").get(pk=item.pk)
    assert may_change_item(side.ngo(), item)
    reporting.submit_report(side.ngo(), report_of(report.pk), "Anna Prezes")
    added.refresh_from_db()
    assert added.report_id == report.pk
    assert total_of(content_of(report_of(report.pk)).spent, "from_grant") == Decimal(200)


def test_a_report_is_given_back_with_reasons_and_a_later_term():
    side = desk()
    side.spend(100)
    report = side.sent()
    office = side.office()
    later = office.day + timedelta(days=7)
    with pytest.raises(ValidationError, match="co poprawić"):
        reporting.give_back(office, report, {"I": "  "}, later)
    with pytest.raises(Refused, match="późniejszy"):
        reporting.give_back(office, report, {"I": "Popraw"}, office.day)
    assert report_of(report.pk).state == "submitted"


def test_a_draft_given_up_leaves_the_ledger_and_makes_place_for_another():
    side = desk()
    side.spend(100)
    report = side.started(INTERIM, **HALF)
    reporting.discard_report(side.ngo(), report)
    assert ExpenseDocument.objects.get().report_id is None
    assert side.started().ordinal == 2


def test_a_terminated_contract_is_reported_until_the_day_it_ended():
    side = desk()
    Contract.objects.filter(pk=side.contract.pk).update(
        state="terminated", ended_on=date(2027, 5, 31)
    )
    side.spend(100)
    side.fresh()
    report = side.started(first=date(2027, 2, 1), last=date(2027, 5, 31))
    assert report.due_on == date(2027, 6, 30)
    write(side.ngo(), report)
    reporting.submit_report(side.ngo(), report, "Anna Prezes")
    assert report_of(report.pk).state == "submitted"


def test_an_amendment_adds_its_rows_to_a_report_that_is_being_written():
    side = desk()
    report = side.started()
    contract = side.contract
    added = ExpectedResult.objects.create(
        draft=contract.draft, position=2, name="Liczba zawodów", target_value="2"
    )
    contract.ends_on = date(2027, 12, 15)
    contract.agreed = as_json(written_plan(contract))
    contract.save()
    tell_amended(side.office(), contract)
    rows = ReportedResult.objects.filter(draft=report.draft)
    assert [row.result for row in rows][1:] == [added.pk]
    report = report_of(report.pk)
    assert (report.period_to, report.due_on) == (date(2027, 12, 15), date(2028, 1, 14))
    assert {"I.1: rezultat „Liczba zawodów”: wpisz, ile osiągnięto"} <= {
        gap.sentence for gap in gaps_of(report)
    }
    tell_amended(side.office(), contract)
    assert rows.count() == 2
