"""What the people of an organisation do: they register it, write the offer, sign and send it."""

from datetime import date

from tests.journeys.scenes import accept, register

NGO, OFFER = "Stowarzyszenie Źródło", "Trenujemy razem"
TEXTS = {
    "II": {"II.2.name": "Anna Prezes", "II.2.phone": "600 100 200", "II.2.email": "a@example.pl"},
    "III": {
        "III.1": OFFER,
        "III.3": "Zajęcia w Brzozowie dla dzieci.",
        "III.5.1": "Sto godzin zajęć.",
        "III.5.2": "Dzieci ruszają się częściej.",
        "III.5.3": "Zajęcia potrwają dalej.",
    },
    "IV": {"IV.1": "Działamy od 2015 roku.", "IV.2": "Dwóch trenerów."},
    "VI": {"VI.1": "unpaid"},
    "VII": {"VII.3": "no", "VII.4": "no", "VII.5": "krs"},
}
CELLS = {
    "III": {
        "actions": {
            "name": "Treningi",
            "description": "Dwa razy w tygodniu",
            "target_group": "dzieci",
            "schedule": "luty–listopad",
            "outside": "nie dotyczy",
        },
        "results": {
            "name": "Uczestnicy",
            "target_value": "30 osób",
            "monitoring_method": "listy obecności",
        },
    },
    "V": {
        "costs": {
            "kind": "action",
            "name": "Trener",
            "unit": "godzina",
            "unit_cost": "100,00",
            "quantity": "100",
        },
        "funding": {"grant": "9000", "own_financial": "1000"},
    },
}


def register_organisation(browser, email, name, number):
    """From an account to an organisation whose president may sign alone."""
    register(browser, email, f"Administratorka: {name}")
    browser.open("/organizacje/nowa/")
    browser.press("Dalej", {"forma": "ASSOCIATION"})
    profile = {
        "name": name,
        "register_number": number,
        "seat_street": "ul. Leśna 1",
        "seat_postcode": "55-110",
        "seat_place": "Brzozowo",
        "email": email,
        "signing_rule": "alone",
    }
    browser.press("Zapisz", profile)
    browser.follow("Dodaj")
    person = {"full_name": "Anna Prezes", "function": "prezes", "is_president": "on"}
    browser.press("Zapisz", {**person, "basis": "register"})


def president_of(browser, president, email):
    """The administrator invites the president to sign; she takes the role from the letter."""
    browser.follow("Zaproś")
    browser.press("Wyślij", {"email": email})
    accept(president, email, "Anna Prezes")


def write_offer(browser, offer, year):
    """Every section of the official form, saved as a browser without script does."""
    days = {"III.2.from": date(year, 2, 1).isoformat(), "III.2.to": date(year, 11, 30).isoformat()}
    for section in ("II", "III", "IV", "V", "VI", "VII"):
        browser.open(f"{offer}czesc/{section}/")
        form = browser.page.form("Zapisz")
        typed = {**TEXTS.get(section, {}), **(days if section == "III" else {})}
        for table, cells in CELLS.get(section, {}).items():
            row = form.ending(f":{next(iter(cells))}")
            place = next(one for one in row if one.startswith(f"{table}:")).rpartition(":")[0]
            typed |= {f"{place}:{cell}": text for cell, text in cells.items()}
        if section == "V":
            action = form.ending(":action")[0]
            typed[action] = form.choice(action, "Treningi")
        browser.press("Zapisz", typed)
