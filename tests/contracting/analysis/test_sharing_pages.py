"""The pages of sharing, of the library, of answers to a question; what is shown is escaped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracting.analysis import sharing_actions as actions
from contracting.analysis.models import AnswerSource, SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import Content
from contracting.analysis.sharing_permissions import may_share
from mkus_portal.accounts.actions import give_key
from tests.contracting.analysis.factories import (
    answer,
    make_office,
    make_user,
    member_act,
    user_of,
)
from tests.contracting.analysis.sharing_factories import (
    answer_to,
    as_role,
    make_some,
    prepare,
    share,
    share_some,
)

BY_SCRIPT = {"HX-Request": "true"}
EVIL = "<script>alert('x')</script> <b>pogrubienie</b>"
SAFE = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &lt;b&gt;pogrubienie&lt;/b&gt;"


def text(response):
    return response.content.decode()


@pytest.fixture
def leader(client, act, office):
    """The browser of a coordinator of the same office."""
    client.force_login(user_of(member_act(office, "coordinator")))
    return client


def posted(browser, url, **given):
    return browser.post(url, given)


def test_an_open_analysis_says_why_it_is_not_shared(browser, analysis):
    page = text(browser.get(f"/analizy/{analysis.pk}/udostepnienie/"))
    assert "Udostępnić można zamkniętą analizę." in page
    assert browser.post(f"/analizy/{analysis.pk}/udostepnienie/").status_code == 403
    assert not SharedAnalysis.objects.exists()


def test_the_clerk_prepares_and_the_preview_shows_everything(browser, act):
    closed = make_some(act)
    assert f"/analizy/{closed.pk}/udostepnienie/" in text(browser.get(f"/analizy/{closed.pk}/"))
    url = f"/analizy/{closed.pk}/udostepnienie/"
    assert browser.post(url)["Location"] == url
    page = text(browser.get(url))
    for question in SharedAnswer.objects.values_list("question", flat=True):
        assert f'id="{question}"' in page
    assert "O udostępnieniu decyduje koordynator" in page
    assert browser.post(url).status_code == 409


def test_what_looks_personal_is_marked_and_confirmed(browser, act):
    shared = prepare(act)
    copy = answer_to(shared, "E1-01")
    actions.edit_copy(act, copy, Content({"E1-01": "Pisać na jan@gmina.example."}))
    url = f"/analizy/{shared.analysis_id}/udostepnienie/"
    page = text(browser.get(url))
    assert '<mark title="adres e-mail">jan@gmina.example.</mark>' in page
    assert "Do sprawdzenia" in page
    mark = f"/analizy/udostepnienie/odpowiedzi/{copy.pk}/oznaczenie/"
    assert browser.post(mark, {"co": "potwierdz", "wersja": "0"}).status_code == 409
    version = answer_to(shared, "E1-01").edit_version
    answered = browser.post(mark, {"co": "potwierdz", "wersja": str(version)})
    assert answered["Location"] == f"{url}#E1-01"
    page = text(browser.get(url))
    assert "Do sprawdzenia" not in page
    assert "Ktoś z urzędu potwierdził" in page
    browser.post(mark, {"co": "pomin"})
    assert answer_to(shared, "E1-01").is_left_out
    browser.post(mark, {"co": "wlacz"})
    assert not answer_to(shared, "E1-01").is_left_out
    assert browser.post(mark, {"co": "psuj"}).status_code == 404


def test_the_description_is_asked_for_in_words(browser, act):
    shared = actions.prepare_sharing(act, make_some(act))
    url = f"/analizy/udostepnienie/{shared.pk}/opis/"
    wrong = browser.post(url, {"title": "Nowy tytuł", "task_name": ""})
    assert wrong.status_code == 422
    assert "Wybierz sferę zadań publicznych." in text(wrong)
    assert 'value="Nowy tytuł"' in text(wrong)
    given = {"title": "Nowy tytuł", "task_name": "Zadanie", "sphere": "10", "unit_size": "under_5"}
    stale = browser.post(url, {**given, "based_on": "99"})
    assert stale.status_code == 409
    assert browser.post(url, {**given, "based_on": "1"}).status_code == 302
    shared.refresh_from_db()
    assert (shared.title, shared.sphere, shared.unit_size) == ("Nowy tytuł", "10", "under_5")


def test_a_copy_is_edited_field_by_field_and_row_by_row(browser, act):
    shared = prepare(act)
    copy = answer_to(shared, "E2-10")
    url = f"/analizy/udostepnienie/odpowiedzi/{copy.pk}/"
    assert "Kopia odpowiedzi" in text(browser.get(url))
    given = {"based_on": copy.edit_version, "E2-10.risks:1:risk": "Ogólne ryzyko"}
    wrong = browser.post(url, {**given, "E2-10.risks:1:probability": "77"})
    assert wrong.status_code == 422
    assert "Ogólne ryzyko" in text(wrong)
    stale = browser.post(url, {**given, "based_on": 0})
    assert stale.status_code == 409
    assert "Ogólne ryzyko" in text(stale)
    assert browser.post(url, given).status_code == 302
    assert answer_to(shared, "E2-10").rows == {"E2-10.risks": [{"risk": "Ogólne ryzyko"}]}


def test_the_coordinator_shares_and_withdraws(leader, act):
    shared = prepare(act)
    url = f"/analizy/udostepnienie/{shared.pk}/ruch/"
    question = text(leader.get(f"{url}?ruch=share"))
    assert "przeczytają i skopiują pracownicy innych urzędów" in question
    assert leader.post(f"{url}?ruch=share").status_code == 302
    shared.refresh_from_db()
    assert shared.state == "shared"
    assert leader.get(f"{url}?ruch=share").status_code == 403
    assert leader.get(f"{url}?ruch=psuj").status_code == 404
    assert leader.post(f"{url}?ruch=withdraw").status_code == 302
    assert leader.get(f"/biblioteka-analiz/{shared.pk}/").status_code == 404
    assert leader.post(f"{url}?ruch=reopen").status_code == 302


def test_a_clerk_does_not_share(browser, act):
    shared = prepare(act)
    assert not may_share(act, shared)
    answered = browser.post(f"/analizy/udostepnienie/{shared.pk}/ruch/?ruch=share")
    assert answered.status_code == 403
    shared.refresh_from_db()
    assert shared.state == "prepared"


def test_the_neighbour_finds_no_preparation_whatever_the_state(client, act):
    shared = prepare(act)
    copy = answer_to(shared, "E1-01")
    pages = (
        f"/analizy/{shared.analysis_id}/udostepnienie/",
        f"/analizy/udostepnienie/{shared.pk}/opis/",
        f"/analizy/udostepnienie/{shared.pk}/ruch/?ruch=share",
        f"/analizy/udostepnienie/odpowiedzi/{copy.pk}/",
        f"/analizy/udostepnienie/odpowiedzi/{copy.pk}/oznaczenie/",
    )
    client.force_login(user_of(member_act(make_office(), "coordinator")))
    for state in ("prepared", "shared"):
        for page in pages:
            assert client.post(page, {"co": "pomin"}).status_code == 404, (state, page)
        if state == "prepared":
            assert client.get(f"/biblioteka-analiz/{shared.pk}/").status_code == 404
            actions.share_analysis(as_role(act, "coordinator"), shared)
    assert client.get(f"/biblioteka-analiz/{shared.pk}/").status_code == 200
    assert client.get(f"/analizy/{shared.analysis_id}/").status_code == 404
    assert client.get(f"/analizy/{shared.analysis_id}/inni/E1-01/").status_code == 404


def test_the_library_lists_filters_and_marks_ones_own(browser, act):
    share(act, title="Własna analiza")
    share_some(title="Żłobek w gminie")
    prepare(member_act(make_office()), title="Jeszcze nieudostępniona")
    page = text(browser.get("/biblioteka-analiz/"))
    assert "(Twój urząd)" in page
    assert "Żłobek w gminie" in page
    assert "Jeszcze nieudostępniona" not in page
    found = text(browser.get("/biblioteka-analiz/", {"text": "ZLOBEK"}))
    assert "Żłobek w gminie" in found
    assert "Własna analiza" not in found
    assert "Żłobek" not in text(browser.get("/biblioteka-analiz/", {"sphere": "18"}))
    assert "Żłobek" in text(browser.get("/biblioteka-analiz/", {"unit_size": "under_10"}))


def test_a_file_of_the_library_holds_no_formula(browser, act):
    share_some(title="=1+1", task_name="@zadanie")
    file = text(browser.get("/biblioteka-analiz/", {"eksport": "csv"}))
    assert "'=1+1,'@zadanie," in file
    assert "=1+1" in text(browser.get("/biblioteka-analiz/"))


def evil_copy():
    """A shared copy whose every word is an attack."""
    writer = member_act(make_office())
    shared = prepare(writer, title=EVIL, task_name=EVIL)
    rows = [{"risk": EVIL, "owner": EVIL}]
    actions.edit_copy(writer, answer_to(shared, "E2-10"), Content({}, {"E2-10.risks": rows}))
    actions.edit_copy(writer, answer_to(shared, "E1-01"), Content({"E1-01": EVIL}))
    for question in ("E2-10", "E1-01"):
        one = answer_to(shared, question)
        actions.confirm_answer(writer, one, one.edit_version)
    actions.share_analysis(as_role(writer, "coordinator"), shared)
    return shared


def test_a_shared_text_is_never_markup(browser, analysis):
    shared = evil_copy()
    copy = answer_to(shared, "E1-01")
    peers = f"/analizy/{analysis.pk}/inni/E1-01/"
    assert posted(browser, f"{peers}{copy.pk}/", **{"v:E1-01": "0"}).status_code == 302
    source = AnswerSource.objects.get()
    for page in (
        "/biblioteka-analiz/",
        f"/biblioteka-analiz/{shared.pk}/",
        peers,
        f"/analizy/{analysis.pk}/inni/E2-10/",
        f"/analizy/{analysis.pk}/etap-1/",
        f"/analizy/{analysis.pk}/podglad/",
        f"/analizy/zrodla/{source.pk}/zdjecie/",
        f"/szkice/{analysis.draft_id}/historia/?miejsce=E1-01",
    ):
        shown = text(browser.get(page))
        assert SAFE in shown, page
        assert "<script>alert" not in shown, page
        assert "<b>pogrubienie" not in shown, page
    fold = text(browser.get(peers, headers=BY_SCRIPT))
    assert SAFE in fold
    assert "<script>alert" not in fold


def test_the_stage_offers_answers_of_others_and_the_insert_works(browser, analysis):
    stage = f"/analizy/{analysis.pk}/etap-1/"
    assert "Jak odpowiedzieli inni" not in text(browser.get(stage))
    shared = share_some(title="Cudza analiza")
    page = text(browser.get(stage))
    assert "Jak odpowiedzieli inni (1)" in page
    peers = f"/analizy/{analysis.pk}/inni/E1-01/"
    assert f'href="{peers}"' in page
    shown = text(browser.get(peers))
    assert "Wstaw do mojej odpowiedzi" in shown
    assert 'name="v:E1-01" value="0"' in shown
    fold = text(browser.get(peers, headers=BY_SCRIPT))
    assert "Cudza analiza" in fold
    assert "<form" not in fold
    copy = answer_to(shared, "E1-01")
    answered = posted(browser, f"{peers}{copy.pk}/", **{"v:E1-01": "0"})
    assert answered["Location"] == f"{stage}#E1-01"
    page = text(browser.get(stage))
    assert "Źródła odpowiedzi" in page
    assert copy.texts["E1-01"] in page
    stale = posted(browser, f"{peers}{copy.pk}/", **{"v:E1-01": "0"})
    assert stale.status_code == 409
    assert AnswerSource.objects.count() == 1


def test_filters_of_the_answers(browser, analysis):
    share_some(title="Cudza analiza")
    peers = f"/analizy/{analysis.pk}/inni/E1-01/"
    assert "Cudza analiza" in text(browser.get(peers, {"text": "jaki CEL"} | {"text": "tekst"}))
    for asked in (
        {"text": "nieobecne"},
        {"sphere": "18"},
        {"commissioning_type": "service"},
        {"unit_size": "over_100"},
    ):
        assert "Cudza analiza" not in text(browser.get(peers, asked)), asked
    assert browser.get(peers, {"sphere": "bzdura", "strona": "-7"}).status_code == 200
    assert browser.get(f"/analizy/{analysis.pk}/inni/E9-99/").status_code == 404


def test_the_note_is_taken_off_once_the_text_is_gone(browser, act, analysis):
    copy = answer_to(share_some(), "E1-01")
    url = f"/analizy/{analysis.pk}/inni/E1-01/{copy.pk}/"
    posted(browser, url, **{"v:E1-01": "0"})
    off = f"/analizy/zrodla/{AnswerSource.objects.get().pk}/zdjecie/"
    refused = browser.post(off)
    assert refused.status_code == 422
    assert "nadal stoi" in text(refused)
    answer(act, analysis, "E1-01", "Własne słowa")
    assert browser.post(off).status_code == 302
    assert "Źródła odpowiedzi" not in text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    history = text(browser.get(f"/szkice/{analysis.draft_id}/historia/?miejsce=E1-01.sources"))
    assert "zdjęto notę" in history
    assert "Przywróć ten tekst" not in history
    assert "notę zdjęto" in text(
        browser.get(f"/szkice/{analysis.draft_id}/historia/?miejsce=E1-01")
    )


def test_a_reader_by_key_reads_and_does_not_insert(client, act, analysis):
    copy = answer_to(share_some(), "E1-01")
    adviser = make_user("Doradca Zmyślony")
    client.force_login(adviser)
    peers = f"/analizy/{analysis.pk}/inni/E1-01/"
    assert client.get("/biblioteka-analiz/").status_code == 403
    give_key(act, adviser, analysis, "read", "doradca")
    assert client.get("/biblioteka-analiz/").status_code == 200
    assert "Wstaw do mojej odpowiedzi" not in text(client.get(peers))
    assert client.post(f"{peers}{copy.pk}/").status_code == 403
    assert client.get(f"/analizy/{analysis.pk}/udostepnienie/").status_code == 404


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def test_three_answers_cost_what_one_costs(browser, act, analysis):
    shared = share_some()
    pages = (
        f"/analizy/{analysis.pk}/inni/E1-01/",
        f"/analizy/{analysis.pk}/etap-1/",
        f"/biblioteka-analiz/{shared.pk}/",
    )
    one = [queries(browser, page) for page in pages]
    share_some()
    share_some()
    assert [queries(browser, page) for page in pages] == one


def test_the_preview_costs_the_same_however_much_is_shared(browser, act):
    shared = prepare(act)
    url = f"/analizy/{shared.analysis_id}/udostepnienie/"
    whole = queries(browser, url)
    SharedAnswer.objects.exclude(question="E1-01").delete()
    assert queries(browser, url) == whole
