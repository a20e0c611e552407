"""On a phone in Chromium: a visit written without a signal, agreed to, its step, its correction."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect, sync_playwright

from mkus_portal.act import WARSAW
from tests.browser.conftest import launch
from tests.browser.looking import violations
from tests.browser.person import AS_ON_A_PHONE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
ADVISER, OTHER = "doradca.d01@program.example", "doradca.d02@program.example"
OFFICE = "koordynator@prusice.example"
SUBJECT = "Łączenie dwóch świetlic"
FINDINGS = "Urząd policzy koszty obu miejsc. Standard powstanie wspólnie z organizacjami."
STEP = "Policzyć koszty obu świetlic"
TERM = datetime.now(tz=WARSAW).date() + timedelta(days=14)
REASON = "Spotkanie trwało pół godziny krócej."
PHONE = 360
KEPT = re.compile(r"^Szkic zapisany w tym urządzeniu o \d\d:\d\d$")
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('mkus-entry:'))"


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="module")
def person(portal):
    """`person(email)` signs in on a phone."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield lambda email: Person(browser, portal, email, **AS_ON_A_PHONE)
        browser.close()


def looks_right(somebody):
    """The page is no wider than the phone, and axe finds nothing."""
    assert somebody.page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert violations(somebody.page) == []


def line(somebody):
    """What the form says of its draft."""
    return somebody.page.locator("[data-kept-line]")


def stored(somebody):
    """How many drafts the device keeps."""
    return len(somebody.page.evaluate(STORED))


def begin(adviser):
    """From the list of units, in the unit of Prusice; typed as after a visit."""
    adviser.open("/moje-jednostki/")
    adviser.follow("Nowa konsultacja")
    if "Prusice" not in adviser.main.inner_text().split("Inna jednostka")[0]:
        adviser.main.get_by_text("Inna jednostka").click()
        adviser.follow(re.compile("Prusice"))
    looks_right(adviser)
    adviser.fill(hours="2,5", subject=SUBJECT, findings=FINDINGS, people_office="3")
    adviser.main.get_by_text("Dojazd, porządek spotkania").click()
    adviser.fill(travel_km="64", travel_minutes="70", agenda="Koszty; standard")
    expect(line(adviser)).to_have_text(KEPT)


def add_step(adviser, number):
    """A row more than the three that are there, without a page from the portal."""
    adviser.main.get_by_text("Następne kroki", exact=True).click()
    adviser.main.get_by_role("button", name="Dodaj kolejny krok").click()
    expect(adviser.main.locator("[name=krok-3-sentence]")).to_be_focused()
    adviser.fill(**{f"krok-{number}-sentence": STEP, f"krok-{number}-due": TERM.isoformat()})


def without_a_signal(adviser):
    """The entry is not sent, nothing is lost, and it is said."""
    adviser.context.set_offline(True)
    add_step(adviser, 3)
    adviser.main.get_by_role("button", name="Zapisz i wyślij do uzgodnienia").click()
    expect(line(adviser)).to_contain_text("Brak połączenia: wpisu nie wysłano.")
    assert adviser.main.locator("[name=findings]").input_value() == FINDINGS
    looks_right(adviser)
    adviser.context.set_offline(False)


def after_a_reload(adviser):
    """The form comes empty and offers what was typed, the added row too."""
    adviser.page.reload()
    assert adviser.main.locator("[name=subject]").input_value() == ""
    adviser.reads("W tym urządzeniu jest niewysłany szkic")
    looks_right(adviser)
    adviser.main.get_by_role("button", name="Przywróć szkic").click()
    for name, text in (("subject", SUBJECT), ("travel_km", "64"), ("krok-3-sentence", STEP)):
        assert adviser.main.locator(f"[name={name}]").input_value() == text, name


def agree(office):
    """The duty leads to the entry, the entry to the question."""
    office.open("/biurko/")
    office.follow(re.compile(f"Uzgodnij konsultację.*{SUBJECT}"))
    office.reads("2,5 h", "64 km, 1 h 10 min", FINDINGS, STEP)
    looks_right(office)
    office.follow("Uzgadniam")
    office.press("Uzgadniam")
    office.reads("Konsultacja jest uzgodniona.")
    office.open("/biurko/")
    office.reads(STEP)


def correct(adviser, office, url):
    """Asked for with a reason; the old figures hold until the office agrees."""
    adviser.open(url)
    adviser.follow("Zaproponuj poprawkę")
    looks_right(adviser)
    adviser.fill(reason=REASON, hours="2")
    adviser.press("Wyślij poprawkę do uzgodnienia")
    adviser.reads("Poprawka czeka na uzgodnienie", REASON, "Proponowane")
    expect(adviser.main.locator("dl.facts").first).to_contain_text("2,5 h")
    looks_right(adviser)
    office.open("/biurko/")
    office.follow(re.compile(f"Uzgodnij poprawkę.*{SUBJECT}"))
    office.follow("Uzgadniam poprawkę")
    looks_right(office)
    office.press("Uzgadniam poprawkę")
    office.reads("Poprawka jest uzgodniona.", "Przed poprawką", "Po poprawce", REASON)
    facts = office.main.locator("dl.facts").first
    expect(facts).to_contain_text("2 h")
    expect(facts).not_to_contain_text("2,5 h")
    looks_right(office)


def test_a_visit_on_a_phone(person):
    adviser, office = person(ADVISER), person(OFFICE)
    begin(adviser)
    without_a_signal(adviser)
    after_a_reload(adviser)
    adviser.press("Zapisz i wyślij do uzgodnienia")
    adviser.reads("Zapisano i wysłano do uzgodnienia.", SUBJECT)
    url = adviser.page.url
    assert "#" not in url
    assert stored(adviser) == 0
    looks_right(adviser)
    agree(office)
    correct(adviser, office, url)
    assert stored(adviser) == 0


def test_a_draft_is_its_authors_and_gone_after_signing_out(portal, person):
    adviser = person(ADVISER)
    adviser.open("/moje-jednostki/")
    adviser.follow("Nowa konsultacja")
    form = adviser.page.url
    adviser.fill(subject="Niewysłane")
    expect(line(adviser)).to_have_text(KEPT)
    adviser.context.clear_cookies()
    page = portal.sign_in(adviser.context, OTHER)
    page.goto(portal.address + "/moje-jednostki/")
    with page.expect_navigation():
        page.get_by_role("link", name="Nowa konsultacja").click()
    expect(page.locator("[data-kept-offer]")).to_be_hidden()
    assert page.locator("[name=subject]").input_value() == ""
    adviser.context.clear_cookies()
    again = portal.sign_in(adviser.context, ADVISER)
    again.goto(form)
    expect(again.locator("[data-kept-offer]")).to_be_visible()
    with again.expect_navigation():
        again.get_by_role("button", name="Wyloguj się").click()
    assert again.evaluate(STORED) == []
