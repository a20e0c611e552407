"""Autosave and history over HTTP."""

import pytest

from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Answer, Change
from tests.mkus_portal.drafting.typed import Cost


@pytest.fixture
def url(draft):
    return f"/szkice/{draft.pk}/zapis/"


@pytest.fixture
def history_url(draft):
    return f"/szkice/{draft.pk}/historia/"


@pytest.fixture
def browser(client, clerk):
    client.force_login(clerk)
    return client


def post(browser, url, place="III.3", text="tekst", version="0"):
    return browser.post(url, {"place": place, "text": text, "version": version})


def test_a_save_answers_version_time_and_what_else_changed(browser, url, office):
    answer = post(browser, url)
    assert answer.status_code == 200
    body = answer.json()
    assert body["version"] == 1
    assert len(body["saved_at"].split(":")) == 3
    assert body["live"] == {"sum": f"Razem: {office.name}"}


def test_a_clash_answers_both_texts(browser, url, draft, other_act, colleague):
    save_field(other_act, draft, "III.3", "ich", 0)
    answer = post(browser, url, text="mój")
    assert answer.status_code == 409
    body = answer.json()
    assert (body["mine"], body["theirs"], body["version"]) == ("mój", "ich", 1)
    assert (body["who"], body["saved_at"]) == (colleague.full_name, "14:32:05")
    assert post(browser, url, text="mój", version="1").json()["version"] == 2


def test_a_wrong_value_answers_the_sentence(browser, url, draft, act):
    row = add_row(act, draft, "costs")
    answer = post(browser, url, place=f"costs:{row.pk}:amount", text="dużo")
    assert (answer.status_code, answer.json()) == (422, {"error": "Wpisz kwotę, np. 1234,56."})
    assert Cost.objects.get().amount is None


def test_a_place_that_is_gone_is_said_to_be_gone(browser, url):
    answer = post(browser, url, place="needs:77:need")
    assert answer.status_code == 404
    assert "wiersz usunięto" in answer.json()["error"]


@pytest.mark.parametrize("version", ["", "-1", "x", "1.5", "9" * 30])
def test_a_version_is_a_number(browser, url, version):
    assert post(browser, url, version=version).status_code == 400


def test_a_closed_form_refuses_with_the_reason(browser, url, office):
    type(office).objects.filter(pk=office.pk).update(is_active=False)
    answer = post(browser, url)
    assert (answer.status_code, answer.json()) == (403, {"error": "Formularz jest już zamknięty."})


def test_the_neighbour_office_finds_nothing(client, neighbour, url, history_url):
    client.force_login(neighbour)
    assert post(client, url).status_code == 404
    assert client.get(history_url, {"miejsce": "III.3"}).status_code == 404
    assert client.post(history_url, {"zmiana": "1"}).status_code == 404
    assert not Answer.objects.exists()


def test_a_visitor_is_sent_to_sign_in(client, url):
    answer = post(client, url)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_the_address_of_saving_takes_only_post(browser, url):
    assert browser.get(url).status_code == 405


def test_a_draft_that_is_not_there_is_not_found(browser, kind):
    assert post(browser, "/szkice/999/zapis/").status_code == 404


def test_history_shows_who_wrote_what_and_changes_nothing(browser, history_url, draft, act, clerk):
    save_field(act, draft, "III.3", "pierwszy <b>", 0)
    save_field(act, draft, "III.3", "drugi", 1)
    page = browser.get(history_url, {"miejsce": "III.3"}).content.decode()
    assert "pierwszy &lt;b&gt;" in page
    assert page.index("drugi") < page.index("pierwszy")
    assert clerk.full_name in page
    assert "14:32:05" in page
    assert page.count("Przywróć ten tekst") == 1
    assert Change.objects.count() == 2


def test_history_of_a_table_shows_its_rows(browser, history_url, draft, act):
    row = add_row(act, draft, "needs")
    save_field(act, draft, f"needs:{row.pk}:need", "opieka", 0)
    page = browser.get(history_url, {"miejsce": "needs"}).content.decode()
    assert "dodano wiersz" in page
    assert "opieka" in page
    assert "Przywróć" not in page


@pytest.mark.parametrize("place", ["", "III.5", "a\x00b", "needs:1:x"])
def test_history_of_nothing_says_so(browser, history_url, place):
    answer = browser.get(history_url, {"miejsce": place})
    assert "nie było jeszcze zmieniane" in answer.content.decode()


def test_a_text_is_put_back(browser, history_url, draft, act):
    save_field(act, draft, "III.3", "pierwszy", 0)
    save_field(act, draft, "III.3", "drugi", 1)
    first = Change.objects.get(version=1)
    address = f"{history_url}?miejsce=III.3"
    answer = browser.post(address, {"zmiana": first.pk, "version": 2}, follow=True)
    assert "Przywrócono wybrany tekst." in answer.content.decode()
    assert draft.texts() == {"III.3": "pierwszy"}
    stale = browser.post(
        address, {"zmiana": Change.objects.first().pk - 1, "version": 2}, follow=True
    )
    assert "w tym czasie zmienił(a)" in stale.content.decode()
    assert browser.post(address, {"zmiana": "x"}).status_code == 404


def test_a_closed_form_puts_nothing_back(browser, history_url, draft, act, office):
    save_field(act, draft, "III.3", "pierwszy", 0)
    save_field(act, draft, "III.3", "drugi", 1)
    type(office).objects.filter(pk=office.pk).update(is_active=False)
    address = f"{history_url}?miejsce=III.3"
    assert "Przywróć" not in browser.get(address).content.decode()
    first = Change.objects.get(version=1)
    assert browser.post(address, {"zmiana": first.pk, "version": 2}).status_code == 403


def test_a_save_costs_few_queries(browser, url, django_assert_max_num_queries):
    post(browser, url)
    with django_assert_max_num_queries(14):
        post(browser, url, text="dalszy ciąg", version="1")
