"""The pages: list, start, stage, preview, closing, report; walls around them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracting.analysis.actions import close_analysis
from contracting.analysis.models import Analysis
from mkus_portal.accounts.actions import give_key
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Change, Row
from tests.contracting.analysis.factories import (
    add_cost,
    answer,
    fill,
    make_analysis,
    make_closed,
    make_office,
    make_user,
    member_act,
    user_of,
)

ABOUT_ONE = ("", "etap-1/", "podglad/", "zamkniecie/?ruch=close_with_gaps")


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_the_office_opens_every_page_and_nothing_is_written(browser, analysis, page):
    before = (Change.objects.count(), Document.objects.count(), Row.objects.count())
    answer_ = browser.get(f"/analizy/{analysis.pk}/{page}")
    assert answer_.status_code == 200
    assert analysis.title in text(answer_)
    assert (Change.objects.count(), Document.objects.count(), Row.objects.count()) == before


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_the_neighbour_office_finds_nothing(client, analysis, page):
    client.force_login(user_of(member_act(make_office(), "coordinator")))
    assert client.get(f"/analizy/{analysis.pk}/{page}").status_code == 404
    assert client.post(f"/analizy/{analysis.pk}/etap-1/").status_code == 404
    assert client.post(f"/analizy/{analysis.pk}/zamkniecie/").status_code == 404
    assert client.post(f"/analizy/{analysis.pk}/raport/").status_code == 404
    saving = client.post(f"/szkice/{analysis.draft_id}/zapis/", {"place": "E1-01", "text": "x"})
    assert saving.status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, analysis):
    for page in ("/analizy/", "/analizy/nowa/", f"/analizy/{analysis.pk}/"):
        assert client.get(page).status_code == 302


def test_a_person_without_a_hat_has_no_list_but_a_key_opens_the_page(client, act, analysis):
    adviser = make_user("Doradca Zmyślony")
    client.force_login(adviser)
    assert client.get("/analizy/").status_code == 403
    assert client.get(f"/analizy/{analysis.pk}/").status_code == 404
    give_key(act, adviser, analysis, "read", "doradca")
    page = text(client.get(f"/analizy/{analysis.pk}/etap-1/"))
    assert "Odpowiedzi pisze koordynator" in page
    assert "drafting.js" not in page
    assert client.post(f"/analizy/{analysis.pk}/etap-1/").status_code == 403


def test_the_list_shows_filters_and_exports(browser, act, analysis):
    make_analysis(act, "service", title="Opieka wytchnieniowa", task_name="Usługi żłobkowe")
    make_closed(act, title="Schronisko")
    make_analysis(member_act(make_office()), title="Cudza")
    page = text(browser.get("/analizy/"))
    assert "Opieka wytchnieniowa" in page
    assert "Cudza" not in page
    found = text(browser.get("/analizy/", {"text": "ZLOBKOWE"}))
    assert "Opieka wytchnieniowa" in found
    assert "Schronisko" not in found
    closed = text(browser.get("/analizy/", {"state": "closed"}))
    assert "Schronisko" in closed
    assert "Opieka wytchnieniowa" not in closed
    file = browser.get("/analizy/", {"eksport": "csv", "commissioning_type": "service"})
    assert "Opieka wytchnieniowa" in text(file)
    assert "Schronisko" not in text(file)
    assert browser.get("/analizy/", {"eksport": "xlsx"}).status_code == 200


def queries_of(browser):
    with CaptureQueriesContext(connection) as caught:
        browser.get("/analizy/")
    return len(caught)


def test_a_list_of_three_costs_as_much_as_a_list_of_one(browser, act, analysis):
    browser.get("/analizy/")
    with_one = queries_of(browser)
    for number in range(2):
        make_closed(act, title=f"Analiza {number}")
    assert queries_of(browser) == with_one


def test_a_new_analysis_is_started_with_a_type_and_its_hints(browser, office):
    page = text(browser.get("/analizy/nowa/"))
    assert "Kooperacyjne rozwiązywanie problemów" in page
    assert "w nieruchomości, którą przekaże samorząd" in page
    wrong = browser.post("/analizy/nowa/", {"title": "Nasza", "task_name": ""})
    assert wrong.status_code == 422
    assert "Wybierz typ zlecenia." in text(wrong)
    assert "Podaj nazwę zadania." in text(wrong)
    assert 'value="Nasza"' in text(wrong)
    given = {"title": "Nasza", "task_name": "Świetlica", "commissioning_type": "institution"}
    started = browser.post("/analizy/nowa/", given)
    analysis = Analysis.objects.get()
    assert started["Location"] == f"/analizy/{analysis.pk}/etap-1/"
    assert (analysis.office, analysis.commissioning_type) == (office, "institution")


def test_an_executive_does_not_start_analyses(client, office, bells):
    client.force_login(user_of(member_act(office, "executive")))
    assert client.get("/analizy/nowa/").status_code == 403


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("regranting", "Ile małych dotacji", "Czy istnieje standard"),
        ("institution", "Jaki obiekt", "Ile małych dotacji"),
        ("other", "Jaki jest cel zmiany", "Jaki obiekt"),
    ],
)
def test_the_stage_asks_the_questions_of_the_type(browser, act, kind, asked, not_asked):
    analysis = make_analysis(act, kind)
    page = text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    assert asked in page
    assert not_asked not in page
    assert 'id="E1-01"' in page


def test_the_coach_links_to_the_places_of_the_stage(browser, act, analysis):
    row = Row.objects.get(table="E1-03.groups")
    save_field(act, analysis.draft, f"E1-03.groups:{row.pk}:group", "seniorzy", 0)
    page = text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    for anchor in ("p-E1-01", "t-E1-04.for", "p-E1-90-verdict", f"p-E1-03-groups-{row.pk}-need"):
        assert f'href="/analizy/{analysis.pk}/etap-1/#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_the_stage_costs_the_same_however_much_is_answered(browser, act, analysis):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/analizy/{analysis.pk}/etap-1/")
        return len(caught)

    fill(act, analysis)
    queries()
    few = queries()
    for _ in range(3):
        add_row(act, analysis.draft, "E1-03.groups")
        add_cost(act, analysis)
    assert queries() == few <= 27


def test_a_save_renews_the_coach(browser, analysis):
    saving = browser.post(
        f"/szkice/{analysis.draft_id}/zapis/", {"place": "E1-01", "text": "Cel", "version": "0"}
    )
    live = saving.json()["live"]
    assert "1 z 32" in live["coach-progress"]
    assert "Opisz cel zmiany" not in live["coach-gaps"]
    assert "realizuje zadanie dziś" in live["coach-gaps"]


def test_the_stage_is_saved_without_script(browser, analysis):
    row = Row.objects.get(table="E1-03.groups")
    url = f"/analizy/{analysis.pk}/etap-1/"
    need = f"E1-03.groups:{row.pk}:need"
    saved = browser.post(
        url,
        {
            "v:E1-01": "0",
            "E1-01": "Lepszy dostęp",
            f"v:{need}": "0",
            need: "opieka",
            "v:E1-90.verdict": "0",
            "E1-90.verdict": "yes",
        },
    )
    assert saved.status_code == 302
    page = text(browser.get(url))
    assert "Lepszy dostęp" in page
    assert "opieka" in page
    assert analysis.draft.texts()["E1-90.verdict"] == "yes"


def test_a_clash_without_script_shows_both_texts_and_takes_the_choice(browser, office, analysis):
    colleague = member_act(office)
    answer(colleague, analysis, "E1-01", "ich cel")
    url = f"/analizy/{analysis.pk}/etap-1/"
    clash = browser.post(url, {"v:E1-01": "0", "E1-01": "mój cel"})
    assert clash.status_code == 422
    assert "ich cel" in text(clash)
    assert "mój cel" in text(clash)
    assert analysis.draft.texts()["E1-01"] == "ich cel"
    browser.post(url, {"v:E1-01": "0", "E1-01": "mój cel", "wybor": "E1-01:1:mine"})
    assert analysis.draft.texts()["E1-01"] == "mój cel"


def test_who_changed_nothing_meets_no_clash(browser, act, office, analysis):
    answer(act, analysis, "E1-01", "cel")
    answer(member_act(office), analysis, "E1-01", "cel po poprawce")
    url = f"/analizy/{analysis.pk}/etap-1/"
    fields = {"v:E1-01": "1", "E1-01": "cel", "v:E1-09": "0", "E1-09": "10 tys. zł"}
    assert browser.post(url, fields).status_code == 302
    assert analysis.draft.texts() == {"E1-01": "cel po poprawce", "E1-09": "10 tys. zł"}


def test_a_wrong_number_stays_on_the_page_beside_its_field(browser, analysis):
    row = Row.objects.get(table="E1-03.groups")
    place = f"E1-03.groups:{row.pk}:size"
    url = f"/analizy/{analysis.pk}/etap-1/"
    wrong = browser.post(url, {f"v:{place}": "0", place: "bardzo dużo"})
    assert wrong.status_code == 422
    assert "bardzo dużo" in text(wrong)
    assert "Wpisz liczbę" in text(wrong)
    assert 'aria-invalid="true"' in text(wrong)


def test_rows_are_added_moved_and_removed_without_script(browser, analysis):
    url = f"/analizy/{analysis.pk}/etap-1/"
    table = Row.objects.filter(draft=analysis.draft, table="E1-04.for")
    first = table.get()
    place = f"E1-04.for:{first.pk}:text"
    added = browser.post(url, {"wiersz": "add:E1-04.for:0", f"v:{place}": "0", place: "tanio"})
    assert added["Location"] == f"{url}#t-E1-04.for"
    assert first.cells.get().text == "tanio"
    second = table.last()
    browser.post(url, {"wiersz": f"up:E1-04.for:{second.pk}"})
    assert [row.pk for row in table] == [second.pk, first.pk]
    browser.post(url, {"wiersz": f"remove:E1-04.for:{first.pk}", f"v:{place}": "1", place: "tanio"})
    assert [row.pk for row in table.all()] == [second.pk]
    gone = browser.post(url, {"wiersz": f"remove:E1-04.for:{first.pk}"})
    assert gone.status_code == 302


def test_a_row_in_which_a_colleague_has_written_stays(browser, office, analysis):
    row = Row.objects.get(table="E1-04.for")
    place = f"E1-04.for:{row.pk}:text"
    save_field(member_act(office), analysis.draft, place, "blisko", 0)
    url = f"/analizy/{analysis.pk}/etap-1/"
    kept = browser.post(url, {"wiersz": f"remove:E1-04.for:{row.pk}", f"v:{place}": "0", place: ""})
    assert kept.status_code == 422
    assert "wiersz, który usuwasz, więc został" in text(kept)
    assert Row.objects.filter(pk=row.pk).exists()


def test_enter_in_a_field_saves_and_removes_nothing(browser, analysis):
    page = text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    form = page[page.index("data-autosave") :]
    first = form[form.index("<button") :].split(">", 1)[0]
    assert 'type="submit"' in first
    assert "wiersz" not in first


def test_the_history_names_the_place_in_words(browser, act, analysis):
    row = Row.objects.get(table="E1-03.groups")
    place = f"E1-03.groups:{row.pk}:need"
    save_field(act, analysis.draft, place, "opieka", 0)
    stage = text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    assert (
        f'href="/szkice/{analysis.draft_id}/historia/?miejsce=E1-03.groups%3A{row.pk}%3Aneed"'
        in stage
    )
    history = f"/szkice/{analysis.draft_id}/historia/"
    assert "Grupy i ich potrzeby: Potrzeba" in text(browser.get(history, {"miejsce": place}))
    assert "Grupy i ich potrzeby" in text(browser.get(history, {"miejsce": "E1-03.groups"}))
    assert browser.get(history, {"miejsce": "E1-11.count"}).status_code == 200


def test_closing_asks_first_and_then_shows_the_report_on_its_way(browser, act, analysis):
    fill(act, analysis)
    url = f"/analizy/{analysis.pk}/zamkniecie/?ruch=close"
    assert "ani otworzyć ponownie" in text(browser.get(url))
    closed = browser.post(url, follow=True)
    assert closed.redirect_chain[-1][0] == f"/analizy/{analysis.pk}/"
    assert "Dokument czeka w kolejce." in text(closed)
    assert browser.get(url).status_code == 403


def test_closing_with_gaps_needs_a_reason(browser, analysis):
    assert browser.get(f"/analizy/{analysis.pk}/zamkniecie/").status_code == 403
    url = f"/analizy/{analysis.pk}/zamkniecie/?ruch=close_with_gaps"
    assert "WERSJA ROBOCZA" in text(browser.get(url))
    silent = browser.post(url, {"note": ""})
    assert silent.status_code == 422
    assert "Napisz, dlaczego zamykasz" in text(silent)
    assert browser.post(url, {"note": "Brak danych."}).status_code == 302
    assert browser.get(f"/analizy/{analysis.pk}/zamkniecie/?ruch=open").status_code == 404


def test_a_refused_closing_keeps_the_note(browser, analysis):
    url = f"/analizy/{analysis.pk}/zamkniecie/?ruch=close"
    refused = browser.post(url, {"note": "Moja uwaga"})
    assert refused.status_code == 403
    assert "Brakuje jeszcze" in text(refused)
    assert "Moja uwaga" in text(refused)


def test_a_closed_analysis_is_only_read(browser, act):
    analysis = make_closed(act)
    page = text(browser.get(f"/analizy/{analysis.pk}/etap-1/"))
    assert "Analiza jest zamknięta." in page
    assert "Dodaj grupę" not in page
    assert browser.post(f"/analizy/{analysis.pk}/etap-1/", {"v:E1-01": "1"}).status_code == 403


def test_the_report_is_asked_for_again(browser, act, analysis):
    assert browser.post(f"/analizy/{analysis.pk}/raport/").status_code == 403
    closed = make_closed(act)
    again = browser.post(f"/analizy/{closed.pk}/raport/", follow=True)
    assert "Raport jest zlecony." in text(again)


def test_two_people_close_and_the_second_hears_it(browser, act, analysis):
    fill(act, analysis)
    close_analysis(act, analysis)
    late = browser.post(f"/analizy/{analysis.pk}/zamkniecie/?ruch=close")
    assert late.status_code == 403
    assert "zamknięta" in text(late)


def test_the_door_stands_in_the_header_for_offices(browser, client, analysis):
    assert 'href="/analizy/"' in text(browser.get("/role/"))
    client.force_login(make_user())
    assert 'href="/analizy/"' not in text(client.get("/role/"))
