"""The settlement by its pages alone: correction, refusal, return with interest, closing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.contracts.models import Contract, ContractEnding
from contracting.settlement.models import (
    ExpenseDocument,
    GrantReturn,
    ReportedAction,
    ReportedResult,
    TaskReport,
)
from tests.contracting.contracts.factories import ACCOUNT
from tests.contracting.settlement.factories_ledger import contribution
from tests.contracting.settlement.factories_reports import TEXTS, after, desk, report_of
from tests.contracting.settlement.test_returns import found

pytestmark = pytest.mark.django_db


def url(name, *args, query=""):
    return reverse(name, args=args) + query


def text_of(response):
    return response.content.decode()


@pytest.fixture
def side():
    made = desk()
    made.spend(8000, 500, own_financial=100, gross=8100)
    return made


@pytest.fixture
def ngo(side, browser_of):
    return browser_of(side.ngo())


def posted_section(report, code):
    """Everything that a section's form sends: texts as written, rows filled."""
    data = {}
    for place, text in TEXTS.items():
        if place.startswith(f"{code}."):
            data |= {place: text, f"v:{place}": "0"}
    if code == "I":
        for row in ReportedResult.objects.filter(draft=report.draft):
            data |= {f"results:{row.pk}:reached": "20 osób", f"v:results:{row.pk}:reached": "0"}
        for row in ReportedAction.objects.filter(draft=report.draft):
            data |= {f"actions:{row.pk}:degree": "done", f"v:actions:{row.pk}:degree": "0"}
    return data


SENT = {
    "signatories": "Anna Prezes",
    "declared_1": "on",
    "declared_2": "on",
    "declared_3": "on",
}


def begun_and_sent(contract, ngo):
    """The contractor begins the report, writes it and sends it; return it."""
    answer = ngo.post(
        url("report-start", contract.pk),
        {"kind": "final", "first": "2027-02-01", "last": "2027-11-30"},
    )
    report = TaskReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert ngo.get(url("report-send", report.pk)).status_code == 403
    for code in ("I", "II"):
        address = url("report-section", report.pk, code)
        assert ngo.post(address, posted_section(report, code)).status_code == 302
    assert "8\xa0500,00\xa0zł" in text_of(ngo.get(url("report-section", report.pk, "II")))
    refused = ngo.post(url("report-send", report.pk), {"signatories": "Anna Prezes"})
    assert refused.status_code == 422
    assert "Bez tego oświadczenia" in text_of(refused)
    assert 'value="Anna Prezes"' in text_of(refused)
    assert ngo.post(url("report-send", report.pk), SENT).status_code == 302
    return report


def given_back(side, report, clerk):
    """The clerk gives the first part back; without words nothing happens."""
    late = (side.office().day + timedelta(days=7)).isoformat()
    empty = clerk.post(url("report-give-back", report.pk), {"due_on": late})
    assert empty.status_code == 422
    assert "co poprawić" in text_of(empty)
    asked = {"part_I": "Podaj liczbę zajęć.", "due_on": late}
    assert clerk.post(url("report-give-back", report.pk), asked).status_code == 302


def corrected(report, ngo):
    """The contractor corrects what is open, and cannot what is not."""
    assert "Podaj liczbę zajęć." in text_of(ngo.get(report.get_absolute_url()))
    data = {"I.1": "Odbyło się sto zajęć.", "v:I.1": "1"}
    assert ngo.post(url("report-section", report.pk, "I"), data).status_code == 302
    closed = ngo.post(url("report-section", report.pk, "II"), {"II.3": "Tak", "v:II.3": "1"})
    assert closed.status_code == 403
    assert "Tej części urząd nie zwrócił" in text_of(closed)
    assert ngo.post(url("report-send", report.pk), SENT).status_code == 302


def checked(report, clerk):
    """One item is not accepted in part, the other is accepted from the list."""
    first, second = ExpenseDocument.objects.order_by("pk")
    step = url("expense-step", second.pk, query="?ruch=refuse")
    wrong = clerk.post(step, {"grant": "100", "reason": "Nie na temat."})
    assert wrong.status_code == 422
    assert "Wybierz podstawę zwrotu." in text_of(wrong)
    assert "Nie na temat." in text_of(wrong)
    right = {"grant": "100", "other": "", "ground": "misused", "reason": "Nie na temat."}
    assert clerk.post(step, right).url == url("report-desk", report.pk)
    assert clerk.post(url("report-desk", report.pk), {"pozycja": [first.pk]}).status_code == 302


def paid_back(found, clerk, treasurer, day):
    """A return is demanded and paid to the grosz; too much and a wrong account are refused."""
    bad = clerk.post(url("return-demand", found.pk), {"grant": "123", "interest": ACCOUNT})
    assert bad.status_code == 422
    assert "sprawdź 26 cyfr" in text_of(bad)
    accounts = {"grant": ACCOUNT, "interest": ACCOUNT}
    assert clerk.post(url("return-demand", found.pk), accounts).status_code == 302
    owed = treasurer.get(url("return-pay", found.pk)).context["form"].initial["amount"]
    more = {"amount": str(owed + 1), "day": day.isoformat()}
    over = treasurer.post(url("return-pay", found.pk), more)
    assert over.status_code == 422
    assert "do zapłaty jest" in text_of(over)
    exact = {**more, "amount": str(owed)}
    assert treasurer.post(url("return-pay", found.pk), exact).status_code == 302
    found.refresh_from_db()
    assert found.state == "paid"


def test_from_the_ended_task_to_the_settled_contract(side, ngo, browser_of):
    contract = side.contract
    overview = url("settlement-detail", contract.pk)
    assert "Sprawozdanie końcowe: do 30.12.2027" in text_of(ngo.get(overview))
    report = begun_and_sent(contract, ngo)
    clerk = browser_of(side.office())
    given_back(side, report, clerk)
    corrected(report, browser_of(side.ngo(after(contract, 22))))
    clerk = browser_of(side.office(days=25))
    compared = text_of(clerk.get(url("report-compare", report.pk, 1, 2)))
    assert "Odbyło się sto zajęć." in compared
    assert "Odbyły się wszystkie zajęcia." in compared
    checked(report, clerk)
    # 9 000 received, 8 500 spent, 100 of it misused
    accept = url("report-answer", report.pk, query="?ruch=accept")
    shown = text_of(clerk.get(accept))
    assert "500,00\xa0zł: niewykorzystana" in shown
    assert "100,00\xa0zł: wykorzystana niezgodnie" in shown
    assert clerk.post(accept, {"reason": "Przyjęto.", "excessive": ""}).status_code == 302
    assert report_of(report.pk).state == "accepted"
    assert clerk.get(url("settlement-close", contract.pk)).status_code == 403
    treasurer = side.office("treasurer", 40)
    for one in GrantReturn.objects.all():
        paid_back(one, clerk, browser_of(treasurer), treasurer.day)
        clerk = browser_of(side.office(days=25))
    # 8 February 2027 to 9 January 2028 are 336 days: 100 × 336 × 0.11 ÷ 365 = 10.12… → 10 zł
    assert GrantReturn.objects.get(ground="misused").payments.get().interest == Decimal(10)
    # 16 December to 9 January are 25 days: 500 × 25 × 0.11 ÷ 365 = 3.76…, not above the least
    assert GrantReturn.objects.get(ground="unused").payments.get().interest == 0
    last = browser_of(side.office(days=41))
    assert last.post(url("settlement-close", contract.pk)).status_code == 302
    assert Contract.objects.get(pk=contract.pk).state == "settled"
    assert ContractEnding.objects.get().used == Decimal(8400)
    assert "Umowa jest rozliczona." in text_of(last.get(overview))


def test_a_question_is_asked_and_answered_at_the_item(side, ngo, browser_of):
    given = contribution(side.contract)
    side.sent()
    clerk = browser_of(side.office())
    ask = url("contribution-step", given.pk, query="?ruch=question")
    assert clerk.post(ask, {"reason": "Kto prowadził?"}).status_code == 302
    page = text_of(ngo.get(given.get_absolute_url()))
    assert "Kto prowadził?" in page
    explain = url("contribution-step", given.pk, query="?ruch=explain")
    assert ngo.post(explain, {"explanation": ""}).status_code == 422
    assert ngo.post(explain, {"explanation": "Wolontariuszka."}).status_code == 302
    assert "Wolontariuszka." in text_of(clerk.get(given.get_absolute_url()))


def test_a_document_charged_twice_is_seen_at_the_desk(side, browser_of):
    other = desk()
    twice = {"document_number": "FV 7/2027", "issuer_nip": "5261040828"}
    side.spend(10, **twice)
    other.spend(10, **twice)
    other.sent()
    side.sent()
    clerk = browser_of(side.office())
    report = TaskReport.objects.get(contract=side.contract)
    assert "dokument może być rozliczony dwa razy" in text_of(
        clerk.get(url("report-desk", report.pk))
    )


def test_a_page_of_a_step_that_does_not_exist_is_not_found(side, browser_of):
    side.sent()
    item = ExpenseDocument.objects.first()
    clerk = browser_of(side.office())
    assert clerk.get(url("expense-step", item.pk, query="?ruch=zjedz")).status_code == 404
    report = TaskReport.objects.get()
    assert clerk.get(url("report-answer", report.pk, query="?ruch=zjedz")).status_code == 404


def test_the_rows_of_a_report_are_those_of_the_plan(side, ngo):
    report = side.started()
    refused = ngo.post(url("report-section", report.pk, "I"), {"wiersz": "add:results:0"})
    assert refused.status_code == 422
    assert ReportedResult.objects.filter(draft=report.draft).count() == 1


def test_a_call_with_a_short_term_stays_typed(side, browser_of):
    clerk = browser_of(side.office(days=-100))
    data = {
        "first": "2027-02-01",
        "last": "2027-06-30",
        "due_on": "2027-08-25",
        "reason": "Bo tak.",
    }
    refused = clerk.post(url("report-call", side.contract.pk), data)
    assert refused.status_code == 422
    assert "co najmniej 30 dni" in text_of(refused)
    assert "Bo tak." in text_of(refused)


def test_the_debt_is_computed_for_any_day(side, browser_of):
    one = found(side, "undue", 10000)
    clerk = browser_of(side.office(days=40))
    # the term is 4 January 2028, so interest runs from 5 January
    early = text_of(clerk.get(one.get_absolute_url() + "?na=2028-01-04"))
    assert "Wpłata tego dnia jest bez odsetek." in early
    # 5 January to 31 March 2028 are 87 days: 10 000 × 87 × 0.11 ÷ 365 = 262.19… → 262 zł
    later = text_of(clerk.get(one.get_absolute_url() + "?na=2028-03-31"))
    assert "10\xa0262,00\xa0zł" in later
    assert clerk.get(one.get_absolute_url() + "?na=jutro").status_code == 200


def test_the_terms_say_who_is_late(side, browser_of):
    clerk = browser_of(side.office(days=35))
    page = text_of(clerk.get(url("report-terms")))
    assert "sprawozdanie końcowe" in page
    # the term was 30 December 2027, the day is 4 January 2028
    assert "po terminie: 5 dni" in page
    side.sent()
    assert "po terminie" not in text_of(clerk.get(url("report-terms")))


def test_all_of_a_page_is_accepted_but_what_is_doubtful(side, browser_of):
    other = desk()
    twice = {"document_number": "FV 2/2027", "issuer_nip": "5261040828"}
    other.spend(10, **twice)
    other.sent()
    report = side.sent()
    clerk = browser_of(side.office())
    shown = clerk.get(url("report-desk", report.pk))
    waiting = shown.context["waiting"]
    sent = {"wszystkie": "1", "na-stronie": waiting}
    assert clerk.post(url("report-desk", report.pk), sent).status_code == 302
    states = dict(report.expensedocuments.values_list("document_number", "state"))
    assert states == {"FV 1/2027": "accepted", "FV 2/2027": "pending"}
