"""In Chromium: from a closed analysis to the draft of a call, and from a field to its question."""

import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from contracting.calls.models import Call
from tests.contracting.analysis.factories import (
    answer,
    fill,
    make_analysis,
    make_office,
    member_act,
    user_of,
)
from tests.contracting.calls.test_drawing import closed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATE = 20_000
NARROW = {"width": 360, "height": 800}


@pytest.fixture
def act(transactional_db, monkeypatch):
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: None)
    return member_act(make_office())


@pytest.fixture
def page(live_server, client, act, monkeypatch):
    """A phone's browser in which the clerk has signed in."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user_of(act))
    session = {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "url": live_server.url,
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context(viewport=NARROW)
        context.set_default_timeout(LATE)
        context.add_cookies([session])
        yield context.new_page()
        browser.close()
        connections.close_all()


def test_from_a_closed_analysis_to_the_draft_and_back_to_the_question(page, live_server, act):
    analysis = fill(act, make_analysis(act, "service"))
    answer(act, analysis, "E1-90.verdict", "no")
    closed(act, analysis)
    page.goto(live_server.url + analysis.get_absolute_url())
    page.get_by_role("link", name="Przygotuj konkurs z tej analizy").click()
    assert "Nie zlecać na tym etapie" in page.locator("main").inner_text()
    page.get_by_role("button", name="Utwórz szkic konkursu").click()
    assert "Napisz, dlaczego mimo rekomendacji" in page.locator("main").inner_text()
    page.get_by_label("Dlaczego mimo to przygotowujesz konkurs").fill("Rada chce pilotażu.")
    page.get_by_label("pkt 1: pomoc społeczna").check()
    page.get_by_role("button", name="Utwórz szkic konkursu").click()
    page.get_by_text("Szkic jest gotowy.").wait_for()
    call = Call.objects.get()
    assert call.origin.reason == "Rada chce pilotażu."
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("link", name="Popraw treść konkursu").click()
    title = page.get_by_label("Tytuł konkursu")
    assert title.input_value() == "Tekst: Nazwa zadania po zmianie"
    title.fill("Tytuł zmieniony")
    page.get_by_role("button", name="Zapisz i przejdź do zadań").click()
    page.goto(f"{live_server.url}/urzad/konkursy/{call.pk}/")
    assert "(zmieniono)" in page.locator("main").inner_text()
    page.locator("#origin-heading ~ details a", has_text="pytanie 2.1").first.click()
    page.wait_for_url(f"**/analizy/{analysis.pk}/etap-2a/#E2-01")
