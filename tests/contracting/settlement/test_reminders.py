"""What is owed and until when; reminders −7, 0, +1 (R16); the office's calls (D09, D21)."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from contracting.contracts.models import Contract
from contracting.settlement import tasks
from contracting.settlement.actions.owing import Asked, call_for_report, due_offset, remind_of
from contracting.settlement.models import Reminder, ReportCall
from contracting.settlement.terms import owed
from mkus_portal.act import WARSAW, Act
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from tests.contracting.settlement.factories_reports import desk, report_of

pytestmark = pytest.mark.django_db


def on(day: date) -> Act:
    """The portal itself at eight in the morning of a day."""
    return Act.system(datetime(day.year, day.month, day.day, 8, tzinfo=WARSAW))


def test_r16_three_reminders_are_due_each_on_its_day():
    last = date(2027, 12, 30)
    assert due_offset(date(2027, 12, 22), last) is None
    assert due_offset(date(2027, 12, 23), last) == -7
    assert due_offset(date(2027, 12, 29), last) == -7
    assert due_offset(date(2027, 12, 30), last) == 0
    assert due_offset(date(2027, 12, 31), last) == 1
    assert due_offset(date(2028, 1, 7), last) == 1
    assert due_offset(date(2028, 1, 8), last) is None


def test_r16_each_reminder_is_sent_once_and_the_office_hears_of_a_late_report():
    side = desk()
    side.office()
    contract = side.contract
    assert remind_of(on(date(2027, 12, 20)), contract) == 0
    assert remind_of(on(date(2027, 12, 23)), contract) == 1
    assert remind_of(on(date(2027, 12, 24)), contract) == 0
    readers = set(Letter.objects.filter(kind="report_reminder").values_list("user", flat=True))
    assert side.cast.president.user in readers
    assert remind_of(on(date(2027, 12, 30)), contract) == 1
    before = Letter.objects.filter(kind="report_reminder").count()
    assert remind_of(on(date(2027, 12, 31)), contract) == 1
    late = Letter.objects.filter(kind="report_reminder").count() - before
    assert late > len(readers)
    assert list(Reminder.objects.order_by("offset").values_list("offset", flat=True)) == [-7, 0, 1]


def test_r16_the_term_moves_off_a_day_free_of_work():
    # the task ends on 2.12.2027: 30 days later is Saturday, 1 January 2028, then a Sunday
    side = desk(ends_on=date(2027, 12, 2))
    [term] = owed(side.contract)
    assert (term.last_day, term.accepted_to) == (date(2028, 1, 1), date(2028, 1, 3))
    remind_of(on(date(2027, 12, 27)), side.contract)
    duty = Duty.objects.open().get(kind="report_owed")
    assert duty.term == date(2028, 1, 3)


def test_a_sent_report_is_owed_no_more():
    side = desk()
    side.spend(100)
    remind_of(on(date(2027, 12, 5)), side.contract)
    assert Duty.objects.open().filter(kind="report_owed").exists()
    side.sent()
    assert owed(side.fresh()) == []
    assert not Duty.objects.open().filter(kind="report_owed").exists()


def test_a_task_of_several_years_owes_a_report_for_each():
    side = desk(starts_on=date(2027, 2, 1), ends_on=date(2028, 11, 30))
    first, final = owed(side.contract)
    assert (first.about, first.period_to, first.last_day) == (
        "year:2027",
        date(2027, 12, 31),
        date(2028, 1, 30),
    )
    assert final.about == "final"


def test_the_task_reminds_of_every_contract_and_can_run_twice(clock):
    side = desk()
    clock.at = datetime(2027, 12, 23, 8, tzinfo=WARSAW)
    tasks.remind()
    tasks.remind()
    assert Reminder.objects.filter(contract=side.contract).count() == 1


def test_a_contract_that_is_not_concluded_owes_nothing_to_remind_of(clock):
    side = desk()
    Contract.objects.filter(pk=side.contract.pk).update(state="abandoned")
    clock.at = datetime(2027, 12, 23, 8, tzinfo=WARSAW)
    tasks.remind()
    assert not Reminder.objects.exists()


def test_d09_a_call_gives_at_least_thirty_days():
    side = desk()
    office = side.cast.clerk(datetime(2027, 6, 1, 10, tzinfo=WARSAW))
    asked = Asked("interim", date(2027, 2, 1), date(2027, 5, 31), date(2027, 6, 30))
    with pytest.raises(ValidationError, match=r"01\.07\.2027"):
        call_for_report(office, side.contract, asked)
    later = Asked("interim", date(2027, 2, 1), date(2027, 5, 31), date(2027, 7, 1), "Kontrola")
    call = call_for_report(office, side.contract, later)
    assert Document.objects.about(call).get().kind == "report_call"
    assert owed(side.fresh())[0].call == call.pk
    side.spend(100)
    sent = side.sent("interim", first=date(2027, 2, 1), last=date(2027, 5, 31))
    call.refresh_from_db()
    assert (call.answer_id, sent.due_on) == (sent.pk, date(2027, 7, 1))


def test_d21_only_a_late_final_report_is_summoned():
    side = desk()
    early = side.cast.clerk(datetime(2027, 12, 30, 10, tzinfo=WARSAW))
    asked = Asked("final", date(2027, 2, 1), date(2027, 11, 30), date(2028, 1, 10))
    with pytest.raises(Refused, match="mija dopiero"):
        call_for_report(early, side.contract, asked)
    late = side.cast.clerk(datetime(2028, 1, 3, 10, tzinfo=WARSAW))
    call_for_report(late, side.contract, asked)
    assert ReportCall.objects.get().kind == "final"


def test_the_contractor_calls_nobody():
    side = desk()
    asked = Asked("interim", date(2027, 2, 1), date(2027, 5, 31), date(2028, 6, 30))
    with pytest.raises(Refused):
        call_for_report(side.ngo(), side.contract, asked)


def test_the_office_sees_a_report_only_when_it_is_sent():
    side = desk()
    side.spend(100)
    report = side.written()
    rows = type(report).objects
    assert not rows.visible_to(side.office()).exists()
    assert rows.visible_to(side.ngo()).exists()
    assert report_of(report.pk).state == "draft"
