"""On a phone in Chromium: an expertise from the adviser's order to the PDF in the unit's hands."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

from mkus_portal.act import WARSAW
from tests.browser.conftest import launch
from tests.browser.person import AS_ON_A_PHONE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
ADVISER, EXPERT = "doradca.d01@program.example", "ekspert.e02@program.example"
COORDINATOR, OFFICE = "koordynator@program.example", "koordynator@prusice.example"
TITLE = "Standard zajęć ruchowych w klubie seniora"
FIRST, SECOND = "Ile osób w grupie?", "Jakie kwalifikacje prowadzących?"
ANSWERS = ("Najwyżej dwanaście osób.", "Kurs instruktora i pierwsza pomoc.")
TERM = datetime.now(tz=WARSAW).date() + timedelta(days=20)
PHONE = 360
PRINTING = 600  # seconds: the worker first prints what the demonstration has asked for


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


def fits(somebody):
    """The page is no wider than the phone."""
    assert somebody.page.evaluate("document.documentElement.scrollWidth") <= PHONE


def order(adviser):
    """From the unit's page; returns the expertise's address."""
    adviser.open("/moje-jednostki/")
    adviser.follow("Gmina Prusice")
    adviser.reads("Wykorzystano 3 z 5")
    adviser.follow("Zamów ekspertyzę")
    fits(adviser)
    adviser.fill(
        kind="task_standard",
        title=TITLE,
        questions=f"{FIRST}\n{SECOND}",
        background="Zajęcia prowadzi dziś jedna osoba.",
    )
    adviser.press("Zamów ekspertyzę")
    adviser.heading(TITLE)
    adviser.reads("zamówiona", f"1. {FIRST}", f"2. {SECOND}")
    fits(adviser)
    return adviser.page.url


def assign(coordinator):
    """The duty leads to the order, the order to the choice of the expert."""
    coordinator.open("/biurko/")
    coordinator.follow(re.compile(f"Przydziel ekspertowi: {TITLE}"))
    coordinator.follow("Przydziel ekspertowi")
    fits(coordinator)
    coordinator.main.locator("[name=expert]").select_option(label="Kacper Umowny")
    coordinator.fill(due_on=TERM.isoformat())
    coordinator.press("Przydziel ekspertowi")
    coordinator.reads("Przydzielono eksperta.", "Kacper Umowny")


def answer_and_deliver(expert):
    """Each answer says by itself that it is saved; the expertise is handed over from its page."""
    expert.open("/biurko/")
    expert.follow(re.compile(f"Przygotuj ekspertyzę: {TITLE}"))
    expert.follow("Pisz odpowiedzi")
    fields = expert.main.locator("textarea[data-place]")
    for number, text in enumerate(ANSWERS):
        fields.nth(number).fill(text)
        fields.nth(number).blur()
        place = fields.nth(number).get_attribute("data-place")
        saved = expert.page.locator(f'[data-saved="{place}"]')
        expect(saved).to_have_text(re.compile("^Zapisano "))
    expert.reads("Odpowiedzi: 2 z 2.")
    fits(expert)
    expert.press("Zapisz i wróć do ekspertyzy")
    expert.reads("w opracowaniu")
    expert.follow("Oddaj ekspertyzę")
    expert.press("Oddaj ekspertyzę")
    expert.reads("Oddano ekspertyzę.", ANSWERS[1])
    fits(expert)


def accept(coordinator):
    coordinator.open("/biurko/")
    coordinator.follow(re.compile(f"Przyjmij ekspertyzę.*{TITLE}"))
    coordinator.reads(*ANSWERS)
    coordinator.follow("Przyjmij ekspertyzę")
    coordinator.press("Przyjmij ekspertyzę")
    coordinator.reads("Ekspertyza jest przyjęta.")


def printed(reader):
    """The text of the PDF; the worker first prints what the demonstration has asked for."""
    name = re.compile("^Pobierz PDF")
    for _ in range(PRINTING):
        if reader.main.get_by_role("link", name=name).count():
            pages = PdfReader(BytesIO(reader.download(name))).pages
            return " ".join(" ".join(page.extract_text() for page in pages).split())
        reader.page.wait_for_timeout(1000)
        reader.page.reload()
    raise AssertionError(reader.main.inner_text())


def test_an_expertise_on_a_phone(person):
    adviser, coordinator = person(ADVISER), person(COORDINATOR)
    expert, office = person(EXPERT), person(OFFICE)
    url = order(adviser)
    assert expert.page.goto(url).status == 404
    assign(coordinator)
    office.open(url)
    office.reads(FIRST, "Odpowiedzi widać, gdy ekspert odda ekspertyzę.")
    answer_and_deliver(expert)
    office.page.reload()
    office.reads(*ANSWERS)
    accept(coordinator)
    office.page.reload()
    office.reads("przyjęta")
    text = printed(office)
    for words in (TITLE, FIRST, *ANSWERS, "Kacper Umowny", "doradca jednostki Gmina Prusice"):
        assert words in text, words
