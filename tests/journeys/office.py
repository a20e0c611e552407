"""What the people of an office do: its words, a call from the draft to three publications."""

from datetime import date, timedelta

from mkus_portal.act import WARSAW
from mkus_portal.demo import clock
from tests.journeys.scenes import local

CALL, TASKS = "Sport dzieci i młodzieży", ("Treningi", "Zawody")


def fill_in_office(admin):
    admin.open("/urzad/")
    admin.press(
        "Zapisz dane urzędu",
        {
            "executive_title": "Wójt Gminy Brzozowo",
            "executive_title_genitive": "Wójta Gminy Brzozowo",
            "office_name": "Urząd Gminy Brzozowo",
            "seat": "Brzozowo",
            "seat_locative": "Brzozowie",
            "name_genitive": "Gminy Brzozowo",
            "name_locative": "Gminie Brzozowo",
            "bip_url": "https://bip.brzozowo.example",
            "website_url": "https://brzozowo.example",
            "notice_board": "parter urzędu",
        },
    )
    assert "Zapisano dane urzędu" in admin.page.text


def draft_call(clerk, deadline):
    year = deadline.year + 1
    clerk.open("/urzad/konkursy/nowy/")
    clerk.press(
        "Zapisz i dodaj zadania",
        {
            "title": CALL,
            "year": str(year),
            "deadline_at": local(deadline),
            "decision_on": (deadline + timedelta(days=10)).date().isoformat(),
            "realization_from": date(year, 2, 1).isoformat(),
            "realization_to": date(year, 12, 15).isoformat(),
            "forms": "support",
        },
    )
    tasks = clerk.page.url
    for title, pool in zip(TASKS, ("30000", "12 000,50"), strict=True):
        clerk.open(tasks)
        clerk.follow("Dodaj zadanie")
        clerk.press("Dodaj zadanie", {"title": title, "pool": pool, "spheres": ["17"]})
    clerk.follow("Dalej: kryteria")
    clerk.follow("Dodaj kryterium")
    clerk.press("Dodaj kryterium", {"label": "Doświadczenie", "statutory": "1", "max_points": "20"})
    clerk.follow("Dalej: zadania")
    clerk.follow("Dalej: treść")
    clerk.press(
        "Zapisz i sprawdź",
        {
            "award_rules": "Dotację otrzyma oferta z największą liczbą punktów.",
            "conditions": "Zajęcia są dostępne dla osób ze szczególnymi potrzebami.",
            "selection_rules": "Oferty ocenia komisja konkursowa.",
            "first_time": "on",
        },
    )
    return clerk.page.url


def publish(clerk, mayor, call):
    clerk.open(f"{call}przekazanie/")
    clerk.press("Przekaż do zatwierdzenia")
    mayor.open(f"{call}zatwierdzenie/")
    mayor.press(
        "Zatwierdź ogłoszenie",
        {
            "act_number": "12",
            "act_date": clock.now().astimezone(WARSAW).date().isoformat(),
            "signatory": "Wanda Wójt, wójt",
        },
    )
    for place in ("bip", "board", "website"):
        clerk.open(f"{call}publikacja/")
        now = clock.now().replace(second=0, microsecond=0)
        typed = {"place": place, "published_at": local(now), "evidence": "notatka w sprawie"}
        clerk.press("Zapisz publikację", typed)
    assert "Publikacja zapisana" in clerk.page.text
