"""Autosave in Chromium: what is typed is kept, offline too, and nobody overwrites anybody."""

import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from mkus_portal.drafting.actions import save_field
from tests.contracting.analysis.factories import member_act, user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATE = 10_000


@pytest.fixture
def context(live_server, client, act, monkeypatch):
    """A browser in which the clerk has signed in; pages must not fail by themselves."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user_of(act))
    session = {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "url": live_server.url,
    }
    errors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context()
        context.set_default_timeout(LATE)
        context.add_cookies([session])
        context.on("weberror", lambda error: errors.append(error.error))
        context.session = session
        yield context
        browser.close()
        # Playwright runs the test in a context of its own, with a connection of its own.
        connections.close_all()
    assert errors == []


@pytest.fixture
def stage(context, live_server, analysis):
    def opened():
        page = context.new_page()
        page.goto(f"{live_server.url}/analizy/{analysis.pk}/etap-1/")
        return page

    return opened


def saved(page, place):
    page.locator(f'[data-saved="{place}"].is-done').wait_for()
    return page.locator(f'[data-saved="{place}"]').inner_text()


def failed(page, place):
    page.locator(f'[data-saved="{place}"].is-failed').wait_for()
    return page.locator(f'[data-saved="{place}"]').inner_text()


def test_what_is_typed_is_saved_by_itself_and_the_coach_follows(stage, analysis):
    page = stage()
    page.locator("#p-E1-01").press_sequentially("Krótsze kolejki")
    assert saved(page, "E1-01").startswith("Zapisano ")
    assert "1 z 32" in page.locator("#coach-progress").inner_text()
    assert analysis.draft.texts()["E1-01"] == "Krótsze kolejki"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_an_answer_that_comes_late_does_not_bring_back_what_was(stage):
    page, held = stage(), []

    def hold_the_first(route):
        answer = route.fetch()
        if held:
            route.fulfill(response=answer)
        else:
            held.append((route, answer))

    page.route("**/zapis/", hold_the_first)
    page.locator("#p-E1-01").fill("Krótsze kolejki")
    page.locator("#p-E1-09").fill("Z budżetu gminy")
    saved(page, "E1-09")
    route, answer = held[0]
    route.fulfill(response=answer)
    saved(page, "E1-01")
    assert "2 z 32" in page.locator("#coach-progress").inner_text()


def test_a_choice_is_changed_as_often_as_one_likes(stage, analysis):
    page = stage()
    for number, value in ((1, "yes"), (3, "rather_no"), (2, "rather_yes")):
        with page.expect_response("**/zapis/") as response:
            page.locator(f"#p-E1-90-verdict-{number}").check()
        assert response.value.status == 200
        assert analysis.draft.texts()["E1-90.verdict"] == value


def test_two_texts_meet_and_the_person_picks(stage, analysis, office):
    page = stage()
    save_field(member_act(office), analysis.draft, "E1-01", "ich cel", 0)
    page.locator("#p-E1-01").fill("mój cel")
    assert "dwie wersje" in failed(page, "E1-01")
    box = page.locator('[data-clash="E1-01"]')
    assert {one.inner_text() for one in box.locator("blockquote").all()} == {"mój cel", "ich cel"}
    assert analysis.draft.texts()["E1-01"] == "ich cel"
    page.locator("#p-E1-01").fill("mój lepszy cel")
    box.get_by_role("button").first.click()
    saved(page, "E1-01")
    assert analysis.draft.texts()["E1-01"] == "mój lepszy cel"
    assert box.count() == 0


def test_without_a_connection_the_text_waits_in_the_browser(context, stage, analysis, office):
    page = stage()
    context.set_offline(True)
    page.locator("#p-E1-09").fill("bez sieci")
    assert "Brak połączenia" in failed(page, "E1-09")
    context.set_offline(False)
    saved(page, "E1-09")
    assert analysis.draft.texts()["E1-09"] == "bez sieci"
    context.set_offline(True)
    page.locator("#p-E1-09").fill("znów bez sieci")
    failed(page, "E1-09")
    page.close()
    save_field(member_act(office), analysis.draft, "E1-09", "tekst koleżanki", 1)
    context.set_offline(False)
    page = stage()
    texts = page.locator('[data-clash="E1-09"] blockquote')
    texts.first.wait_for()
    assert [one.inner_text() for one in texts.all()] == ["znów bez sieci", "tekst koleżanki"]
    assert analysis.draft.texts()["E1-09"] == "tekst koleżanki"


def test_after_the_session_has_ended_the_text_is_saved_on_signing_in(context, stage, analysis):
    page = stage()
    context.clear_cookies(name="sessionid")
    page.locator("#p-E1-01").fill("po wylogowaniu")
    assert "Twoja sesja wygasła" in failed(page, "E1-01")
    assert "E1-01" not in analysis.draft.texts()
    context.add_cookies([context.session])
    saved(page, "E1-01")
    assert analysis.draft.texts()["E1-01"] == "po wylogowaniu"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["", "etap-1/", "podglad/"])
def test_no_page_is_wider_than_the_screen(context, live_server, analysis, width, address):
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/analizy/{analysis.pk}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
