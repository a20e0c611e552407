"""`make shots`: pictures of the tour at 1280 and 360 px in build/shots/.

`--readme` writes the two pictures of README.md anew; `--portal ADDRESS PASSWORD` takes the pictures
of a portal that runs already. Chromium writes days and hours in Polish when Debian's package
chromium-l10n is there.
"""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from mkus_portal.serve.ground import ROOT
from tests.browser.portal import Portal, started

SHOTS = ROOT / "build" / "shots"
PICTURES = ROOT / "docs" / "img"
WIDTHS = (1280, 360)
HEIGHT = 800
COLOURS = 128

VISITOR = ""
CLERK = "pracownik@prusice.example"
MAYOR = "burmistrz@prusice.example"
OFFICE_ADMIN = "administrator@prusice.example"
EDITOR = "redaktor@droga.example"
TREASURER = "skarbnik@droga.example"
MANY_HATS = "wiele.rol@portal.example"
ADVISER = "doradca.d01@program.example"
RUNS_PROGRAMME = "koordynator@program.example"
OPERATOR = "operator@portal.example"

BIG_CALL = "Otwarty konkurs ofert na realizację zadań publicznych gminy"
SENIORS = "Aktywny senior"
DRAFT_CALL = "gorących posiłków"
EDITED_CALL = (DRAFT_CALL, "Popraw treść konkursu")
WAITING_CALL = "Miejsca wsparcia i działania samopomocowe"
VISIT = {
    "started_at": "10:00",
    "hours": "2.5",
    "subject": "Karta oceny ofert",
    "findings": "Komisja przećwiczyła ocenę na dwóch ofertach. Kryteria 3 i 5 trzeba opisać.",
}


@dataclass(frozen=True)
class Stop:
    """A page of the tour: who looks, where they start, which links of the page they follow."""

    name: str
    person: str
    path: str
    follow: tuple[str, ...] = ()
    shows_errors: bool = False


TOUR = (
    Stop("01-start", VISITOR, "/"),
    Stop("02-konkursy", VISITOR, "/konkursy/"),
    Stop("03-konkurs", VISITOR, "/konkursy/", (BIG_CALL,)),
    Stop("04-sprawdzenie", VISITOR, "/sprawdz/?skrot=abc"),
    Stop("05-prawo", VISITOR, "/prawo/"),
    Stop("06-deklaracja", VISITOR, "/informacje/prusice/deklaracja-dostepnosci/"),
    Stop("07-logowanie", VISITOR, "/konto/login/"),
    Stop("08-nowe-konto", VISITOR, "/konto/signup/", shows_errors=True),
    Stop("10-biurko-urzednika", CLERK, "/biurko/"),
    Stop("11-analizy", CLERK, "/analizy/"),
    Stop("12-nowa-analiza", CLERK, "/analizy/nowa/"),
    Stop("13-analiza", CLERK, "/analizy/", ("main tbody a",)),
    Stop("14-etap-1", CLERK, "/analizy/", ("main tbody a", "main a[href$='etap-1/']")),
    Stop("15-nasze-konkursy", CLERK, "/urzad/konkursy/"),
    Stop("16-nowy-konkurs", CLERK, "/urzad/konkursy/nowy/", shows_errors=True),
    Stop("17-szkic-konkursu", CLERK, "/urzad/konkursy/", (DRAFT_CALL,)),
    Stop("18-zadania-konkursu", CLERK, "/urzad/konkursy/", (*EDITED_CALL, "Zadania")),
    Stop("19-kryteria", CLERK, "/urzad/konkursy/", (*EDITED_CALL, "Kryteria")),
    Stop("20-tresc-ogloszenia", CLERK, "/urzad/konkursy/", (*EDITED_CALL, "Treść ogłoszenia")),
    Stop("21-otwarty-konkurs", CLERK, "/urzad/konkursy/", (BIG_CALL,)),
    Stop("22-oferty-w-urzedzie", CLERK, "/urzad/oferty/"),
    Stop("23-otwarta-oferta", CLERK, "/urzad/oferty/", ("main tbody a[href*='/oferty/']",)),
    Stop("24-zatwierdzenie", MAYOR, "/urzad/konkursy/", (WAITING_CALL,)),
    Stop("25-osoby", OFFICE_ADMIN, "/osoby/"),
    Stop("26-ustawienia-urzedu", OFFICE_ADMIN, "/urzedy/prusice/ustawienia/"),
    Stop("30-biurko-organizacji", EDITOR, "/biurko/"),
    Stop("31-nasze-oferty", EDITOR, "/oferty/"),
    Stop("32-szkic-oferty", EDITOR, "/oferty/", ("Świetlica wieczorem",)),
    Stop("33-czesc-iii", EDITOR, "/oferty/", ("Kolędowanie", "main a[href*='/czesc/III/']")),
    Stop("34-czesc-v", EDITOR, "/oferty/", ("Świetlica wieczorem", "main a[href*='/czesc/V/']")),
    Stop("35-zlozona-oferta", EDITOR, "/oferty/", ("Półkolonie bez granic",)),
    Stop("36-potwierdzenie", EDITOR, "/oferty/", ("Półkolonie", "main a[href$='potwierdzenie/']")),
    Stop("37-pytanie", EDITOR, "/konkursy/", (BIG_CALL, "main a[href$='/pytanie/']")),
    Stop("38-podpis", TREASURER, "/biurko/", ("Przeczytaj i podpisz",)),
    Stop("39-organizacja", MANY_HATS, "/organizacje/moja/"),
    Stop("40-role", MANY_HATS, "/role/"),
    Stop("50-biurko-doradcy", ADVISER, "/biurko/"),
    Stop("51-moje-jednostki", ADVISER, "/moje-jednostki/"),
    Stop("52-jednostka", ADVISER, "/moje-jednostki/", ("main tbody a >> text=Gmina Prusice",)),
    Stop("53-nowa-konsultacja", ADVISER, "/moje-jednostki/", ("Zapisz konsultację",)),
    Stop("54-konsultacje", ADVISER, "/konsultacje/"),
    Stop("55-konsultacja", ADVISER, "/konsultacje/", ("main tr:has-text('uzgodniona') a",)),
    Stop("56-moj-miesiac", ADVISER, "/moj-miesiac/"),
    Stop("57-uzgodnienie", CLERK, "/biurko/", ("Uzgodnij konsultację",)),
    Stop("58-program", RUNS_PROGRAMME, "/program/"),
    Stop("60-zegar", OPERATOR, "/demo/zegar/"),
    Stop("61-poczta", VISITOR, "/demo/poczta/"),
    Stop("62-list", VISITOR, "/demo/poczta/", ("main tbody a",)),
    Stop("63-brak-strony", VISITOR, "/nie-ma/"),
)


class Guide:
    """Goes through the tour with a browser for each person."""

    def __init__(self, browser, portal):
        self.browser = browser
        self.portal = portal
        self.pages = {}

    def page_of(self, person):
        """The person's page, signed in."""
        if person not in self.pages:
            context = self.browser.new_context(locale="pl-PL", reduced_motion="reduce")
            page = self.portal.sign_in(context, person) if person else context.new_page()
            self.pages[person] = page
        return self.pages[person]

    def at(self, stop, width):
        """The page of the stop, as wide as asked."""
        page = self.page_of(stop.person)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(self.portal.address + stop.path)
        for link in stop.follow:
            is_selector = link.startswith("main ")
            found = page.locator(link) if is_selector else page.locator("main a", has_text=link)
            with page.expect_navigation():
                found.first.click()
        if stop.shows_errors:
            page.locator("main form [type=submit]").last.click()
            page.locator(".errors").wait_for()
        return page


def say(sentence):
    """Write a line for whoever waits."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def take_all(guide):
    """Every stop at every width."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    for width in WIDTHS:
        (SHOTS / str(width)).mkdir(parents=True)
        for stop in TOUR:
            picture = SHOTS / str(width) / f"{stop.name}.png"
            guide.at(stop, width).screenshot(path=picture, full_page=True)
            say(str(picture.relative_to(ROOT)))
    say(f"Obrazy są w {SHOTS.relative_to(ROOT)}/ ({len(TOUR)} stron, szerokości: {WIDTHS}).")


def take_readme(guide):
    """The two pictures of README.md: an open call on a desktop, an adviser's form on a phone."""
    stops = {stop.name: stop for stop in TOUR}
    PICTURES.mkdir(parents=True, exist_ok=True)
    keep_small(guide.at(stops["03-konkurs"], 1280), PICTURES / "call.png", 900)
    form = guide.at(stops["53-nowa-konsultacja"], 360)
    for name, text in VISIT.items():
        form.locator(f"main [name={name}]").fill(text)
    keep_small(form, PICTURES / "consultation.png", 900)


def keep_small(page, path, height):
    """The top of the page with as many colours as it needs."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=0)
    picture.save(path, optimize=True)
    say(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


@contextmanager
def portal_of(given):
    """The portal that was named, else one of our own in a temporary folder."""
    if given:
        yield Portal(*given)
        return
    with tempfile.TemporaryDirectory(prefix="mkus-shots-") as folder, started(Path(folder)) as own:
        yield own


def main():
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="tylko obrazy do README.md")
    parser.add_argument("--portal", nargs=2, metavar=("ADRES", "HASŁO"))
    options = parser.parse_args()
    with portal_of(options.portal) as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--lang=pl"],
            env={**os.environ, "LANGUAGE": "pl"},
        )
        guide = Guide(browser, portal)
        (take_readme if options.readme else take_all)(guide)
        browser.close()


if __name__ == "__main__":
    main()
