"""In Chromium on the demonstration: from the formal check to contract, amendment, settlement."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect, sync_playwright

from mkus_portal.act import WARSAW
from tests.browser import contracting_on, settling_on
from tests.browser.conftest import launch
from tests.browser.person import AS_ON_A_PHONE, Person
from tests.browser.portal import running

pytestmark = pytest.mark.browser
CLERK, MAYOR = "pracownik@prusice.example", "burmistrz@prusice.example"
CHAIR, HEAD = "koordynator@prusice.example", "kierownik.mgops@prusice.example"
PRESIDENT = "prezes@droga.example"
POINTS = {"Wspólna Droga": "8", "Kalina": "7", "Dobre Sąsiedztwo": "5"}
REJECTED = ("Ochotnicza Straż Pożarna w Zmyślinie", "Nasza Ulica")
HAND_OVER = "Zakończ ocenę formalną i przekaż oferty komisji"
ACT = "OR.0050.140"
AMOUNTS = ("7500", "6500", "6000")


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="module")
def person(portal):
    """`person(email)` signs in; without an address it is a visitor."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield lambda email="", **how: Person(browser, portal, email, **how)
        browser.close()


def evaluation(somebody, part=""):
    """Open the evaluation of the call, or one of its parts."""
    somebody.open("/ocena/")
    somebody.follow("Aktywny senior")
    if part:
        somebody.follow(part)


def check_formally(clerk):
    """Two offers are rejected with a reason, the others are fit."""
    evaluation(clerk, "Ocena formalna")
    links = clerk.main.locator("table a[href$='/formalna/']")
    for address in links.evaluate_all("all => all.map((one) => one.getAttribute('href'))"):
        clerk.open(address)
        is_rejected = any(one in clerk.main.inner_text() for one in REJECTED)
        sheets = clerk.main.locator("fieldset.check")
        for place in range(sheets.count()):
            met = sheets.nth(place).locator("input[value=met]")
            if not sheets.nth(place).locator("input:checked").count():
                met.check()
        if is_rejected:
            wrong = sheets.filter(has_text="nie podlega uzupełnieniu").last
            wrong.locator("input[value=not_met]").check()
            wrong.locator("textarea").fill("Oferta nie dotyczy mieszkańców po 60. roku życia.")
        clerk.press("Zapisz kartę")
        clerk.follow("Odrzuć formalnie" if is_rejected else "Spełnia wymogi formalne")
        if is_rejected:
            clerk.fill(reason="Oferta nie dotyczy mieszkańców po 60. roku życia.")
        clerk.press("Odrzuć formalnie" if is_rejected else "Spełnia wymogi formalne")


def declare(head):
    """The head of the centre says that a bidder's treasurer only bears the same name."""
    evaluation(head, "Bezstronność")
    head.reads("Odpowiedz, czy to Ty")
    head.main.locator("[name=statement]").check()
    head.press("Złóż oświadczenie")
    head.reads("Odpowiedz: wyłącz się albo zaznacz to pole.")
    head.main.locator("[name^=not_me_]").check()
    head.press("Złóż oświadczenie")


def hand_over(clerk):
    evaluation(clerk)
    clerk.follow(HAND_OVER)
    clerk.press(HAND_OVER)


def score(member):
    """Fill a card for every offer: the same points for each criterion of an offer."""
    evaluation(member, "Moje karty")
    rows = member.main.locator("table a[href$='/karta/']")
    for address in rows.evaluate_all("all => all.map((one) => one.getAttribute('href'))"):
        member.open(address)
        bidder = next(one for one in POINTS if one in member.main.inner_text())
        member.press("Zacznij kartę oceny")
        member.open(address)
        cells = member.main.locator("[data-place^='scores:']")
        for place in cells.evaluate_all("all => all.map((one) => one.dataset.place)"):
            text = POINTS[bidder] if place.endswith(":points") else "Opis potwierdza ocenę."
            member.write({place: text})
        member.follow("Zamknij kartę")
        member.press("Zamknij kartę")


def meet(clerk):
    """The commission is there, votes on each offer and ends with its minutes."""
    evaluation(clerk, "Posiedzenia")
    clerk.follow("Otwórz posiedzenie")
    clerk.fill(place="Ratusz, sala 5")
    clerk.press("Otwórz posiedzenie")
    clerk.follow("Zaznacz obecność")
    for box in clerk.main.locator("[name=present]").all():
        box.check()
    clerk.press("Zapisz obecność")
    clerk.reads("jest kworum", "Nie głosowano jeszcze nad 3 ofertami")
    clerk.main.locator("a.btn-primary", has_text="Głosuj").first.click()
    for amount in AMOUNTS:
        clerk.fill(proposed_grant=amount, reason="Według punktów, do wyczerpania puli.")
        clerk.press("Jednogłośnie za (3)")
    clerk.reads("zaproponowano: 20 000,00 zł, zostaje: 0,00 zł")


def divide(clerk):
    """The pool is divided in turn; the choice comes with its reason."""
    evaluation(clerk, "Ranking i podział")
    clerk.follow("Dodaj wariant")
    clerk.fill(name="Po kolei")
    clerk.press("Dodaj wariant")
    clerk.reads("20 000,00 zł")
    clerk.follow("Wybierz")
    clerk.fill(reason="Najlepsze oferty w całości.")
    clerk.press("Wybierz ten wariant")
    clerk.reads("wybrany")


def close_meeting(clerk):
    evaluation(clerk, "Posiedzenia")
    clerk.follow("nr 1")
    clerk.follow("Zakończ posiedzenie")
    clerk.press("Zakończ posiedzenie")
    clerk.reads("zakończone")


def decide(mayor):
    """The mayor decides by an act; the amounts are those of the commission."""
    evaluation(mayor, "Wyniki")
    mayor.follow("Rozstrzygnij konkurs")
    today = datetime.now(tz=WARSAW).date()
    mayor.fill(act_number=ACT, act_date=str(today), signatory="Aneta Szczera, burmistrz")
    mayor.press("Rozstrzygnij konkurs")
    mayor.reads("wybrana, z dotacją", ACT)


def publish(clerk, bidder):
    """Until the third place is entered the bidder knows nothing of the result."""
    evaluation(clerk, "Wyniki")
    clerk.follow("Przejdź do publikacji")
    call, now = clerk.page.url, datetime.now(tz=WARSAW).strftime("%Y-%m-%dT%H:%M:00")
    for place in ("bip", "board", "website"):
        bidder.open("/biurko/")
        expect(bidder.main).not_to_contain_text("Seniorzy w ruchu")
        clerk.open(call)
        clerk.follow("Wpisz publikację")
        clerk.fill(place=place, published_at=now, evidence="Notatka w sprawie OR.524.")
        clerk.press("Zapisz publikację")


def accept(bidder):
    """The bidder reads the points with their reasons and takes the grant, on a phone."""
    bidder.open("/biurko/")
    bidder.follow(re.compile("Seniorzy w ruchu"))
    bidder.reads("7 500,00 zł", "Jak ustalono kwotę", "8 z 25 pkt.", "Opis potwierdza ocenę.")
    width = bidder.page.evaluate("document.documentElement.scrollWidth")
    assert width <= AS_ON_A_PHONE["viewport"]["width"]
    bidder.follow("Przyjmij dotację")
    bidder.press("Przyjmij dotację")
    bidder.reads("Dotacja przyjęta przez oferenta")


def end_scoring(clerk):
    evaluation(clerk, "Punktacja")
    clerk.follow("Zakończ ocenę")
    clerk.press("Zakończ ocenę")


def test_from_the_formal_check_to_the_accepted_grant(person):
    clerk, head, chair = person(CLERK), person(HEAD), person(CHAIR)
    check_formally(clerk)
    declare(head)
    hand_over(clerk)
    chair.wear("Członek komisji – Aktywny")
    for member in (head, chair):
        score(member)
    end_scoring(clerk)
    meet(clerk)
    divide(clerk)
    close_meeting(clerk)
    decide(person(MAYOR))
    bidder, visitor = person(PRESIDENT, **AS_ON_A_PHONE), person()
    publish(clerk, bidder)
    accept(bidder)
    visitor.open("/konkursy/?q=Aktywny+senior")
    visitor.follow("Aktywny senior")
    visitor.reads(
        "Wyniki konkursu", "Fundacja Dobre Sąsiedztwo", "6 000,00 zł", "Razem: 20 000,00 zł"
    )
    expect(visitor.main).not_to_contain_text("Nabór osób do komisji")


def test_from_the_grant_to_the_paid_and_amended_contract(person):
    people = {
        email: person(email)
        for email in (CLERK, MAYOR, contracting_on.LAWYER, contracting_on.TREASURER)
    }
    people["bidder"] = person(PRESIDENT, **AS_ON_A_PHONE)
    url = contracting_on.conclude(people)
    contracting_on.pay(people, url)
    contracting_on.amend(people, url)


def test_from_the_ended_task_to_the_settled_contract(person):
    people = {email: person(email) for email in (CLERK, contracting_on.TREASURER)}
    bidder, clerk = person(PRESIDENT, **AS_ON_A_PHONE), people[CLERK]
    settling_on.keep_the_ledger(bidder)
    settling_on.write_the_report(bidder)
    settling_on.give_back(clerk)
    settling_on.correct(bidder)
    settling_on.check(clerk)
    settling_on.accept(clerk)
    settling_on.give_back_the_money(people, settling_on.TASK)
    # a misused grant bears interest from the day of its transfer
    settling_on.give_back_the_money(people, "Kawiarenka naprawcza")
    settling_on.settlement(bidder)
    bidder.reads("wykonana i rozliczona")
