"""In Chromium: a clerk drafts, the mayor approves, three publications, everybody reads it."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.urls import reverse
from playwright.sync_api import sync_playwright

from contracting.calls.models import Call
from tests.contracting.calls.factories import AT, make_approved_call, make_call, make_published_call
from tests.mkus_portal.attachments import samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATE = 10_000
TITLE = "Kultura i sport w 2027 roku"


@pytest.fixture
def opened(live_server, client_of, clock, monkeypatch):
    """`opened(act)` is a page of a browser of its own; pages must not fail by themselves."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    clock.at = AT
    errors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )

        def new(act=None, width=1280):
            context = browser.new_context(
                base_url=live_server.url, viewport={"width": width, "height": 800}
            )
            context.set_default_timeout(LATE)
            context.on("weberror", lambda error: errors.append(error.error))
            if act is not None:
                session = client_of(act).cookies["sessionid"].value
                context.add_cookies(
                    [{"name": "sessionid", "value": session, "url": live_server.url}]
                )
            return context.new_page()

        yield new
        browser.close()
        # Playwright runs the test in a context of its own, with a connection of its own.
        connections.close_all()
    assert errors == []


def send(page):
    """Press the button of the page's form."""
    page.locator("main form .buttons button[type=submit]").click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def add_task(page, title, pool, sphere):
    follow(page, "Dodaj zadanie")
    page.get_by_label("Tytuł zadania").fill(title)
    page.get_by_label("Pula środków").fill(pool)
    page.get_by_label(sphere).check()
    send(page)


def add_criterion(page, label, statutory, points):
    follow(page, "Dodaj kryterium")
    page.get_by_label("Kryterium", exact=False).first.fill(label)
    page.locator("#id_statutory").select_option(statutory)
    page.get_by_label("Punktów najwyżej").fill(points)
    send(page)


def draft(page):
    """Write the whole call, step by step, as the pages lead."""
    page.goto("/urzad/konkursy/")
    follow(page, "Nowy konkurs")
    page.get_by_label("Tytuł konkursu").fill(TITLE)
    page.locator("#id_deadline_at").fill("2026-12-01T15:30:00")
    page.get_by_label("Termin wyboru ofert").fill("2026-12-18")
    page.get_by_label("Realizacja najwcześniej od").fill("2027-01-15")
    page.get_by_label("Realizacja najpóźniej do").fill("2027-12-15")
    page.locator("#id_forms").select_option("support")
    send(page)
    add_task(page, "Warsztaty dla seniorów", "40 000,00", "pkt 16: kultura")
    add_task(page, "Treningi dzieci", "60000,50", "pkt 17: wspieranie i upowszechnianie")
    follow(page, "Dalej: kryteria")
    add_criterion(page, "Doświadczenie", "1", "10")
    add_criterion(page, "Własne środki", "4", "5.5")
    follow(page, "Dalej: zadania z lat poprzednich")
    follow(page, "Dalej: treść ogłoszenia")
    page.get_by_label("Zasady przyznawania dotacji").fill("Najwięcej punktów.")
    page.get_by_label("Warunki realizacji zadania").fill("Dla wszystkich.")
    page.get_by_label("Tryb wyboru ofert").fill("Ocenia komisja.")
    send(page)
    follow(
        page,
        "Wpisz zadania tego samego rodzaju z tego i poprzedniego roku"
        " albo zaznacz, że zlecane są pierwszy raz.",
    )
    follow(page, "Treść ogłoszenia")
    page.get_by_label("Zadania tego rodzaju zlecane są pierwszy raz").check()
    send(page)


def publish(page, place, proof):
    follow(page, "Wpisz publikację")
    page.get_by_label("Miejsce").select_option(label=place)
    page.locator("#id_published_at").fill("2026-11-02T10:00:00")
    if proof.startswith("https"):
        page.get_by_label("Adres strony").fill(proof)
    else:
        page.get_by_label("Potwierdzenie").fill(proof)
    send(page)


def test_a_call_from_its_draft_to_the_public_page(opened, clerk, mayor, bells_off):
    page = opened(clerk)
    draft(page)
    assert "Ogłoszenie ma wszystkie siedem elementów." in page.get_by_role("main").inner_text()
    follow(page, "Przekaż do zatwierdzenia")
    send(page)
    call = Call.objects.get()
    assert (call.state, str(sum(one.pool for one in call.tasks.all()))) == (
        "to_approve",
        "100000.50",
    )

    town_hall = opened(mayor)
    town_hall.goto(reverse("office-call-preview", args=(call.pk,)))
    assert "100 000,50 zł" in town_hall.get_by_role("main").inner_text().replace("\xa0", " ")
    follow(town_hall, "Zatwierdź ogłoszenie")
    town_hall.get_by_label("Numer aktu").fill("12/2026")
    town_hall.get_by_label("Data aktu").fill("2026-11-02")
    town_hall.get_by_label("Kto podpisał").fill("Anna Wzorowa, wójt")
    send(town_hall)
    assert "Ogłoszenie zatwierdzone." in town_hall.get_by_role("status").inner_text()

    visitor = opened()
    page.goto(reverse("office-call-detail", args=(call.pk,)))
    for place, proof in (
        ("Biuletyn Informacji Publicznej", "https://bip.brzozowo.example/1"),
        ("tablica ogłoszeń w siedzibie organu", "Tablica w holu urzędu."),
    ):
        publish(page, place, proof)
        visitor.goto(f"/konkursy/{call.pk}/")
        assert "Nie ma takiej strony" in visitor.get_by_role("main").inner_text()
    publish(page, "strona internetowa organu", "https://brzozowo.example/1")

    visitor.goto("/konkursy/")
    visitor.get_by_role("link", name=TITLE).click()
    shown = visitor.get_by_role("main").inner_text()
    for words in (
        "nabór trwa",
        "Warsztaty dla seniorów",
        "Własne środki",
        "Tablica w holu urzędu.",
    ):
        assert words in shown


@pytest.fixture
def bells_off(monkeypatch):
    """Nobody rings for documents: no worker listens in this test."""
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: None)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(opened, office, clerk, mayor, width):
    long = "Najdłuższy-tytuł-zadania-bez-przerw-" * 3
    sketch = make_call(office, act=clerk, title=f"Konkurs {long}", tasks=2)
    approved = make_approved_call(office)
    published = make_published_call(office, tasks=2)
    page = opened(clerk, width)
    paths = [
        "/konkursy/",
        f"/konkursy/{published.pk}/",
        "/urzad/konkursy/",
        "/urzad/konkursy/nowy/",
    ]
    paths += [f"/urzad/konkursy/zadania/{sketch.tasks.first().pk}/"]
    for step in ("", "podglad/", "podstawy/", "zadania/", "kryteria/", "wczesniejsze/", "tresc/"):
        paths.append(f"/urzad/konkursy/{sketch.pk}/{step}")
    paths += [f"/urzad/konkursy/{approved.pk}/publikacja/", f"/urzad/konkursy/{published.pk}/"]
    wide = []
    for path in paths:
        assert page.goto(path).status == 200, path
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert wide == []


def test_on_a_phone_a_refused_scan_does_not_cost_the_others(
    opened, office, clerk, tmp_path, settings
):
    settings.MEDIA_ROOT, settings.CLAMD = tmp_path / "files", None
    call = make_approved_call(office)
    photo, text = tmp_path / "tablica.jpg", tmp_path / "opis.txt"
    photo.write_bytes(samples.JPEG)
    text.write_bytes(samples.TEXT)
    page = opened(clerk, width=360)
    page.goto(reverse("office-publication-create", args=(call.pk,)))
    page.get_by_label("Miejsce").select_option("board")
    page.locator("#id_published_at").fill("2026-11-02T10:00:00")
    page.get_by_label("Skan albo zdjęcie").set_input_files([photo, text])
    send(page)
    assert "„opis.txt” – portal nie przyjmuje tu plików .txt" in page.locator("main").inner_text()
    assert page.get_by_label("tablica.jpg").is_checked()
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    send(page)
    follow(page, "Zamień plik tablica.jpg")
    page.get_by_label("Plik").set_input_files(photo)
    send(page)
    with page.expect_download() as taken:
        follow(page, "tablica.jpg")
    assert Path(taken.value.path()).read_bytes() == samples.JPEG
