"""From the ended task to the settled contract, by the buttons that people see."""

from datetime import datetime, timedelta

from mkus_portal.act import WARSAW
from tests.browser.contracting_on import CLERK, TREASURER, fits, today

TASK = "Cały rok w świetlicy"
LIST = (
    "Nr dokumentu\tData wystawienia\tWystawca\tZa co\tNr pozycji kosztorysu\tKwota brutto\t"
    "W tym z dotacji\tW tym środki własne\tData zapłaty\tForma zapłaty\n"
    "R/3/10\t{day}\tMaria Zielna\tZajęcia, jesień\t{cost}\t2 800,00\t2 000,00\t800,00\t"
    "{day}\tprzelew\n"
    "FV 15/K\t{day}\tBiuro Rachunkowe Saldo\tObsługa księgowa\tII.1.\t800,00\t700,00\t100,00\t"
    "{day}\tprzelew\n"
)


def settlement(somebody):
    """Open the settlement of the contract whose task has ended."""
    somebody.open("/umowy/")
    somebody.follow(TASK)
    somebody.follow("Otwórz rozliczenie")
    return somebody.page.url


def report(somebody):
    """Open its report."""
    settlement(somebody)
    somebody.follow("Sprawozdanie końcowe")


def keep_the_ledger(bidder):
    """Paste a list with a wrong cost, put it right, enter it; the ledger adds it up."""
    settlement(bidder)
    bidder.follow("Rejestr wydatków i wkładu")
    fits(bidder)
    bidder.follow("Wczytaj z arkusza")
    paid = str(datetime.now(tz=WARSAW).date() - timedelta(days=60))
    bidder.fill(text=LIST.format(day=paid, cost="I.9.9."))
    bidder.press("Sprawdź wykaz")
    bidder.reads("Wykazu nie można jeszcze wpisać", "R/3/10")
    bidder.fill(text=LIST.format(day=paid, cost="I.1.1."))
    bidder.press("Sprawdź jeszcze raz")
    bidder.press("Wpisz do rejestru: 2")
    bidder.reads("R/3/10", "11 900,00 zł")
    fits(bidder)


def write_the_report(bidder):
    """Write what is missing, on a phone, and send it with the declarations."""
    report(bidder)
    bidder.reads("Do uzupełnienia")
    bidder.follow("I. Sprawozdanie merytoryczne")
    fits(bidder)
    bidder.write({"I.2": "Zajęcia trzy razy w tygodniu, jedna wycieczka."})
    for table, cell, text in (
        ("results", "reached", "30"),
        ("actions", "degree", "wykonane w całości"),
    ):
        found = bidder.page.locator(f"[data-place^='{table}:'][data-place$=':{cell}']")
        for place in found.evaluate_all("all => all.map((one) => one.dataset.place)"):
            bidder.write({place: text})
    bidder.press("Zapisz i dalej")
    bidder.reads("Rozliczenie ze względu na źródło finansowania")
    fits(bidder)
    bidder.write({"II.3": "nie dotyczy", "II.4": "nie dotyczy"})
    report(bidder)
    send(bidder)


def send(bidder):
    """Declare and send; without a declaration nothing is sent."""
    bidder.follow("Złóż sprawozdanie")
    bidder.press("Złóż sprawozdanie")
    bidder.reads("Bez tego oświadczenia")
    for box in bidder.main.locator("[name^=declared_]").all():
        box.check()
    bidder.press("Złóż sprawozdanie")
    bidder.reads("złożone, urząd sprawdza")
    fits(bidder)


def give_back(clerk):
    """The clerk finds it at the desk and gives one part back."""
    clerk.open("/biurko/")
    clerk.follow("Sprawdź sprawozdanie: umowa nr 3")
    clerk.follow("Zwróć do poprawy")
    term = str(datetime.now(tz=WARSAW).date() + timedelta(days=7))
    clerk.fill(part_I="Podaj, ile razy jechaliście na wycieczkę.", due_on=term)
    clerk.press("Zwróć do poprawy")
    clerk.reads("zwrócone do poprawy")


def correct(bidder):
    """The contractor reads why, corrects the part that is open, and sends it again."""
    bidder.open("/biurko/")
    bidder.follow("Popraw sprawozdanie")
    bidder.reads("Podaj, ile razy jechaliście")
    bidder.follow("I. Sprawozdanie merytoryczne")
    bidder.write({"I.2": "Zajęcia trzy razy w tygodniu. Jedna wycieczka, 28 maja."})
    report(bidder)
    send(bidder)


def check(clerk):
    """One document is also another contract's: it is refused; the rest is accepted at once."""
    report(clerk)
    clerk.follow("Sprawdź wydatki")
    clerk.reads("dokument może być rozliczony dwa razy", "12/2/T")
    clerk.follow("12/2/T")
    clerk.follow("Nie uznaj")
    clerk.fill(grant="900", other="50", ground="undue", reason="Ten rachunek rozlicza inny klub.")
    clerk.press("Nie uznaj")
    for box in clerk.main.locator("[name=pozycja]").all():
        box.check()
    clerk.press("Uznaj zaznaczone")
    clerk.follow("Wkład niefinansowy")
    clerk.main.locator("[name=pozycja]").first.check()
    clerk.press("Uznaj zaznaczone")


def accept(clerk):
    """The answer says what comes back, on which ground."""
    report(clerk)
    clerk.follow("Zaakceptuj sprawozdanie")
    clerk.reads("900,00 zł: pobrana nienależnie", "100,00 zł: niewykorzystana")
    clerk.fill(reason="Przyjęto z wyjątkiem rachunku za autokar.")
    clerk.press("Zaakceptuj sprawozdanie")
    clerk.reads("zaakceptowane", "900,00 zł, pobrana nienależnie")


def give_back_the_money(people, task):
    """Everything of a contract that is open is paid with its interest; the clerk closes it."""
    clerk, treasurer = people[CLERK], people[TREASURER]
    clerk.open("/umowy/")
    clerk.follow(task)
    clerk.follow("Otwórz rozliczenie")
    url = clerk.page.url
    clerk.reads("Zleceniobiorca nie zwrócił jeszcze całej kwoty")
    links = clerk.main.locator("a[href^='/zwroty/']")
    for address in set(links.evaluate_all("all => all.map((one) => one.getAttribute('href'))")):
        treasurer.open(address)
        treasurer.reads("Do zapłaty na")
        treasurer.follow("Odnotuj wpłatę")
        treasurer.fill(day=today())
        treasurer.press("Odnotuj wpłatę")
        treasurer.reads("zwrócono w całości")
    clerk.open(url)
    clerk.follow("Zamknij rozliczenie")
    clerk.press("Zamknij rozliczenie")
    clerk.reads("Umowa jest rozliczona.")
    return url
