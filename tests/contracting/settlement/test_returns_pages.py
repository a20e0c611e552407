"""The pages of returns as the clerk, the treasurer and the contractor use them."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word

from contracting.settlement.actions import returns
from contracting.settlement.documents.demand import build_demand
from contracting.settlement.models import GrantReturn
from mkus_portal.documents.models import Document
from tests.contracting.contracts.factories import ACCOUNT
from tests.contracting.settlement.factories_reports import desk
from tests.contracting.settlement.test_returns import ACCOUNTS, FOUND, found, on

pytestmark = pytest.mark.django_db
LATE = FOUND + timedelta(days=30)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def side():
    return desk()


@pytest.fixture
def clerk(side):
    return side.cast.clerk(on(FOUND))


@pytest.fixture
def treasurer(side):
    return side.cast.clerk(on(LATE), "treasurer")


def test_the_whole_way_by_its_pages(side, clerk, treasurer, browser_of):
    browser = browser_of(clerk)
    page = url("return-find", side.contract.pk)
    assert "transza 1 (9 000,00 zł)" in text_of(browser.get(page))
    given = {
        "ground": "misused",
        "amount": "7 300,00",
        "found_on": FOUND.isoformat(),
        "transferred_on": "2027-02-08",
        "reason": "Zakup poza kosztorysem.",
    }
    answer = browser.post(page, given)
    one = GrantReturn.objects.get()
    assert answer.url == url("return-detail", one.pk)
    assert "Wezwij do zwrotu" in text_of(browser.get(answer.url))
    accounts = {"grant": ACCOUNT, "interest": ACCOUNT}
    assert browser.post(url("return-demand", one.pk), accounts).status_code == 302
    money = browser_of(treasurer)
    pay = url("return-pay", one.pk)
    form = money.get(pay).context["form"]
    # 8 February 2027 to 19 January 2028 are 346 days: 7 300 × 346 × 0.11 ÷ 365 = 761.20 → 761 zł
    assert form.initial["amount"] == Decimal(8061)
    sent = {"amount": "8061", "day": LATE.isoformat(), "note": "", "based_on": one.edit_version}
    assert money.post(pay, sent).status_code == 302
    shown = text_of(money.get(one.get_absolute_url()))
    assert "761,00 zł" in shown
    assert "zwrócono w całości" in shown
    undo = url("return-undo", one.pk)
    assert money.post(undo, {"reason": "Inna umowa."}).status_code == 302
    shown = text_of(money.get(one.get_absolute_url()))
    assert "Inna umowa." in shown
    one.refresh_from_db()
    assert one.state == "demanded"
    late = browser_of(side.cast.clerk(on(LATE)))
    decision = {"number": "FN.3160.1.2028", "day": LATE.isoformat()}
    assert late.post(url("return-decide", one.pk), decision).status_code == 302
    assert "FN.3160.1.2028" in text_of(late.get(one.get_absolute_url()))
    assert late.post(url("return-cancel", one.pk), {"reason": "Uchylono."}).status_code == 302
    one.refresh_from_db()
    assert one.state == "cancelled"


def test_a_wrong_finding_stands_beside_what_was_typed(side, clerk, browser_of):
    browser = browser_of(clerk)
    given = {"ground": "misused", "amount": "sto", "found_on": "2027-12-31", "reason": "Bo tak."}
    answer = browser.post(url("return-find", side.contract.pk), given)
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Wybierz, z której transzy." in said
    assert "Bo tak." in said
    answer = browser.post(
        url("return-find", side.contract.pk), {**given, "ground": "undue", "amount": "100"}
    )
    assert "Data nie może być w przyszłości." in text_of(answer)
    answer = browser.post(
        url("return-find", side.contract.pk), {**given, "transferred_on": "2027-02-09"}
    )
    assert answer.status_code == 422
    assert GrantReturn.objects.count() == 0


def test_a_wrong_account_stands_beside_the_field(side, clerk, browser_of):
    one = found(side)
    answer = browser_of(clerk).post(
        url("return-demand", one.pk), {"grant": "123", "interest": ACCOUNT}
    )
    assert answer.status_code == 422
    assert "sprawdź 26 cyfr" in text_of(answer)


def test_too_much_is_refused_with_the_exact_amount(side, treasurer, browser_of):
    one = found(side)
    answer = browser_of(treasurer).post(
        url("return-pay", one.pk), {"amount": "1000,01", "day": "2027-12-15", "based_on": 1}
    )
    assert answer.status_code == 422
    assert "Na 15.12.2027 r. do zapłaty jest 1 000,00 zł" in text_of(answer)
    assert not one.payments.exists()


def test_a_payment_on_an_old_form_shows_what_was_recorded_meanwhile(side, treasurer, browser_of):
    one = found(side)
    browser = browser_of(treasurer)
    sent = {"amount": "100", "day": "2027-12-15", "note": "wyciąg 12", "based_on": 1}
    assert browser.post(url("return-pay", one.pk), sent).status_code == 302
    again = browser.post(url("return-pay", one.pk), sent)
    assert again.status_code == 409
    said = text_of(again)
    assert "100,00 zł – 15.12.2027" in said
    assert "wyciąg 12" in said
    assert one.payments.count() == 1


def test_the_debt_is_counted_as_of_any_day(side, clerk, browser_of):
    one = found(side)
    browser = browser_of(clerk)
    # in the term nothing; from 16 December 2027 to 14 March 2028 are 90 days:
    # 1 000 × 90 × 0.11 ÷ 365 = 27.12328… → 27 zł
    assert "jest bez odsetek" in text_of(browser.get(one.get_absolute_url(), {"na": "2027-12-15"}))
    said = text_of(browser.get(one.get_absolute_url(), {"na": "2028-03-14"}))
    assert "1 027,00 zł" in said
    assert "27,1233 zł" in said
    # 29 days are 8.7397 zł, 28 days 8.4384 zł, which is not charged
    assert "się ich nie nalicza" in text_of(
        browser.get(one.get_absolute_url(), {"na": "2028-01-12"})
    )
    assert "1 009,00 zł" in text_of(browser.get(one.get_absolute_url(), {"na": "2028-01-13"}))


@pytest.mark.parametrize("na", ["", "żółw", "9999-12-31", "0001-01-01", "2028-02-30"])
def test_a_strange_day_is_answered(side, clerk, browser_of, na):
    one = found(side)
    assert browser_of(clerk).get(one.get_absolute_url(), {"na": na}).status_code == 200


def test_a_button_that_is_off_says_why(side, clerk, treasurer, browser_of):
    one = found(side, "undue")
    returns.demand_return(clerk, one, ACCOUNTS)
    browser = browser_of(clerk)
    said = text_of(browser.get(one.get_absolute_url()))
    assert "Decyzję o zwrocie wydaje się, gdy termin zwrotu minął." in said
    assert "Wpłaty odnotowuje skarbnik." in said
    assert browser.get(url("return-decide", one.pk)).status_code == 403
    assert 'href="' + url("return-pay", one.pk) in text_of(
        browser_of(treasurer).get(one.get_absolute_url())
    )


def test_the_contractor_sees_the_debt_and_no_buttons_of_the_office(side, clerk, browser_of):
    one = found(side)
    returns.demand_return(clerk, one, ACCOUNTS)
    ngo = browser_of(side.cast.president.later(on(FOUND)))
    said = text_of(ngo.get(one.get_absolute_url()))
    assert "1 000,00 zł" in said
    assert "Odnotuj wpłatę" not in said
    assert "Odstąp od żądania" not in said
    assert ngo.get(url("return-pay", one.pk)).status_code == 403
    assert ngo.post(url("return-file", one.pk)).status_code == 403


def test_the_ledger_shows_term_accepted_day_payments_and_debt(side, treasurer, browser_of):
    one = found(side, "undue", found_on=date(2027, 12, 18))  # Sunday 2 January, so Monday
    returns.record_return_payment(treasurer, one, Decimal(400), FOUND)
    browser = browser_of(treasurer)
    csv = browser.get(url("return-list"), {"eksport": "csv"}).content.decode()
    assert "2028-01-02,2028-01-03,400.00,0.00,600.00" in csv
    listed = browser.get(url("return-list"), {"ground": "unused"})
    assert listed.context["table"].paginator.count == 0
    name = side.contract.organisation.name.split()[1]
    for query in ({"state": "found"}, {"text": name.upper()}, {"ground": "undue"}):
        listed = browser.get(url("return-list"), query)
        assert listed.context["table"].paginator.count == 1, query


def test_the_letter_says_how_the_interest_is_counted(side, clerk):
    one = found(side, "misused", 7300, transferred_on=date(2027, 2, 8))
    returns.demand_return(clerk, one, ACCOUNTS)
    letter = build_demand(one, on(FOUND))
    assert "siedem tysięcy trzysta złotych 00/100" in letter.demand
    # 316 days to the letter, 331 to the accepted day, 4 January: 7 300 × 331 × 0.11 ÷ 365 = 728.20
    assert letter.periods == (("08.02.2027\xa0r. – 20.12.2027\xa0r.", "316", "11%", "695,2 zł"),)
    assert "695,00\xa0zł" in letter.interest[1]
    assert "7\xa0995,00\xa0zł" in letter.interest[1]
    assert "728,00\xa0zł" in letter.interest[2]
    assert "2,2 zł za każdy dzień" in letter.interest[0]
    assert ("Przepis", "art. 252 ust. 1 pkt 1 ustawy o finansach publicznych") in letter.facts


def test_a_letter_made_later_counts_what_was_paid(side, clerk, treasurer, browser_of):
    one = found(side)
    returns.demand_return(clerk, one, ACCOUNTS)
    early = build_demand(one, on(date(2027, 12, 15)))
    assert early.periods == ()
    assert early.interest[0] == "Wpłata w terminie jest bez odsetek."
    assert "od 16.12.2027" in early.interest[1]
    returns.record_return_payment(treasurer, one, Decimal(400), date(2027, 12, 15))
    browser = browser_of(side.cast.clerk(on(LATE)))
    assert browser.post(url("return-file", one.pk)).status_code == 302
    assert Document.objects.about(one).count() == 2
    later = build_demand(one, on(LATE))
    assert "Z kwoty 1\xa0000,00\xa0zł zwrócono już 400,00\xa0zł" in later.demand
    # the first letter is built from what was so on its day
    assert build_demand(one, on(date(2027, 12, 14))).demand == early.demand


def test_the_letter_can_be_edited(side, clerk, browser_of):
    one = found(side)
    returns.demand_return(clerk, one, ACCOUNTS)
    answer = browser_of(clerk).get(url("return-word", one.pk))
    word = Word(BytesIO(answer.content))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "tysiąc złotych 00/100" in said
    assert "art. 60 pkt 1" in said
    again = browser_of(clerk).get(url("return-word", one.pk))
    assert again.content == answer.content
