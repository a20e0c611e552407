"""From the accepted grant to the paid and amended contract, by the buttons that people see."""

from datetime import datetime

from mkus_portal.act import WARSAW
from tests.browser.person import AS_ON_A_PHONE

CLERK, MAYOR = "pracownik@prusice.example", "burmistrz@prusice.example"
LAWYER, TREASURER = "radca@prusice.example", "skarbnik@prusice.example"
CLASSIFICATION = {
    "budget_division": "851",
    "budget_chapter": "85154",
    "budget_paragraph": "2360",
}


def today():
    return str(datetime.now(tz=WARSAW).date())


def fits(somebody):
    """Nothing stands beyond the edge of the phone."""
    width = somebody.page.evaluate("document.documentElement.scrollWidth")
    assert width <= AS_ON_A_PHONE["viewport"]["width"], somebody.page.url


def step(somebody, url, label):
    """Make a step that asks for a yes or for a remark."""
    somebody.open(url)
    somebody.follow(label)
    somebody.press(label)


def sign(somebody, url, link, who):
    """Record a signature."""
    somebody.open(url)
    somebody.follow(link)
    somebody.fill(signatory=who, day=today(), kind="trusted")
    somebody.press("Odnotuj podpis")


def conclude(people):
    """Open, fill in, read, countersign and sign; return the contract's address."""
    clerk, bidder = people[CLERK], people["bidder"]
    clerk.open("/biurko/")
    clerk.follow("Przygotuj umowę: Stowarzyszenie Wspólna Droga")
    clerk.press("Przygotuj umowę")
    clerk.heading("Projekt umowy: Seniorzy w ruchu")
    url = clerk.page.url
    clerk.follow("Zmień warunki")
    clerk.fill(**CLASSIFICATION)
    clerk.press("Zapisz")
    step(clerk, url, "Przekaż do radcy prawnego")
    step(people[LAWYER], url, "Zaopiniuj pozytywnie")
    step(people[TREASURER], url, "Kontrasygnuj")
    bidder.open(url)
    bidder.follow("Przeczytaj umowę")
    bidder.reads("§ 19. Egzemplarze", "siedem tysięcy pięćset złotych 00/100")
    fits(bidder)
    sign(bidder, url, "Odnotuj podpis zleceniobiorcy", "Zofia Drogowska, Jan Ścieżka")
    sign(people[MAYOR], url, "Podpisz umowę za urząd", "Aneta Szczera, Burmistrz")
    bidder.open(url)
    bidder.reads("Zawarta", "Aneta Szczera, Burmistrz")
    fits(bidder)
    return url


def pay(people, url):
    """The treasurer orders the transfer and records it; the contractor sees the day."""
    treasurer, bidder = people[TREASURER], people["bidder"]
    treasurer.open("/wyplaty/")
    treasurer.follow("Nowe zlecenie wypłaty")
    treasurer.page.get_by_label("Wspólna Droga").first.check()
    treasurer.press("Sporządź zlecenie")
    treasurer.reads("7 500,00 zł", "85154")
    treasurer.follow("Odnotuj wypłatę")
    treasurer.fill(day=today())
    treasurer.press("Zapisz")
    bidder.open(url)
    bidder.reads("wypłacona")


def amend(people, url):
    """Fewer hours at a higher rate: written on a phone, agreed, countersigned and signed."""
    bidder = people["bidder"]
    bidder.open(url)
    bidder.follow("Zacznij aneks")
    bidder.fill(reason="Instruktorka podniosła stawkę.")
    bidder.press("Zacznij aneks")
    amendment = bidder.page.url
    bidder.follow("V. Koszty i źródła")
    fits(bidder)
    bidder.write({"costs:*:unit_cost": "102", "costs:*:quantity": "70"})
    bidder.open(amendment)
    bidder.reads("85,00 zł × 84", "102,00 zł × 70")
    fits(bidder)
    step(bidder, amendment, "Przekaż zmiany urzędowi")
    step(people[CLERK], amendment, "Zgódź się i przekaż do radcy prawnego")
    step(people[LAWYER], amendment, "Zaopiniuj pozytywnie")
    step(people[TREASURER], amendment, "Kontrasygnuj")
    sign(bidder, amendment, "Odnotuj podpis zleceniobiorcy", "Zofia Drogowska, Jan Ścieżka")
    sign(people[MAYOR], amendment, "Podpisz aneks za urząd", "Aneta Szczera, Burmistrz")
    bidder.open(url)
    bidder.reads("Aneks nr 1", "obowiązuje od")
