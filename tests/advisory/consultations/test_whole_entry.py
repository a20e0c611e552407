"""Travel, people by sector, agenda, files, named people, the quick way in, lost answers."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advisory.consultations import actions
from advisory.consultations.documents import build_note
from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.rules import travel_in_words
from mkus_portal.accounts.models import Membership
from mkus_portal.act import WARSAW
from mkus_portal.attachments.models import Attachment
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory.factories import assign, form_fields, log
from tests.cast import act_of
from tests.clock import NOW
from tests.mkus_portal.attachments import samples

DAY = date(2026, 12, 4)


def text(response):
    return response.content.decode()


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def browser(client_as, adviser, profile):
    return client_as(adviser)


@pytest.fixture
def page(unit):
    return f"/jednostki-programu/{unit.pk}/konsultacja/"


@pytest.mark.parametrize(
    ("km", "minutes", "words"),
    [
        (0, 0, ""),
        (90, 0, "90 km"),
        (0, 45, "45 min"),
        (90, 75, "90 km, 1 h 15 min"),
        (0, 120, "2 h"),
    ],
)
def test_the_way_in_words(km, minutes, words):
    assert travel_in_words(km, minutes) == words


def test_the_form_keeps_travel_people_and_agenda(browser, page):
    more = {
        "travel_km": "92",
        "travel_minutes": "110",
        "people_university": "1",
        "people_other": "",
        "agenda": "1. Stan obecny\n2. Koszty",
    }
    browser.post(page, form_fields(people_office="", **more))
    entry = Consultation.objects.get()
    assert (entry.travel_km, entry.travel_minutes) == (92, 110)
    assert (entry.people_office, entry.people_university, entry.people) == (0, 1, 3)
    shown = text(browser.get(f"/konsultacje/{entry.pk}/"))
    for words in ("92 km, 1 h 50 min", "1 osoba z uczelni", "2. Koszty"):
        assert words in shown, words
    note = build_note(entry, NOW)
    assert dict(note.facts)["Dojazd"] == "92 km, 1 h 50 min"
    assert note.agenda == "1. Stan obecny\n2. Koszty"


@pytest.mark.parametrize(
    ("field", "value"), [("travel_km", "2001"), ("travel_minutes", "1441"), ("people_other", "-1")]
)
def test_what_is_wrong_in_a_folded_part_unfolds_it(browser, page, field, value):
    answer = browser.post(page, form_fields(**{field: value}))
    assert answer.status_code == 422
    assert '<details class="more" open>' in text(answer)
    assert not Consultation.objects.exists()


def test_a_dictated_text_is_told_to_be_long_and_not_cut(browser, page):
    shown = text(browser.get(page))
    assert 'data-longest="250"' in shown
    assert 'maxlength="250"' not in shown
    spoken = "słowo " * 60
    answer = browser.post(page, form_fields([("krok " * 60, "", "office")], subject=spoken))
    assert answer.status_code == 422
    assert "Temat ma 359 znaków, a może mieć 250." in text(answer)
    assert "Krok ma 299 znaków" in text(answer)
    assert spoken in text(answer)
    browser.post(page, form_fields(subject="Temat\nw dwóch  wierszach"))
    assert Consultation.objects.get().subject == "Temat w dwóch wierszach"


def test_the_way_there_is_a_day_at_most_also_in_the_database(adviser_act, unit, profile):
    with pytest.raises(ValidationError):
        log(adviser_act, unit, profile, travel_km=2001)


def test_a_step_of_a_named_person_waits_for_them_until_its_day(
    client_as, adviser_act, clerk_act, treasurer, neighbour_clerk, profile
):
    steps = [actions.Step("Policzyć koszty", DAY, "office", treasurer.pk)]
    entry = log(adviser_act, profile.assignments.get().unit, profile, steps)
    assert Duty.objects.count() == 0
    actions.send_consultation(adviser_act, entry)
    actions.agree_consultation(clerk_act, entry)
    duty = Duty.objects.waiting_for(act_of(treasurer)).get()
    assert (duty.sentence, duty.term) == ("Policzyć koszty", DAY)
    assert duty.due.astimezone(WARSAW).isoformat() == "2026-12-04T23:59:59+01:00"
    assert [one.kind for one in Duty.objects.waiting_for(clerk_act)] == []
    calendar = client_as(treasurer).get("/biurko/terminy.ics")
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    lines = text(calendar).split("\r\n")
    assert {"SUMMARY:Policzyć koszty", "DTSTART;VALUE=DATE:20261204"} <= set(lines)
    assert "VEVENT" not in text(client_as(neighbour_clerk).get("/biurko/terminy.ics"))
    shown = text(client_as(treasurer).get(f"/konsultacje/{entry.pk}/"))
    assert "Stefan Skarbnik (urząd)" in shown
    step = entry.steps.get()
    actions.finish_step(act_of(treasurer), step)
    assert not Duty.objects.open().exists()


def test_who_agrees_may_finish_anothers_step_and_nobody_else(
    adviser_act, clerk_act, executive, treasurer, unit, profile
):
    entry = log(adviser_act, unit, profile, [actions.Step("Krok", None, "office", treasurer.pk)])
    actions.send_consultation(adviser_act, entry)
    actions.agree_consultation(clerk_act, entry)
    step = NextStep.objects.get()
    with pytest.raises(MoveRefused, match="zaznaczy go Stefan Skarbnik"):
        actions.finish_step(act_of(executive), step)
    actions.finish_step(clerk_act, NextStep.objects.get())
    assert NextStep.objects.get().done_at == NOW


def test_a_step_names_people_of_the_units_office_alone(
    adviser_act, unit, profile, neighbour_clerk, adviser, clerk
):
    for person in (neighbour_clerk, adviser):
        with pytest.raises(ValidationError, match="pracuje w urzędzie"):
            log(adviser_act, unit, profile, [actions.Step("Krok", None, "office", person.pk)])
    step = actions.Step("Krok", None, "adviser", clerk.pk)
    with pytest.raises(ValidationError, match="osobę z urzędu"):
        log(adviser_act, unit, profile, [step])
    assert not NextStep.objects.exists()


def test_a_person_who_left_stays_named(browser, adviser_act, unit, profile, clerk):
    entry = log(adviser_act, unit, profile, [actions.Step("Krok", None, "office", clerk.pk)])
    Membership.objects.filter(user=clerk).update(valid_to=date(2026, 11, 1))
    page = f"/konsultacje/{entry.pk}/zmiana/"
    assert f'value="osoba-{clerk.pk}" selected' in text(browser.get(page))
    browser.post(page, form_fields([("Krok", "", f"osoba-{clerk.pk}")], version="1"))
    assert NextStep.objects.get().person == clerk


def photo(name="tablica.jpg"):
    return SimpleUploadedFile(name, samples.JPEG)


def test_a_file_comes_with_the_entry_and_survives_a_mistake(browser, page):
    answer = browser.post(page, form_fields(hours="", attached=photo()))
    assert answer.status_code == 422
    parked = Attachment.objects.get()
    assert f'value="{parked.pk}" checked' in text(answer)
    row = browser.post(page, form_fields(dodaj="1", **{"attached-przyjete": str(parked.pk)}))
    assert f'value="{parked.pk}" checked' in text(row)
    browser.post(page, form_fields(**{"attached-przyjete": str(parked.pk)}))
    entry = Consultation.objects.get()
    parked.refresh_from_db()
    assert parked.object_id == entry.pk
    assert "tablica.jpg" in text(browser.get(f"/konsultacje/{entry.pk}/"))


def test_files_are_for_who_reads_the_entry_and_stay_after_sending(
    client_as, browser, page, adviser_act, clerk, neighbour_clerk, other_profile
):
    browser.post(page, form_fields(attached=photo()))
    entry, file = Consultation.objects.get(), Attachment.objects.get()
    url = reverse("attachment-file", args=(file.pk,))
    add = reverse("attachment-add", args=("consultation-file", entry.pk))
    assert client_as(clerk).get(url).status_code == 404
    assert browser.get(add).status_code == 200
    actions.send_consultation(adviser_act, entry)
    assert client_as(clerk).get(url).status_code == 200
    assert browser.get(url).status_code == 200
    assert browser.get(add).status_code == 403
    assert client_as(neighbour_clerk).get(url).status_code == 404
    other = client_as(other_profile.user).get(url)
    assert other.status_code == 403
    assert "tablica" not in text(other)


def test_an_answer_that_was_lost_costs_nothing(browser, page):
    key = {"entry_key": "0" * 32}
    first = browser.post(page, form_fields(**key, attached=photo()))
    again = browser.post(page, form_fields(**key, attached=photo()))
    assert (first.url, Attachment.objects.current().filter(object_id=None).count()) == (
        again.url,
        1,
    )
    changed = browser.post(page, form_fields([("Krok", "", "office")], hours="4", **key))
    entry = Consultation.objects.get()
    assert changed.url == first.url
    assert (entry.hours, entry.steps.count(), entry.version) == (Decimal(4), 1, 2)
    browser.post(page, form_fields([("Krok", "", "office")], hours="4", wyslij="1", **key))
    late = browser.post(page, form_fields(hours="8", findings="Dopisane w drodze.", **key))
    assert late.status_code == 422
    assert "Dopisane w drodze." in text(late)
    assert "już zapisany i wysłany" in text(late)


def test_the_browser_learns_which_of_its_drafts_is_saved(browser, page):
    answer = browser.post(page, form_fields(szkic="0123456789abcdef"))
    assert answer.url.endswith("/#szkic-0123456789abcdef")
    assert browser.post(page, form_fields(szkic='"><b>')).url.endswith("/")


def test_the_quick_way_leads_to_the_last_unit_with_its_form(
    browser, adviser_act, unit, profile, neighbour_unit
):
    assign(neighbour_unit, profile)
    assert browser.get("/konsultacje/nowa/").url == f"/jednostki-programu/{unit.pk}/konsultacja/"
    log(adviser_act, neighbour_unit, profile, form="online")
    quick = browser.get("/konsultacje/nowa/").url
    assert quick == f"/jednostki-programu/{neighbour_unit.pk}/konsultacja/"
    shown = text(browser.get(quick))
    assert '<option value="online" selected>' in shown
    assert f'href="/jednostki-programu/{unit.pk}/konsultacja/"' in shown


def test_an_adviser_without_units_is_led_to_their_list(client_as, adviser):
    assert client_as(adviser).get("/konsultacje/nowa/").url == "/moje-jednostki/"
