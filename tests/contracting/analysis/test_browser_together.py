"""Two people at once in the Kreator, each in a browser of their own: no word is lost."""

import shutil
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright

from contracting.analysis import guest_actions
from mkus_portal.act import NOWHERE, Act
from mkus_portal.drafting.models import Presence, Thread
from tests import cast
from tests.contracting.analysis.factories import AT, user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATE = 20_000
WIDTHS = (360, 1280)


@pytest.fixture
def expert(act, analysis):
    """Somebody from outside who may write, let in by an invitation."""
    person = cast.make_user("Ewa Ekspertka", email="ekspert@fundacja.example")
    cast.confirm(person)
    guest = guest_actions.invite_guest(
        act, analysis, email=person.email, kind="expert", right="write", until=date(2031, 12, 31)
    )
    guest_actions.accept_guest(Act(person.pk, "person", NOWHERE, AT), guest)
    return person


@pytest.fixture
def tabs(live_server, act, analysis, expert, monkeypatch):
    """The clerk's and the expert's page of the first stage; pages must not fail by themselves."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    errors, opened = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for person in (user_of(act), expert):
            client = Client()
            client.force_login(
                person, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            context = browser.new_context()
            context.set_default_timeout(LATE)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
            context.on("weberror", lambda error: errors.append(error.error))
            page = context.new_page()
            page.goto(f"{live_server.url}/analizy/{analysis.pk}/etap-1/")
            opened.append(page)
        yield opened
        browser.close()
        connections.close_all()
    assert errors == []


def saved(page, place):
    page.locator(f'[data-saved="{place}"].is-done').wait_for()


def test_two_people_write_at_once_and_no_word_is_lost(tabs, analysis):
    clerk, expert = tabs
    clerk.locator("#p-E1-01").fill("tekst urzędu")
    expert.locator("#p-E1-09").fill("tekst ekspertki")
    saved(clerk, "E1-01")
    saved(expert, "E1-09")
    texts = analysis.draft.texts()
    assert (texts["E1-01"], texts["E1-09"]) == ("tekst urzędu", "tekst ekspertki")
    expert.locator("#p-E1-01").fill("lepszy tekst ekspertki")
    box = expert.locator('[data-clash="E1-01"]')
    box.wait_for()
    both = {one.inner_text() for one in box.locator("blockquote").all()}
    assert both == {"tekst urzędu", "lepszy tekst ekspertki"}
    assert analysis.draft.texts()["E1-01"] == "tekst urzędu"
    box.get_by_role("button").first.click()
    saved(expert, "E1-01")
    clerk.locator("#p-E1-01").fill("jeszcze inny")
    clash = clerk.locator('[data-clash="E1-01"]')
    clash.wait_for()
    clash.get_by_role("button").last.click()
    saved(clerk, "E1-01")
    assert clerk.locator("#p-E1-01").input_value() == "lepszy tekst ekspertki"
    kept = list(analysis.draft.changes.filter(place="E1-01").values_list("new", flat=True))
    assert kept == ["lepszy tekst ekspertki", "tekst urzędu"]


def test_each_sees_that_the_other_is_here_and_at_which_question(tabs, analysis):
    clerk, expert = tabs
    seen = expert.locator("[data-presence] li")
    seen.wait_for()
    assert "pisze" in seen.inner_text()
    with clerk.expect_response("**/obecnosc/"):
        clerk.locator("#p-E1-09").focus()
    with expert.expect_response("**/obecnosc/"):
        expert.locator("#p-E1-01").focus()
    link = expert.locator("[data-presence] li a")
    link.wait_for()
    assert urlsplit(link.get_attribute("href")).fragment == "p-E1-09"
    clerk.goto("about:blank")
    with expert.expect_response("**/obecnosc/"):
        expert.locator("#p-E1-02-today").focus()
    expert.locator("[data-presence] li").wait_for(state="detached")
    assert Presence.objects.count() == 1


def test_a_comment_is_a_link_to_its_question_and_is_answered(tabs, analysis):
    clerk, expert = tabs
    clerk.locator("#p-E1-01").fill("Krócej")
    saved(clerk, "E1-01")
    expert.reload()
    expert.locator('a[href*="/uwagi/?miejsce=E1-01"]').first.click()
    expert.get_by_label("Treść uwagi").fill("O ile krócej?")
    expert.get_by_text("Zaproponuj inny tekst").click()
    expert.get_by_label("Proponowany tekst").fill("Krócej o 10 minut")
    expert.get_by_role("button", name="Zaproponuj ten tekst").click()
    clerk.reload()
    count = clerk.locator(".tabs a[aria-current] .open-count")
    assert count.inner_text().startswith("1")
    clerk.locator(".comments-at summary").click()
    assert clerk.get_by_text("O ile krócej?").is_visible()
    clerk.get_by_role("link", name="1 otwarta uwaga w formularzu").click()
    clerk.locator("article h3 a").click()
    assert urlsplit(clerk.url).fragment == "p-E1-01"
    thread = Thread.objects.get()
    clerk.goto(clerk.url.split("/analizy/")[0] + f"/szkice/uwagi/{thread.pk}/")
    clerk.get_by_role("button", name="Przyjmij propozycję").click()
    assert analysis.draft.texts()["E1-01"] == "Krócej o 10 minut"
    for width in WIDTHS:
        clerk.set_viewport_size({"width": width, "height": 800})
        for address in (f"/szkice/uwagi/{thread.pk}/", f"/szkice/{analysis.draft.pk}/uwagi/"):
            clerk.goto(clerk.url.split("/szkice/")[0] + address)
            assert clerk.evaluate("document.documentElement.scrollWidth") <= width
