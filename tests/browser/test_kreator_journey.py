"""In Chromium on the demonstration: an analysis from its first answer to the report as PDF."""

from io import BytesIO

import pytest
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

from tests.browser.conftest import launch
from tests.browser.person import AS_ON_A_PHONE, PATIENCE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
CLERK = "pracownik@prusice.example"
ADVISER, EDITOR = "doradca.d01@program.example", "redaktor@droga.example"
TITLE, TASK = "Zajęcia ruchowe dla seniorów", "Zajęcia ruchowe w trzech sołectwach"
CODES = tuple(f"S{number:02}" for number in range(1, 11))
CLOSE = "Zamknij analizę i utwórz raport"
SEALED = "Oceny są zakryte, dopóki zespół się nie spotka."
PRINTING = 120_000


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="module")
def person(portal):
    """`person(email)` signs in."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield lambda email, **how: Person(browser, portal, email, **how)
        browser.close()


def text_for(field):
    """What somebody would write into an input, by its kind and column."""
    place = field.get_attribute("data-place")
    if field.get_attribute("type") == "date":
        return "2027-10-01" if place.endswith(":end") else "2027-03-01"
    if field.get_attribute("inputmode") == "decimal":
        return "100" if place.endswith(":weight") else "12"
    return "Zajęcia dwa razy w tygodniu, blisko domu."


def answer_page(clerk):
    """Answer each input of the page, the first choice of each list, and save."""
    for field in clerk.main.locator("textarea[data-place], input[data-place]").all():
        if field.get_attribute("type") == "radio":
            continue
        if field.get_attribute("type") != "checkbox":
            field.fill(text_for(field))
    for box in clerk.main.locator("fieldset:has(> .form-check > input[type=radio])").all():
        box.locator("input[type=radio]").first.check()
    for box in clerk.main.locator("select[data-place]").all():
        if box.locator("option").count() > 1:
            box.select_option(index=1)
    clerk.press("Zapisz")


def answer_stages(clerk):
    """All steps in turn, each led to by the one before."""
    clerk.open("/analizy/nowa/")
    clerk.main.locator("[name=title]").fill(TITLE)
    clerk.main.locator("[name=task_name]").fill(TASK)
    clerk.main.locator("[name=commissioning_type][value=service]").check()
    clerk.press("Rozpocznij analizę")
    address = clerk.page.url.partition("/etap-")[0] + "/"
    while True:
        answer_page(clerk)
        following = clerk.main.get_by_role("link", name="Dalej:")
        if not following.count():
            return address
        clerk.follow("Dalej:")


def write_costs(clerk, address):
    """Typical lines of both states get their quantities and prices; the result follows."""
    clerk.open(f"{address}efektywnosc-ekonomiczna/")
    for table in ("present_costs", "future_costs"):
        with clerk.page.expect_navigation():
            clerk.main.locator(f"button[value='typical:{table}:0']").click()
    for table, price in (("present_costs", "1500"), ("future_costs", "900")):
        for cell, text in (("quantity", "12"), ("unit_cost", price)):
            for field in clerk.main.locator(
                f"[data-place^='{table}:'][data-place$=':{cell}']"
            ).all():
                field.fill(text)
    clerk.write(
        {"eco.service_unit": "godzina", "eco.units_before": "600", "eco.units_after": "700"}
    )
    clerk.press("Zapisz")
    expect(clerk.page.locator("#eco-headline")).to_contain_text("WE")


def invite(clerk, address, email, side):
    clerk.open(f"{address}efektywnosc-spoleczna/")
    clerk.follow("Zaproś osobę z kontem")
    clerk.fill(email=email, perspective=side)
    clerk.press("Zaproś osobę do oceny")
    clerk.reads("Zaproszenie wysłane.")


def fits(somebody):
    """No page is wider than the phone."""
    width = somebody.page.evaluate("document.documentElement.scrollWidth")
    assert width <= AS_ON_A_PHONE["viewport"]["width"]


def score(assessor, marks):
    """Alone, on a phone: the button comes with the first score, nobody reloads the page."""
    assessor.open("/biurko/")
    assessor.follow(f"Oceń efektywność społeczną zmiany: {TASK}")
    fits(assessor)
    send = assessor.page.locator("#card-send")
    expect(send).to_contain_text("Oceń co najmniej jedno kryterium")
    for code in CODES:
        for side, mark in zip(("before", "after"), marks, strict=True):
            assessor.page.locator(f"[data-place='{code}.{side}']").select_option(mark)
    saved = assessor.page.locator("[data-saved].is-done")
    expect(saved).to_have_count(2 * len(CODES), timeout=PATIENCE)
    expect(send).not_to_contain_text("Bez pełnej oceny", timeout=PATIENCE)
    assessor.press("Wyślij ocenę")
    assessor.reads("Wspólny wynik zobaczysz po spotkaniu zespołu.")
    fits(assessor)


def meet(clerk, address):
    """The meeting opens the result; then the clerk says what the scores rest on."""
    clerk.open(f"{address}efektywnosc-spoleczna/")
    clerk.reads("Wszystkie karty są wysłane", SEALED)
    expect(clerk.main).not_to_contain_text("pkt")
    clerk.press("Zespół się spotkał: odkryj oceny")
    clerk.reads("Zgodność ocen", "ΔSE")
    for code in CODES:
        clerk.page.locator(f"[data-place='soc.{code}.evidence']").select_option(index=1)
    clerk.press("Zapisz")


def close(clerk, address):
    """Nothing is missing: the preview is read, the analysis closed, the report printed."""
    clerk.open(address)
    clerk.reads("Możesz zamknąć analizę", "Rekomendacja", "(ta analiza)")
    clerk.follow("Podgląd raportu")
    clerk.reads(TASK, "6. Efektywność społeczna", "ΔSE", "7. Wnioski i rekomendacja")
    clerk.open(address)
    clerk.follow(CLOSE)
    clerk.press(CLOSE)
    clerk.reads("Analiza jest zamknięta.")
    pdf = clerk.main.get_by_role("link", name="Pobierz PDF")
    expect(pdf).to_be_visible(timeout=PRINTING)


def test_an_analysis_of_a_service_from_the_first_answer_to_the_report(person):
    clerk = person(CLERK)
    assessors = {mail: person(mail, **AS_ON_A_PHONE) for mail in (ADVISER, EDITOR)}
    address = answer_stages(clerk)
    write_costs(clerk, address)
    invite(clerk, address, ADVISER, "expert")
    invite(clerk, address, EDITOR, "organisation")
    score(assessors[ADVISER], ("2", "4"))
    clerk.open(f"{address}podglad/")
    clerk.reads(SEALED, "Wysłane karty: 1 z 2", "Czekamy na stronę: organizacja")
    score(assessors[EDITOR], ("3", "4"))
    meet(clerk, address)
    for assessor in assessors.values():
        assessor.page.reload()
        assessor.follow("Zobacz wspólny wynik")
        assessor.reads("2,50", "4,00", "Zgodność ocen", "+37,50 pkt")
        fits(assessor)
    close(clerk, address)
    report = clerk.download("Pobierz PDF")
    assert report.startswith(b"%PDF")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(report)).pages)
    assert "+37,50 pkt" in " ".join(text.split()).replace("\xa0", " ")
