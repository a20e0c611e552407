"""The main job over HTTP, from an empty portal to the adviser's month, with all the roles."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest

from mkus_portal.demo import clock
from tests.cast import PASSWORD
from tests.journeys.advice import VISIT, log_visit, start_programme
from tests.journeys.analyst import ANALYSIS, analyse
from tests.journeys.bidder import NGO, OFFER, president_of, register_organisation, write_offer
from tests.journeys.office import CALL, TASKS, draft_call, fill_in_office, publish
from tests.journeys.scenes import (
    accept,
    checked,
    digests_on,
    downloaded,
    invite,
    make_operator,
    move_time,
    ready,
    words_of,
)

pytestmark = pytest.mark.services
NUMBER = r"O/\d{4}/00001"


class Cast:
    """Everybody at their browsers; the operator has entered two offices."""

    def __init__(self, portal, manage, address):
        self.portal, self.address = portal, address
        self.operator, self.admin, self.clerk, self.mayor = (portal() for _ in range(4))
        self.neighbour, self.visitor = portal(), portal()
        self.operator.sign_in(make_operator(address("oskar")), PASSWORD)
        for code, name, email in (
            ("brzozowo", "Gmina Brzozowo", address("adam")),
            ("olesno", "Gmina Olesno", address("nina")),
        ):
            manage("create_office", code, "--name", name, "--admin-email", email)
        accept(self.admin, address("adam"), "Adam Administrator")
        accept(self.neighbour, address("nina"), "Nina Sąsiednia")
        fill_in_office(self.admin)
        invite(self.admin, address("klara"), "clerk")
        invite(self.admin, address("wanda"), "executive")
        accept(self.clerk, address("klara"), "Klara Merytoryczna")
        accept(self.mayor, address("wanda"), "Wanda Wójt")


@pytest.fixture
def cast(portal, manage, address):
    return Cast(portal, manage, address)


def test_main_job(cast):
    deadline = clock.now().replace(microsecond=0) + timedelta(days=25)
    call = call_is_published(cast, deadline)
    move_time(cast.operator, 10)
    offer, number = offer_is_sent(cast, deadline.year + 1)
    offer_is_sealed(cast, offer, number)
    move_time(cast.operator, 16)
    offer_is_opened(cast, call, offer, number)
    analysis_is_reported(cast)
    visit_is_agreed_and_the_month_made(cast)


def call_is_published(cast, deadline):
    call = draft_call(cast.clerk, deadline)
    assert CALL not in cast.visitor.open("/konkursy/").text
    cast.neighbour.open(call, status=404)
    publish(cast.clerk, cast.mayor, call)
    assert CALL in cast.visitor.open("/konkursy/").text
    return call


def offer_is_sent(cast, year):
    ola, anna, rival = (cast.portal() for _ in range(3))
    register_organisation(ola, cast.address("ola"), NGO, "0000990077")
    president_of(ola, anna, cast.address("anna"))
    register_organisation(rival, cast.address("roman"), "Fundacja Rywalka", "0000990088")
    ola.open("/konkursy/")
    ola.follow(CALL)
    ola.follow(f"Złóż ofertę na zadanie: {TASKS[0]}")
    ola.press("Zacznij ofertę", {"commissioning_form": "support"})
    offer = ola.page.url.partition("czesc")[0]
    told = anna.open(f"{offer}zlozenie/").text
    assert "III.3: " in told  # what is missing, by its place in the form
    write_offer(ola, offer, year)
    assert "Niczego nie brakuje" in anna.open(f"{offer}zlozenie/").text
    anna.press("Podpisz i złóż ofertę")
    rival.open(offer, status=404)
    return offer, receipt_is_true(cast, anna)


def receipt_is_true(cast, anna):
    receipt = anna.page
    number = re.search(NUMBER, receipt.text)[0]
    assert re.search(r"Oferta została złożona: [\d.]+ r\., godz\. \d\d:\d\d:\d\d", receipt.text)
    (digest,) = digests_on(receipt)
    assert number in checked(cast.visitor, digest)
    assert NGO not in cast.visitor.page.text
    ready(anna, receipt.address("Potwierdzenie złożenia oferty"))
    _, file_digest = digests_on(anna.page)
    pdf = downloaded(anna)
    assert sha256(pdf).hexdigest() == file_digest
    assert number in words_of(pdf)
    assert "To dokładnie ten plik, który wydał portal" in checked(cast.visitor, file_digest)
    return number


def offer_is_sealed(cast, offer, number):
    sealed = cast.clerk.open("/urzad/oferty/").text
    assert number in sealed
    assert "zapieczętowana" in sealed
    assert NGO not in sealed
    assert OFFER not in sealed
    cast.clerk.open(offer, status=404)


def offer_is_opened(cast, call, offer, number):
    public = call.replace("/urzad", "")
    assert "nabór zakończony" in cast.visitor.open(public).text
    opened = cast.clerk.open("/urzad/oferty/").text
    assert NGO in opened
    assert OFFER in opened
    cast.clerk.follow(number)
    assert "Zajęcia w Brzozowie dla dzieci" in cast.clerk.page.text
    cast.neighbour.open(offer, status=404)


def analysis_is_reported(cast):
    analysis = analyse(cast.clerk)
    ready(cast.clerk, analysis)
    words = words_of(downloaded(cast.clerk))
    assert ANALYSIS in words
    assert "Odpowiedź z narady zespołu" in words
    cast.neighbour.open(analysis, status=404)


def visit_is_agreed_and_the_month_made(cast):
    adviser = cast.portal()
    start_programme(cast.operator, cast.portal(), adviser, cast.address)
    visit = log_visit(adviser)
    cast.neighbour.open(visit, status=404)
    cast.clerk.open(visit)
    cast.clerk.follow("Uzgadniam")
    cast.clerk.press("Uzgadniam")
    ready(cast.clerk, visit)
    assert VISIT in words_of(downloaded(cast.clerk))
    assert "Policzyć koszty punktu" in cast.clerk.open("/biurko/").text
    adviser.open("/moj-miesiac/")
    adviser.press("Utwórz PDF miesiąca")
    ready(adviser, "/moj-miesiac/")
    words = words_of(downloaded(adviser))
    assert "Daria Doradczyni" in words
    assert VISIT in words
    assert "WERSJA ROBOCZA" not in words
