"""Comments and presence over HTTP: pages, heartbeat, what each costs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mkus_portal.drafting import actions, registry
from mkus_portal.drafting.models import Comment, Presence, Thread
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import refused
from tests.mkus_portal.drafting.conftest import AT


@pytest.fixture
def now(monkeypatch):
    """The portal's clock, in the hands of the test."""
    clock = {"at": AT}
    monkeypatch.setattr("mkus_portal.web.middleware.portal_now", lambda: clock["at"])
    return clock


def browser_of(user):
    found = Client()
    found.force_login(user)
    return found


@pytest.fixture
def browser(clerk, now):
    return browser_of(clerk)


@pytest.fixture
def other(colleague, now):
    return browser_of(colleague)


@pytest.fixture
def url(draft):
    return f"/szkice/{draft.pk}/uwagi/"


@pytest.fixture
def beat(draft):
    def send(browser, place="", **more):
        return browser.post(f"/szkice/{draft.pk}/obecnosc/", {"place": place, **more})

    return send


def test_a_comment_is_written_and_listed_with_its_link(browser, url):
    answer = browser.post(f"{url}?miejsce=III.3", {"text": "Skąd ta liczba?", "co": "uwaga"})
    assert answer.status_code == 302
    page = browser.get(url).content.decode()
    assert "Skąd ta liczba?" in page
    assert 'href="/czesc/III/#p-III-3"' in page


def test_what_was_typed_stays_when_it_cannot_be_kept(browser, url):
    words = {"text": "Brzmi lepiej", "proposed": "", "co": "propozycja"}
    answer = browser.post(f"{url}?miejsce=III.3", words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Brzmi lepiej</textarea>" in page
    assert "taki sam jak obecny" in page
    assert not Thread.objects.exists()


def test_a_comment_is_shown_as_text_and_nothing_else(browser, url):
    browser.post(f"{url}?miejsce=III.3", {"text": "<script>x()</script>"})
    page = browser.get(url).content.decode()
    assert "&lt;script&gt;x()" in page
    assert "<script>x()" not in page


@pytest.mark.parametrize("place", ["IX.1", "needs:99", "@IX", "%00"])
def test_a_place_that_never_was_is_not_found(browser, url, place):
    assert browser.get(f"{url}?miejsce={place}").status_code == (200 if place == "%00" else 404)
    answer = browser.post(f"{url}?miejsce={place}", {"text": "Halo"})
    assert answer.status_code == 302
    assert not Thread.objects.exists()


def test_comments_on_a_row_outlive_it(browser, url, act, draft):
    row = actions.add_row(act, draft, "needs")
    browser.post(f"{url}?miejsce=needs:{row.pk}", {"text": "Czy to potrzebne?"})
    actions.remove_row(act, draft, "needs", row.pk)
    page = browser.get(f"{url}?miejsce=needs:{row.pk}").content.decode()
    assert "wiersz, którego już nie ma" in page
    assert "Czy to potrzebne?" in page
    assert "Nowa uwaga" not in page


def test_a_thread_is_answered_moved_and_its_words_changed(browser, other, url, act):
    browser.post(f"{url}?miejsce=III.3", {"text": "Skąd ta liczba?"})
    thread = Thread.objects.get()
    page = f"/szkice/uwagi/{thread.pk}/"
    assert other.post(page, {"text": ""}).status_code == 422
    assert other.post(page, {"text": "Z badania"}).status_code == 302
    mine, theirs = Comment.objects.order_by("pk")
    assert other.get(f"/szkice/wypowiedzi/{mine.pk}/").status_code == 403
    assert other.post(f"/szkice/wypowiedzi/{mine.pk}/", {"text": "x"}).status_code == 403
    assert other.post(f"/szkice/wypowiedzi/{mine.pk}/usuniecie/").status_code == 403
    assert other.post(f"/szkice/wypowiedzi/{theirs.pk}/", {"text": "Z ankiety"}).status_code == 302
    shown = browser.get(page).content.decode()
    assert "Z ankiety" in shown
    assert "zmieniono" in shown
    assert browser.post(f"{page}ruch/", {"ruch": "psuj"}).status_code == 404
    assert browser.post(f"{page}ruch/", {"ruch": "resolve"}).status_code == 302
    assert "Skąd ta liczba?" not in browser.get(url).content.decode()
    assert "Skąd ta liczba?" in browser.get(f"{url}?wszystkie=tak").content.decode()


def test_a_proposal_is_taken_with_a_click(browser, other, url, draft):
    words = {"text": "", "proposed": "lepszy opis", "co": "propozycja"}
    other.post(f"{url}?miejsce=III.3", words)
    page = f"/szkice/uwagi/{Thread.objects.get().pk}/"
    assert "Przyjmij propozycję" in browser.get(page).content.decode()
    browser.post(f"{page}ruch/", {"ruch": "accept", "version": "0"})
    assert draft.texts() == {"III.3": "lepszy opis"}
    history = browser.get(f"/szkice/{draft.pk}/historia/?miejsce=III.3").content.decode()
    assert "przyjęta propozycja" in history


def test_the_neighbour_finds_nothing(browser, neighbour, url, beat, now):
    browser.post(f"{url}?miejsce=III.3", {"text": "Skąd ta liczba?"})
    thread, comment = Thread.objects.get(), Comment.objects.get()
    stranger = browser_of(neighbour)
    for address in (url, f"/szkice/uwagi/{thread.pk}/", f"/szkice/wypowiedzi/{comment.pk}/"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"text": "x"}).status_code == 404
    assert stranger.post(f"{url}przeczytane/").status_code == 404
    assert stranger.post(f"/szkice/uwagi/{thread.pk}/ruch/", {"ruch": "resolve"}).status_code == 404
    assert beat(stranger).status_code == 404
    assert not Presence.objects.exists()


def test_a_form_without_talk_has_no_pages_of_it(browser, url, kind):
    registry.register(replace(kind, talk=None))
    assert browser.get(url).status_code == 404
    assert browser.post(f"{url}?miejsce=III.3", {"text": "x"}).status_code == 404


def test_looking_closes_the_duty(browser, url, act, other_act, draft, clerk):
    actions.save_field(act, draft, "III.3", "opis", 0)
    actions.open_thread(other_act, draft, "III.3", "Skąd?")
    assert Duty.objects.open().get().user == clerk
    browser.get(url)
    assert Duty.objects.open().exists()
    browser.post(f"{url}przeczytane/")
    assert not Duty.objects.open().exists()


def test_the_list_costs_the_same_for_one_comment_and_for_three(browser, url, act, draft):
    rows = [actions.add_row(act, draft, "needs") for _ in range(3)]

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    actions.open_thread(act, draft, f"needs:{rows[0].pk}:group", "Ilu?")
    queries()
    few = queries()
    for row in rows[1:]:
        thread = actions.open_thread(act, draft, f"needs:{row.pk}:group", "Ilu?")
        actions.reply(act, thread, "Dwunastu")
    assert queries() == few


def test_who_is_here_sees_who_else_is(browser, other, beat, colleague):
    assert "Teraz" not in beat(browser, "III.3", pisze="1").json()["html"]
    beat(other, "III.5", pisze="0")
    html = beat(browser, "III.3", pisze="1").json()["html"]
    assert colleague.full_name in html
    assert "czyta" in html
    assert 'href="/czesc/III/#p-III-5"' in html
    assert "pisze" in beat(other).json()["html"]


@pytest.mark.parametrize("place", ["IX.9", "<b>x</b>", "needs:x:y", "x" * 500, "a\x00b"])
def test_a_browser_that_names_garbage_is_here_nowhere(browser, other, beat, place):
    assert beat(other, place).status_code == 200
    html = beat(browser).json()["html"]
    assert "czyta</li>" in html


def test_presence_runs_out_by_itself(browser, other, beat, now):
    beat(other)
    now["at"] = AT + timedelta(seconds=49)
    assert beat(browser).json()["html"]
    now["at"] = AT + timedelta(seconds=51)
    assert beat(browser).json()["html"] == ""
    assert Presence.objects.count() == 2


def test_who_leaves_is_gone_at_once(browser, other, beat):
    beat(other)
    assert beat(other, koniec="1").json() == {}
    assert beat(browser).json()["html"] == ""


def test_old_presence_is_swept(act, draft, other_act):
    actions.be_here(act, draft)
    actions.be_here(other_act.later(AT + timedelta(hours=2)), draft)
    assert actions.sweep(act.later(AT + timedelta(hours=2))) == 1
    assert Presence.objects.get().user_id == other_act.user


def test_a_heartbeat_writes_once_and_reads_once(browser, beat):
    beat(browser)
    with CaptureQueriesContext(connection) as caught:
        beat(browser, "III.3", pisze="1")
    own = [one["sql"] for one in caught if "presence" in one["sql"]]
    assert [one.split()[0] for one in own] == ["INSERT", "SELECT"]
    assert len(caught) <= 9


def test_who_takes_no_part_is_neither_seen_nor_shown(act, other_act, draft, kind):
    actions.be_here(act, draft)
    talk = replace(kind.talk, may_read=lambda act, obj: refused("Nie pracujesz nad tym."))
    registry.register(replace(kind, talk=talk))
    assert actions.who_is_here(other_act, draft) == []
    actions.be_here(other_act, draft)
    assert Presence.objects.get().user_id == act.user
