"""On a phone in Chromium: a two-day training from its plan to certificates, and what it counts."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from mkus_portal.act import WARSAW
from tests.browser.conftest import launch
from tests.browser.looking import violations
from tests.browser.person import AS_ON_A_PHONE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
COORDINATOR, TRAINER = "koordynator@program.example", "doradca.d01@program.example"
OPERATOR = "operator@portal.example"
OURS, THEIRS = "Szkolenie w Prusicach: standard usługi", "Szkolenie w Czernicy: standard usługi"
EWA, ADAM, GUEST = "ewa.wzorcowa@urzad.example", "adam@ngo.example", "gosc@czernica.example"
TODAY = datetime.now(tz=WARSAW).date()
TOMORROW = TODAY + timedelta(days=1)
PHONE = 360
PRINTING = 600  # seconds: the worker first prints what the demonstration has asked for


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="module")
def person(portal):
    """`person(email)` signs in on a phone; without an address it is a visitor's."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield lambda email="": Person(browser, portal, email, **AS_ON_A_PHONE)
        browser.close()


def looks_well(somebody):
    """The page is no wider than the phone, and axe finds nothing."""
    assert somebody.page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert violations(somebody.page) == []


def tick(somebody, name, value):
    """Choose a radio button or a box."""
    somebody.main.locator(f'[name={name}][value="{value}"]').check()


def plan(coordinator, title, unit, **more):
    """Two days from today for the unit, with hours on both; returns the event's address."""
    coordinator.open("/wydarzenia/")
    coordinator.follow("Zaplanuj wydarzenie")
    looks_well(coordinator)
    coordinator.fill(
        kind="office_training",
        title=title,
        starts_on=TODAY.isoformat(),
        ends_on=TOMORROW.isoformat(),
        place="Dom Kultury",
        **more,
    )
    coordinator.main.get_by_label(unit).check()
    coordinator.press("Zapisz plan")
    coordinator.heading(title)
    url = coordinator.page.url
    for number, topic in enumerate(("Zlecanie zadań i model", "Przykład z gminy")):
        with coordinator.page.expect_navigation():
            coordinator.main.get_by_role("link", name="Godziny i temat").nth(number).click()
        coordinator.fill(starts_at="09:00", ends_at="15:00", topic=topic)
        coordinator.press("Zapisz")
    return url


def share_first_day(coordinator, url):
    """The first day of the second event is held with the first event."""
    coordinator.open(url)
    coordinator.follow("Godziny i temat")
    coordinator.main.locator("[name=shares]").select_option(label=f"{OURS} (Dom Kultury)")
    coordinator.press("Zapisz")
    coordinator.reads(f"Wspólnie z: {OURS}")


def announce(coordinator, url):
    """Returns the link of the registration."""
    coordinator.open(url)
    coordinator.follow("Ogłoś i otwórz zapisy")
    coordinator.press("Ogłoś i otwórz zapisy")
    looks_well(coordinator)
    return coordinator.main.locator("a.link-text").first.get_attribute("href")


def register(visitor, link, name, email, sector):
    """Register, and find one's own page in the letter; returns its address."""
    visitor.open(link)
    looks_well(visitor)
    visitor.fill(full_name=name, email=email, comes_from="Instytucja Wzorcowa")
    tick(visitor, "sector", sector)
    visitor.main.locator("[name=agreed]").check()
    visitor.press("Zapisz mnie")
    visitor.heading("Dziękujemy za zapis")
    visitor.open(f"/demo/poczta/?do={email}")
    visitor.follow("Zapis na wydarzenie")
    own = visitor.main.get_by_role("link", name="/moj-zapis/").get_attribute("href")
    visitor.open(re.sub("^.*(?=/moj-zapis/)", "", own))
    visitor.heading("Twój zapis")
    visitor.reads(name, "jeszcze nie zapisana", "Wycofaj zapis")
    looks_well(visitor)
    return visitor.page.url


def code_of(trainer, url, number):
    """The trainer shows the code of a day; returns the path that stands below it."""
    trainer.open(url)
    with trainer.page.expect_navigation():
        trainer.main.get_by_role("link", name="Kod QR").nth(number).click()
    trainer.heading("Zaznacz swoją obecność")
    looks_well(trainer)
    shown = trainer.main.locator("p.link-text").inner_text()
    return re.sub("^.*(?=/obecnosc/)", "", shown.strip())


def come(visitor, code, email):
    """Note one's presence; a second press says the same again."""
    for _ in range(2):
        visitor.open(code)
        visitor.fill(email=email)
        visitor.press("Jestem")
        visitor.heading("Obecność zapisana")
    looks_well(visitor)


def walk_in(visitor, code):
    """Somebody who has not registered writes themselves down, and once more by mistake."""
    for _ in range(2):
        visitor.open(code)
        visitor.main.get_by_text("Nie ma mnie na liście").click()
        looks_well(visitor)
        visitor.fill(full_name="Wanda Przechodnia", sector="ngo", comes_from="Koło Gospodyń")
        visitor.press("Jestem")
        visitor.heading("Obecność zapisana")


def next_day(operator):
    operator.open("/demo/zegar/")
    operator.fill(days="1")
    operator.press("Przesuń czas")


def hold(coordinator, url):
    """Two more came without being on the list; then the event counts."""
    coordinator.open(url)
    coordinator.follow("Wpisz osoby spoza listy")
    coordinator.fill(people_ngo="2")
    looks_well(coordinator)
    coordinator.press("Zapisz")
    coordinator.follow("Wydarzenie się odbyło")
    coordinator.press("Wydarzenie się odbyło")
    coordinator.reads("Wydarzenie jest zamknięte i liczy się w programie.")
    looks_well(coordinator)


def printed(somebody, name, count=1):
    """The text of the newest PDF once the worker has printed as many."""
    link = somebody.main.get_by_role("link", name=name)
    for _ in range(PRINTING):
        if link.count() >= count:
            pages = PdfReader(BytesIO(somebody.download(name))).pages
            return " ".join(" ".join(page.extract_text() for page in pages).split())
        somebody.page.wait_for_timeout(1000)
        somebody.page.reload()
    raise AssertionError(somebody.main.inner_text())


def attendance(coordinator, url):
    """The list as PDF and as a sheet."""
    coordinator.open(url)
    coordinator.press("Utwórz: Lista obecności")
    text = printed(coordinator, re.compile("^Pobierz PDF"))
    for words in ("Lista obecności", "Ewa Wzorcowa", "Adam Nieobecny", "Wanda Przechodnia"):
        assert words in text, words
    assert "Gość" not in text
    coordinator.open(url)
    coordinator.follow("Lista uczestników")
    looks_well(coordinator)
    rows = list(load_workbook(BytesIO(coordinator.download("XLSX"))).active.values)
    found = {row[0]: row[-1] for row in rows[1:]}
    assert set(found) == {"Ewa Wzorcowa", "Adam Nieobecny", "Wanda Przechodnia"}
    assert found["Ewa Wzorcowa"].count(str(TODAY.year)) == 2
    assert found["Adam Nieobecny"] in {"–", None}


def certify(coordinator, url, visitor, own):
    """Only who was there on both days gets a certificate, on their own page."""
    coordinator.open(url)
    coordinator.follow("Lista uczestników")
    coordinator.follow("Wystaw zaświadczenia")
    coordinator.reads("co najmniej 2 dni", "teraz 1 z 3")
    looks_well(coordinator)
    coordinator.press("Wystaw zaświadczenia")
    coordinator.reads("Zlecono 1 zaświadczenie.")
    visitor.open(own)
    text = printed(visitor, "Pobierz zaświadczenie (PDF)")
    assert "Ewa Wzorcowa" in text
    assert OURS in text
    assert "12 h" in text


def evaluate(coordinator, url, visitor, own):
    """The survey of the ready questions is opened, answered by its link, and counted."""
    coordinator.open(url)
    coordinator.follow("Przygotuj ankietę")
    coordinator.press("Przygotuj ankietę")
    coordinator.follow("Zmień podstawy")
    coordinator.fill(contact="Biuro programu", privacy_note="Ankieta nie pyta o dane osobowe.")
    coordinator.press("Zapisz")
    coordinator.follow("Otwórz badanie")
    coordinator.press("Otwórz badanie")
    survey = coordinator.page.url
    looks_well(coordinator)
    visitor.open(own)
    visitor.follow("Oceń wydarzenie w ankiecie")
    looks_well(visitor)
    visitor.main.locator("input[type=radio]").first.check()
    visitor.press("Wyślij odpowiedzi")
    visitor.heading("Dziękujemy za odpowiedź")
    coordinator.open(survey)
    coordinator.reads("Wpłynęło: 1")


def report(coordinator, url):
    """Its figures are those of the page: two of the list, two by hand."""
    coordinator.open(url)
    coordinator.press("Utwórz: Sprawozdanie z wydarzenia")
    text = printed(coordinator, re.compile("^Pobierz PDF"), 2)
    assert "Sprawozdanie z wydarzenia" in text
    assert "razem 2 2 4" in text
    looks_well(coordinator)


def indicators(coordinator):
    """Every indicator by its name, as it stands tomorrow."""
    coordinator.open("/wskazniki/")
    coordinator.open(f"{coordinator.page.url}?na={TOMORROW.isoformat()}")
    rows = coordinator.main.locator("table tbody tr").all()
    return {one.locator("th").inner_text(): one.locator("td").first.inner_text() for one in rows}


def test_a_two_day_training_on_a_phone(person):
    coordinator, trainer, operator = person(COORDINATOR), person(TRAINER), person(OPERATOR)
    ewa, adam, guest, passer_by = (person() for _ in range(4))
    before = indicators(coordinator)
    ours = plan(coordinator, OURS, "Gmina Prusice", days_required="2")
    theirs = plan(coordinator, THEIRS, "Gmina Czernica")
    share_first_day(coordinator, theirs)
    link, other_link = announce(coordinator, ours), announce(coordinator, theirs)
    own = register(ewa, link, "Ewa Wzorcowa", EWA, "office")
    register(adam, link, "Adam Nieobecny", ADAM, "ngo")
    register(guest, other_link, "Gość z Czernicy", GUEST, "office")

    code = code_of(trainer, ours, 0)
    come(ewa, code, EWA)
    come(guest, code, GUEST)
    walk_in(passer_by, code)
    next_day(operator)
    passer_by.open(code)
    passer_by.reads("jest za późno")
    come(ewa, code_of(trainer, ours, 1), EWA)

    hold(coordinator, ours)
    attendance(coordinator, ours)
    certify(coordinator, ours, ewa, own)
    evaluate(coordinator, ours, ewa, own)
    report(coordinator, ours)
    coordinator.open(theirs)
    coordinator.reads("Gmina Czernica")
    after = indicators(coordinator)
    moved = {name: (before[name], said) for name, said in after.items() if before[name] != said}
    assert moved == {"Dwudniowe szkolenia dla urzędów": ("1 szt.", "2 szt.")}
    looks_well(coordinator)
    coordinator.follow("Dwudniowe szkolenia dla urzędów")
    coordinator.reads(OURS)
    looks_well(coordinator)
