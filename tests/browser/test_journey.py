"""The main job in Chromium, on the portal as `make run` starts it, with the demonstration."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

from mkus_portal.act import WARSAW
from tests.browser.conftest import launch
from tests.browser.person import AS_ON_A_PHONE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
CLERK, MAYOR = "pracownik@prusice.example", "burmistrz@prusice.example"
MANY_HATS, EDITOR = "wiele.rol@portal.example", "redaktor@droga.example"
PRESIDENT, TREASURER = "prezes@droga.example", "skarbnik@droga.example"
ADVISER, OPERATOR = "doradca.d01@program.example", "operator@portal.example"
FOUNDATION = "Fundacja Dobre Sąsiedztwo"
BIG_CALL = "Otwarty konkurs ofert na realizację zadań publicznych gminy"
PRINTING = 300  # seconds
CALL, TASK, OFFER = "Kino plenerowe w sołectwach", "Pokazy filmów", "Kino pod lipą"
VISIT = "Ocena ofert krok po kroku"
OPEN_DAYS, LATER = 24, 31
TODAY = datetime.now(tz=WARSAW).date()
DEADLINE = TODAY + timedelta(days=OPEN_DAYS)
YEAR = DEADLINE.year + 1


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def person(browser, portal):
    """`person(email)` signs in; without an address it is a visitor."""
    people = []

    def enter(email="", **how):
        people.append(Person(browser, portal, email, **how))
        return people[-1]

    yield enter
    for one in people:
        one.context.close()


@pytest.fixture
def operator(person):
    """Moves the clock in a test, and back after it."""
    operator = person(OPERATOR)
    yield operator
    operator.open("/demo/zegar/")
    operator.press("Wróć do prawdziwego czasu")
    operator.reads("Portal pokazuje znowu prawdziwy czas.")


def text_of(pdf):
    assert pdf.startswith(b"%PDF")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def move_clock(operator, days):
    operator.open("/demo/zegar/")
    operator.fill(days=str(days))
    operator.press("Przesuń czas")
    operator.reads("Czas portalu jest przesunięty")


def draft_call(clerk):
    clerk.open("/urzad/konkursy/")
    clerk.follow("Nowy konkurs")
    clerk.fill(
        title=CALL,
        year=str(YEAR),
        deadline_at=f"{DEADLINE}T12:00:00",
        decision_on=str(DEADLINE + timedelta(days=10)),
        realization_from=str(date(YEAR, 2, 1)),
        realization_to=str(date(YEAR, 11, 30)),
        forms="support",
    )
    clerk.press("Zapisz i dodaj zadania")
    clerk.follow("Dodaj zadanie")
    clerk.fill(title=TASK, pool="12 000,50")
    clerk.main.get_by_label("kultura, sztuka").check()
    clerk.press("Dodaj zadanie")
    clerk.reads(TASK, "12 000,50 zł")
    clerk.follow("Dalej: kryteria")
    clerk.follow("Dodaj kryterium")
    clerk.fill(label="Doświadczenie", statutory="1", max_points="20")
    clerk.press("Dodaj kryterium")
    clerk.follow("Dalej: zadania")
    clerk.follow("Dalej: treść")
    clerk.fill(
        award_rules="Dotację otrzyma oferta z największą liczbą punktów.",
        conditions="Pokazy są dostępne dla osób ze szczególnymi potrzebami.",
    )
    clerk.main.locator("[name=first_time]").check()
    clerk.press("Zapisz i sprawdź")
    clerk.reads("Opisz tryb wyboru ofert.")
    clerk.follow("Opisz tryb wyboru ofert.")
    clerk.fill(selection_rules="Oferty ocenia komisja konkursowa.")
    clerk.press("Zapisz i sprawdź")
    clerk.reads("Ogłoszenie ma wszystkie siedem elementów.")
    clerk.follow("Przekaż do zatwierdzenia")
    clerk.press("Przekaż do zatwierdzenia")
    return clerk.page.url


def approve_call(mayor):
    mayor.open("/biurko/")
    mayor.follow(f"Zatwierdź ogłoszenie konkursu „{CALL}”")
    mayor.follow("Zatwierdź")
    mayor.fill(act_number="OR.0050.200", act_date=str(TODAY), signatory="Aneta Szczera, burmistrz")
    mayor.press("Zatwierdź")
    mayor.reads("zatwierdzony, czeka na publikację")


def publish_call(clerk, call):
    now = datetime.now(tz=WARSAW).strftime("%Y-%m-%dT%H:%M:00")
    for place in ("bip", "board", "website"):
        clerk.open(call)
        clerk.follow("Wpisz publikację")
        clerk.fill(place=place, published_at=now, evidence="Notatka w sprawie OR.524.")
        clerk.press("Zapisz publikację")
    clerk.open(call)
    clerk.reads("Strona publiczna konkursu", "Gdzie i kiedy ogłoszono")


TEXTS = {
    "II": {
        "II.2.name": "Hanna Wielozadaniowa",
        "II.2.phone": "600 100 200",
        "II.2.email": "h@example.pl",
    },
    "III": {
        "III.1": OFFER,
        "III.2.from": str(date(YEAR, 2, 1)),
        "III.2.to": str(date(YEAR, 11, 30)),
        "III.3": "Osiem pokazów w świetlicach i pod lipą.",
        "actions:*:name": "Pokazy",
        "actions:*:description": "Raz w miesiącu",
        "actions:*:target_group": "mieszkańcy",
        "actions:*:schedule": "luty–listopad",
        "actions:*:outside": "nie dotyczy",
        "III.5.1": "Osiem pokazów.",
        "III.5.2": "Sąsiedzi się znają.",
        "III.5.3": "Pokazy potrwają dalej.",
        "results:*:name": "Widzowie",
        "results:*:target_value": "200 osób",
        "results:*:monitoring_method": "listy obecności",
    },
    "V": {
        "costs:*:kind": "Koszty realizacji działań",
        "costs:*:action": "Pokazy",
        "costs:*:name": "Projekcja",
        "costs:*:unit": "pokaz",
        "costs:*:unit_cost": "1000,00",
        "costs:*:quantity": "8",
        "funding:*:grant": "7000",
        "funding:*:own_financial": "1000",
    },
    "VI": {"VI.1": "unpaid"},
    "VII": {"VII.3": "no", "VII.4": "no", "VII.5": "krs"},
}


def write_offer(writer, public_address):
    writer.open(public_address)
    writer.follow("Złóż ofertę")
    writer.press("Zacznij ofertę")
    writer.open(re.sub(r"czesc/.*", "", writer.page.url))
    offer = writer.page.url
    for section, places in TEXTS.items():
        writer.open(f"{offer}czesc/{section}/")
        writer.write(places)
    writer.open(f"{offer}czesc/V/")
    writer.reads("Źródła finansowania równają się kosztom.", "8 000,00 zł")
    return offer


def send_offer(signatory, offer):
    signatory.open(f"{offer}zlozenie/")
    signatory.reads("IV.1")
    expect(signatory.main.get_by_role("button", name="Podpisz i złóż")).to_be_disabled()
    signatory.follow(re.compile("^IV.1"))
    signatory.write({"IV.1": "Od 2017 roku prowadzimy ogród.", "IV.2": "Rzutnik i ekran."})
    signatory.open(f"{offer}zlozenie/")
    signatory.reads("Niczego nie brakuje.")
    signatory.press("Podpisz i złóż ofertę")
    signatory.heading("Potwierdzenie złożenia oferty")
    number = re.search(r"O/\d{4}/\d{5}", signatory.main.inner_text())[0]
    digest = re.search(r"(?:[0-9a-f]{4}\s){15}[0-9a-f]{4}", signatory.main.inner_text())[0]
    return number, digest


def printed(reader, name):
    """The worker's file: the page is opened anew until the link is there.

    Before it the worker prints what the demonstration has asked for, some hundred and forty files.
    """
    for _ in range(PRINTING):
        link = reader.main.get_by_role("link", name=name).first
        if link.count():
            return text_of(reader.download(name))
        reader.page.wait_for_timeout(1000)
        reader.page.reload()
    raise AssertionError(reader.main.inner_text())


def log_visit(adviser):
    adviser.open("/moje-jednostki/")
    adviser.follow("Zapisz konsultację : Gmina Prusice")
    adviser.fill(
        started_at="10:00",
        hours="1.5",
        form="visit",
        subject=VISIT,
        findings="Komisja oceni oferty na dwóch spotkaniach.",
        people_office="3",
        people_ngo="0",
    )
    adviser.page.locator("summary", has_text="Następne kroki").click()
    adviser.main.get_by_label("Co trzeba zrobić").first.fill("Powołać komisję.")
    width = adviser.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    adviser.press("Zapisz i wyślij do uzgodnienia")
    adviser.reads(VISIT, "czeka na uzgodnienie")


def check_receipt(visitor, number, digest):
    """Anybody learns that the document is the portal's, and that a changed digest is not."""
    visitor.open("/sprawdz/")
    visitor.fill(skrot=digest)
    visitor.press("Sprawdź")
    visitor.reads("Dokument jest prawdziwy", number)
    visitor.fill(skrot=digest[:-1] + ("0" if digest[-1] != "0" else "1"))
    visitor.press("Sprawdź")
    visitor.reads("Nie znaleźliśmy takiego dokumentu")


def agree_visit(clerk):
    clerk.open("/biurko/")
    clerk.follow(re.compile(f"Uzgodnij konsultację .*{VISIT}"))
    clerk.follow("Uzgadniam")
    clerk.press("Uzgadniam")
    clerk.reads(VISIT, "Notatka")


def month_of(adviser):
    """The text of the adviser's month, printed by the worker."""
    adviser.open("/moj-miesiac/")
    adviser.reads(VISIT, "uzgodniona")
    assert "wersja robocza" not in adviser.main.inner_text()
    adviser.press("Utwórz PDF miesiąca")
    return printed(adviser, re.compile("^Pobierz PDF"))


def test_the_main_job(person, operator):
    clerk, visitor = person(CLERK), person()
    call = draft_call(clerk)
    visitor.open("/konkursy/")
    expect(visitor.main.get_by_role("link", name=CALL)).to_have_count(0)
    approve_call(person(MAYOR))
    publish_call(clerk, call)
    visitor.open("/konkursy/")
    visitor.follow(CALL)
    visitor.heading(CALL)
    announced = visitor.page.url

    move_clock(operator, 3)
    visitor.page.reload()
    expect(visitor.page.get_by_role("region", name="Demonstracja")).to_contain_text("3 dni")

    writer = person(MANY_HATS)
    offer = write_offer(writer, announced)
    writer.wear(f"Osoba reprezentująca – {FOUNDATION}")
    number, digest = send_offer(writer, offer)
    assert number in printed(writer, re.compile("Pobierz PDF.*Potwierdzenie"))
    check_receipt(visitor, number, digest)

    clerk.open(call)
    clerk.reads("Złożone oferty (1)", number)
    assert FOUNDATION not in clerk.main.inner_text()
    move_clock(operator, LATER)
    clerk.open(call)
    clerk.reads(FOUNDATION, "7 000,00 zł")
    clerk.follow(number)
    clerk.reads(OFFER, "Osiem pokazów w świetlicach i pod lipą.")

    adviser = person(ADVISER, **AS_ON_A_PHONE)
    log_visit(adviser)
    agree_visit(clerk)
    month = month_of(adviser)
    assert VISIT in month
    assert "Alina Próbna" in month
    assert "1,5" in month


def test_hats_are_switched_where_everybody_sees_it(person):
    hanna = person(MANY_HATS)
    hanna.wear("Redaktor ofert – Koło Gospodyń Wiejskich Kalina")
    hanna.open("/organizacje/moja/")
    hanna.heading("Koło Gospodyń Wiejskich Kalina")
    hanna.wear(f"Administrator organizacji – {FOUNDATION}")
    hanna.open("/organizacje/moja/")
    hanna.heading(FOUNDATION)


def press_until(page, selector):
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(selector)


def test_an_offer_is_signed_and_sent_by_keyboard_alone(person, portal):
    treasurer = person()
    page = treasurer.page
    treasurer.open("/konto/login/")
    press_until(page, "[name=login]")
    page.keyboard.type(TREASURER)
    press_until(page, "[name=password]")
    page.keyboard.type(portal.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/biurko/")
    press_until(page, "main a[href$='/zlozenie/']")
    page.keyboard.press("Enter")
    treasurer.heading("Podpis i złożenie oferty")
    press_until(page, "main button.btn-primary")
    page.keyboard.press("Enter")
    treasurer.heading("Potwierdzenie złożenia oferty")
    assert re.search(r"O/\d{4}/\d{5}", treasurer.main.inner_text())


def cell(person, table, name):
    """The last row's cell of a table in a long form."""
    return person.main.locator(f"[data-place^='{table}:'][data-place$=':{name}']").last


def test_without_javascript_an_offer_is_written_signed_and_sent(person):
    editor = person(EDITOR, java_script_enabled=False)
    editor.open("/oferty/")
    editor.follow("Kolędowanie podwórkowe")
    offer = editor.page.url
    editor.reads("III.5.1", "IV.1", "V.A: wpisz koszty zadania")

    editor.open(f"{offer}czesc/III/")
    editor.main.locator("[name='III.5.1']").fill("Dwanaście spotkań.")
    rows = editor.main.locator("[data-place^='actions:'][data-place$=':name']")
    before = rows.count()
    editor.main.locator("button[value^='add:actions']").click()
    expect(rows).to_have_count(before + 1)
    assert editor.main.locator("[name='III.5.1']").input_value() == "Dwanaście spotkań."
    editor.main.locator("button[value^='remove:actions']").last.click()
    expect(rows).to_have_count(before)
    editor.open(f"{offer}czesc/IV/")
    editor.main.locator("[name='IV.1']").fill("Kolędujemy od 2012 roku.")
    editor.press("Zapisz i dalej")

    editor.open(f"{offer}czesc/V/")
    if not cell(editor, "costs", "name").count():
        editor.main.locator("button[value^='add:costs']").click()
    cell(editor, "costs", "kind").select_option("action")
    cell(editor, "costs", "action").select_option(index=1)
    for name, text in {
        "name": "Śpiewnik",
        "unit": "sztuka",
        "unit_cost": "25",
        "quantity": "40",
    }.items():
        cell(editor, "costs", name).fill(text)
    cell(editor, "funding", "grant").fill("900")
    cell(editor, "funding", "own_financial").fill("100")
    editor.press("Zapisz i dalej")
    editor.open(offer)
    editor.reads("Niczego nie brakuje.")

    for email in (PRESIDENT, TREASURER):
        signatory = person(email, java_script_enabled=False)
        signatory.open(f"{offer}zlozenie/")
        signatory.press("Podpisz i złóż ofertę")
    signatory.heading("Potwierdzenie złożenia oferty")
    editor.open(offer)
    assert re.search(r"O/\d{4}/\d{5}", editor.main.inner_text())
