"""Writing and correcting an entry in the browser: nothing that was typed is lost."""

from decimal import Decimal

import pytest

from advisory.consultations.actions import change_consultation, dispute_consultation
from advisory.consultations.models import Consultation
from mkus_portal.act import Scope
from tests.advisory.factories import assign, form_fields, log, make_adviser, make_unit
from tests.cast import give


def text(response):
    return response.content.decode()


@pytest.fixture
def browser(client_as, adviser, profile):
    return client_as(adviser)


@pytest.fixture
def page(unit):
    return f"/jednostki-programu/{unit.pk}/konsultacja/"


def test_the_form_starts_with_today_and_three_folded_rows(browser, page):
    shown = text(browser.get(page))
    assert 'type="date" name="held_on" value="2026-11-24"' in shown
    assert 'type="time" name="started_at"' in shown
    assert 'name="krok-2-sentence"' in shown
    assert 'name="krok-3-sentence"' not in shown
    assert '<details class="more" id="kroki">' in shown
    assert Consultation.objects.count() == 0


def test_a_visit_is_kept_as_a_note(browser, page, adviser, unit):
    rows = [("Zebrać dane", "2026-12-01", "office"), ("Wysłać wzór", "", "adviser")]
    answer = browser.post(page, form_fields(rows, hours="1,5"))
    entry = Consultation.objects.get()
    assert answer.url == f"/konsultacje/{entry.pk}/"
    assert (entry.hours, entry.state, entry.unit) == (Decimal("1.5"), "draft", unit)
    assert entry.adviser.user == adviser
    assert [one.sentence for one in entry.steps.all()] == ["Zebrać dane", "Wysłać wzór"]
    assert "Zapisano konsultację." in text(browser.get(answer.url))


def test_a_visit_is_kept_and_sent_with_one_button(browser, page, clerk):
    answer = browser.post(page, form_fields(wyslij="1"))
    assert Consultation.objects.get().state == "sent"
    assert "wysłano do uzgodnienia" in text(browser.get(answer.url))


def test_what_cannot_be_sent_is_kept_with_the_reason(browser, page):
    answer = browser.post(page, form_fields(wyslij="1", findings=""))
    assert Consultation.objects.get().state == "draft"
    assert "Zapisano, ale nie wysłano. Zapisz ustalenia" in text(browser.get(answer.url))


def test_a_nervous_thumb_writes_one_entry(browser, page):
    sent = form_fields(entry_key="0" * 32)
    first, second = browser.post(page, sent), browser.post(page, sent)
    assert first.url == second.url
    assert Consultation.objects.count() == 1


def test_another_row_loses_nothing_and_keeps_nothing(browser, page):
    rows = [("Jeden", "", "office"), ("Dwa", "", "office"), ("Trzy", "2026-12-01", "adviser")]
    answer = browser.post(page, form_fields(rows, hours="za dużo", dodaj="1"))
    shown = text(answer)
    assert answer.status_code == 200
    assert 'name="krok-3-sentence"' in shown
    assert 'value="za dużo"' in shown
    assert 'value="Trzy"' in shown
    assert 'value="2026-12-01"' in shown
    assert '<details class="more" id="kroki" open>' in shown
    assert "invalid-feedback" not in shown
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("held_on", "", "Podaj dzień konsultacji."),
        ("held_on", "2026-11-25", "Konsultacja nie może mieć daty z przyszłości."),
        ("held_on", "2026-01-06", "W tym dniu doradca nie ma przydziału do jednostki."),
        ("held_on", "wczoraj", ""),
        ("started_at", "25:61", ""),
        ("hours", "", ""),
        ("hours", "1,3", "Podaj godziny co pół, np. 1,5."),
        ("hours", "dwie", "Podaj godziny co pół, np. 1,5."),
        ("hours", "0", "Najmniej pół godziny."),
        ("hours", "25", "Najwyżej 24 godziny."),
        ("hours", "NaN", ""),
        ("form", "gołąb", ""),
        ("subject", "", "Napisz krótko, czego dotyczyła konsultacja."),
        ("subject", "x" * 251, ""),
        ("people_office", "-1", ""),
        ("people_ngo", "100000000", ""),
    ],
)
def test_bad_input_stays_with_the_error_beside_its_field(browser, page, field, value, words):
    rows = [("Krok, który zostaje", "2026-12-01", "adviser")]
    answer = browser.post(page, form_fields(rows, **{field: value}))
    shown = text(answer)
    assert answer.status_code == 422
    assert words in shown
    assert f'aria-describedby="id_{field}_error' in shown or f'id="error_1_id_{field}"' in shown
    assert "Ustalono harmonogram." in shown
    assert "Krok, który zostaje" in shown
    assert Consultation.objects.count() == 0


def test_a_day_without_a_step_is_asked_about(browser, page):
    answer = browser.post(page, form_fields([("", "2026-12-01", "office")]))
    assert answer.status_code == 422
    assert "Napisz, co trzeba zrobić, albo usuń termin." in text(answer)


@pytest.mark.parametrize(
    "garbage",
    [
        {"krok-TOTAL_FORMS": "abc"},
        {"krok-TOTAL_FORMS": "100000"},
        {"krok-0-whose": "ktoś"},
        {"entry_key": "' OR 1=1"},
    ],
)
def test_garbage_in_the_rows_writes_nothing(browser, page, garbage):
    assert browser.post(page, form_fields(**garbage)).status_code == 422
    assert browser.post(page, form_fields(**garbage, dodaj="1")).status_code == 200
    assert Consultation.objects.count() == 0


def test_an_entry_is_corrected(browser, draft):
    page = f"/konsultacje/{draft.pk}/zmiana/"
    shown = text(browser.get(page))
    assert 'value="Przygotować projekt standardu"' in shown
    assert 'value="2026-11-20"' in shown
    assert '<details class="more" id="kroki" open>' in shown
    browser.post(page, form_fields([("Nowy krok", "", "office")], version="1", subject="Nowy"))
    draft.refresh_from_db()
    assert (draft.subject, draft.version, draft.state) == ("Nowy", 2, "draft")
    assert [one.sentence for one in draft.steps.all()] == ["Nowy krok"]


def test_a_stale_save_shows_both_texts_and_the_next_one_wins(browser, adviser_act, draft):
    page = f"/konsultacje/{draft.pk}/zmiana/"
    draft.findings = "Ustalenia z komputera."
    change_consultation(adviser_act, draft, [])
    answer = browser.post(page, form_fields(version="1", findings="Ustalenia z telefonu."))
    shown = text(answer)
    assert answer.status_code == 409
    assert "Ustalenia z komputera." in shown
    assert "Ustalenia z telefonu." in shown
    assert 'name="version" value="2"' in shown
    draft.refresh_from_db()
    assert draft.findings == "Ustalenia z komputera."
    browser.post(page, form_fields(version="2", findings="Ustalenia z telefonu."))
    draft.refresh_from_db()
    assert draft.findings == "Ustalenia z telefonu."


def test_a_disputed_entry_shows_the_reason_and_is_sent_again(browser, clerk_act, sent):
    assert browser.get(f"/konsultacje/{sent.pk}/zmiana/").status_code == 403
    dispute_consultation(clerk_act, sent, "Brakuje terminu.")
    assert "Brakuje terminu." in text(browser.get(f"/konsultacje/{sent.pk}/"))
    page = f"/konsultacje/{sent.pk}/zmiana/"
    browser.post(page, form_fields(version="1", findings="Termin: grudzień.", wyslij="1"))
    sent.refresh_from_db()
    assert (sent.state, sent.findings) == ("sent", "Termin: grudzień.")


def test_a_sent_entry_is_not_changed(browser, sent):
    answer = browser.post(f"/konsultacje/{sent.pk}/zmiana/", form_fields(version="1"))
    assert answer.status_code == 403
    sent.refresh_from_db()
    assert sent.subject == "Łączenie zadań i standard"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("clerk", 403),
        ("programme_coordinator", 403),
        ("operator", 403),
        ("neighbour_clerk", 404),
        ("rival_admin", 404),
        ("stranger", 404),
        ("resident", 404),
    ],
)
def test_only_the_assigned_adviser_writes(client_as, request, page, profile, who, code):
    browser = client_as(request.getfixturevalue(who))
    assert browser.get(page).status_code == code
    assert browser.post(page, form_fields()).status_code == code
    assert Consultation.objects.count() == 0


def test_the_unit_of_another_adviser_does_not_exist(browser, neighbour_unit, other_profile):
    page = f"/jednostki-programu/{neighbour_unit.pk}/konsultacja/"
    assert browser.get(page).status_code == 404
    assert browser.post(page, form_fields()).status_code == 404
    assert Consultation.objects.count() == 0


def test_nobody_corrects_anothers_entry(
    client_as, clerk, programme_coordinator, neighbour_clerk, other_profile, draft, sent
):
    page = f"/konsultacje/{sent.pk}/zmiana/"
    for person, code in (
        (clerk, 403),
        (programme_coordinator, 403),
        (neighbour_clerk, 404),
        (other_profile.user, 404),
    ):
        assert client_as(person).get(page).status_code == code
        assert client_as(person).post(page, form_fields(version="1")).status_code == code


def test_own_units_show_hours_and_the_button(browser, adviser_act, unit, profile, neighbour_unit):
    log(adviser_act, unit, profile)
    shown = text(browser.get("/moje-jednostki/"))
    assert "2,5 / 120" in shown
    assert f"/jednostki-programu/{unit.pk}/konsultacja/" in shown
    assert "Sąsiednia" not in shown


def test_hours_over_the_limit_are_marked(browser, adviser_act, unit, profile):
    profile.assignments.update(hours_limit=Decimal(2))
    log(adviser_act, unit, profile)
    for page in ("/moje-jednostki/", f"/jednostki-programu/{unit.pk}/"):
        assert "limit" in text(browser.get(page))
    assert "ponad limit" in text(browser.get("/moje-jednostki/"))
    assert "przekraczają limit" in text(browser.get(f"/jednostki-programu/{unit.pk}/"))


def test_an_adviser_without_a_row_sees_an_empty_list(client_as, adviser):
    answer = client_as(adviser).get("/moje-jednostki/")
    assert answer.status_code == 200
    assert "Nie ma tu jeszcze żadnych wpisów" in text(answer)


def test_own_units_cost_the_same_for_one_row_and_three(
    browser, programme, unit, profile, adviser_act, count_queries
):
    browser.get("/moje-jednostki/")
    one = count_queries(lambda: browser.get("/moje-jednostki/"))
    for number in (2, 3):
        other = make_unit(programme, f"j{number}", f"Jednostka {number}")
        assign(other, profile)
        assign(other, make_adviser(programme, f"Drugi doradca {number}"))
        log(adviser_act, other, profile)
    assert count_queries(lambda: browser.get("/moje-jednostki/")) == one


def test_another_hat_of_the_same_person_writes_nothing(client_as, adviser, unit, draft, clerk):
    scope = Scope("office", unit.office_id)
    give(adviser, "clerk", scope)
    browser = client_as(adviser, ("clerk", scope))
    assert browser.get(f"/konsultacje/{draft.pk}/").status_code == 404
    assert browser.post(f"/konsultacje/{draft.pk}/ruch/?ruch=send").status_code == 404
    draft.refresh_from_db()
    assert draft.state == "draft"
