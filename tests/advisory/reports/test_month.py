"""The adviser's month: content, file, page, readers."""

from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from advisory.consultations import actions as consultations
from advisory.reports import actions
from advisory.reports.documents import build_month, month_of
from advisory.reports.models import AdviserMonth
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents import seal
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.models import Document
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory.factories import assign, log, step
from tests.cast import act_of
from tests.clock import NOW

NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


def text(response):
    return response.content.decode()


def built(document):
    return documents.build(Act.system(NOW), document.pk, lambda: NOW + timedelta(seconds=3))


def pdf_text(document):
    reader = PdfReader(BytesIO(documents.read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def november(adviser_act, unit, neighbour_unit, profile):
    """Entries on the month's both edges, one in the middle elsewhere, two outside."""
    assign(neighbour_unit, profile)
    log(adviser_act, unit, profile, held_on=date(2026, 10, 31), subject="Październik")
    first = log(adviser_act, unit, profile, held_on=NOVEMBER, subject="Pierwszy dzień")
    log(
        adviser_act,
        neighbour_unit,
        profile,
        held_on=date(2026, 11, 12),
        hours=Decimal(1),
        form="phone",
        started_at=None,
        people_office=1,
        people_ngo=0,
        subject="Telefon",
    )
    later = adviser_act.later(NOW + timedelta(days=20))
    log(later, unit, profile, held_on=date(2026, 11, 30), subject="Ostatni dzień")
    log(later, unit, profile, held_on=date(2026, 12, 1), subject="Grudzień")
    return first


def test_the_month_has_every_entry_and_its_sums(november, profile):
    month = month_of(profile, NOVEMBER)
    assert [one.subject for one in month.rows] == ["Pierwszy dzień", "Telefon", "Ostatni dzień"]
    assert [(one.unit, one.hours, one.meetings, one.others) for one in month.units] == [
        ("Prusice", "5 h", 2, 0),
        ("Sąsiednia", "1 h", 0, 1),
    ]
    total = month.total
    assert (total.hours, total.meetings, total.others) == ("6 h", 2, 1)
    assert (total.people_office, total.people_ngo) == (7, 4)
    assert (month.month, month.agreed) == ("listopad 2026", "0 z 3 wpisów, 0 h z 6 h")
    assert month.watermark == "WERSJA ROBOCZA"


def test_the_month_sums_travel_and_people_of_every_sector(adviser_act, unit, profile):
    log(adviser_act, unit, profile, travel_km=64, travel_minutes=70, people_university=1)
    log(adviser_act, unit, profile, travel_km=36, travel_minutes=50, people_other=2)
    log(adviser_act, unit, profile, form="phone", held_on=date(2026, 11, 3))
    month = month_of(profile, NOVEMBER)
    assert [(one.travel, one.people) for one in month.rows] == [
        ("–", "5"),
        ("64 km, 1 h 10 min", "6"),
        ("36 km, 50 min", "7"),
    ]
    assert (month.total.travel, month.total.people_elsewhere) == ("100 km, 2 h", 3)
    assert dict(month.facts)["Dojazdy"] == "100 km, 2 h"
    assert month.total.hours == "7,5 h"


def test_the_months_tasks_are_the_advisers_own_steps(adviser_act, clerk_act, unit, profile):
    def agreed(day, *sentences):
        steps = [step(one, date(2026, 12, 1), "adviser") for one in sentences]
        entry = log(adviser_act, unit, profile, [*steps, step("Urzędu")], held_on=day)
        consultations.send_consultation(adviser_act, entry)
        consultations.agree_consultation(clerk_act, entry)
        return entry

    agreed(date(2026, 10, 8), "Stary, otwarty")
    closed = agreed(date(2026, 10, 9), "Stary, zrobiony w październiku").steps.first()
    consultations.finish_step(adviser_act.later(NOW - timedelta(days=30)), closed)
    done = agreed(date(2026, 11, 5), "Zrobiony").steps.get(whose="adviser")
    consultations.finish_step(adviser_act, done)
    log(adviser_act, unit, profile, [step("Jeszcze nieuzgodniony", whose="adviser")])
    said = [(one.sentence, one.unit, one.outcome) for one in month_of(profile, NOVEMBER).tasks]
    assert said == [
        ("Stary, otwarty", "Prusice", "do zrobienia"),
        ("Zrobiony", "Prusice", "zrobione 24.11.2026\u00a0r."),
    ]
    assert month_of(profile, NOVEMBER).tasks[0].due == "01.12.2026\u00a0r."


def test_a_month_that_is_agreed_has_no_mark(agreed, profile):
    month = month_of(profile, NOVEMBER)
    assert (month.watermark, month.agreed) == ("", "1 z 1 wpisów, 2,5 h z 2,5 h")


def test_another_advisers_entries_are_not_there(november, other_profile, neighbour_unit, profile):
    log(act_of(other_profile.user), neighbour_unit, other_profile, subject="Cudza")
    assert "Cudza" not in [one.subject for one in month_of(profile, NOVEMBER).rows]
    assert [one.subject for one in month_of(other_profile, NOVEMBER).rows] == ["Cudza"]


def test_an_entry_late_on_the_last_day_is_in_its_month(adviser_act, unit, profile):
    later = adviser_act.later(NOW + timedelta(days=20))
    night = {"held_on": date(2026, 11, 30), "started_at": time(23, 30)}
    log(later, unit, profile, **night)
    assert len(month_of(profile, NOVEMBER).rows) == 1
    assert month_of(profile, date(2026, 12, 1)).rows == ()


def test_the_content_is_the_same_at_any_time(november, profile):
    month = AdviserMonth.objects.create(adviser=profile, year=2026, month=11)
    assert canonical(build_month(month, NOW)) == canonical(
        build_month(AdviserMonth.objects.get(), NOW + timedelta(days=9))
    )


def test_the_file_is_accessible_archival_and_the_same_twice(adviser_act, november, profile):
    document = built(actions.ask_for_month(adviser_act, profile, NOVEMBER))
    assert document.is_done, document.error
    said = pdf_text(document)
    for words in (
        "Miesiąc doradcy – listopad 2026",
        "Godziny i dojazdy w jednostkach",
        "Pierwszy dzień",
        "Razem",
    ):
        assert words in said, words
    assert "WERSJAROBOCZA" in said.replace(" ", "")
    again = Document.objects.get()
    assert documents.compose(again)[1].content == documents.read_file(again)


def test_a_long_month_breaks_over_pages(adviser_act, unit, profile):
    for number in range(60):
        log(adviser_act, unit, profile, subject=f"Konsultacja numer {number}", started_at=None)
    document = built(actions.ask_for_month(adviser_act, profile, NOVEMBER))
    assert document.is_done, document.error
    assert document.pages >= 2
    assert "Konsultacja numer 59" in pdf_text(document)


def test_a_month_is_one_object_and_a_waiting_document_is_asked_for_once(
    adviser_act, november, profile
):
    first = actions.ask_for_month(adviser_act, profile, NOVEMBER)
    again = actions.ask_for_month(adviser_act, profile, NOVEMBER)
    assert first == again
    assert AdviserMonth.objects.count() == 1
    assert first.title == "Miesiąc doradcy: Daria Doradczyni, listopad 2026"


def test_an_empty_month_has_no_document(adviser_act, profile):
    with pytest.raises(MoveRefused, match="nie ma jeszcze żadnej konsultacji"):
        actions.ask_for_month(adviser_act, profile, NOVEMBER)
    assert (AdviserMonth.objects.count(), Document.objects.count()) == (0, 0)


@pytest.mark.parametrize("month", [0, 13])
def test_there_are_twelve_months(profile, month):
    with pytest.raises(ValidationError):
        AdviserMonth(adviser=profile, year=2026, month=month).full_clean()


@pytest.fixture
def page(profile):
    return f"/doradcy/{profile.pk}/miesiac/"


def test_the_adviser_is_led_to_the_present_month(client_as, adviser, november, page):
    browser = client_as(adviser)
    assert browser.get("/moj-miesiac/").url == page
    shown = text(browser.get(page))
    assert "Listopad 2026" in shown
    assert "Telefon" in shown
    assert "Październik" not in shown
    assert 'type="month" name="miesiac" value="2026-11"' in shown
    assert 'href="?miesiac=2026-10"' in shown
    assert AdviserMonth.objects.count() == 0


def test_an_adviser_without_a_row_is_led_to_their_units(client_as, adviser):
    assert client_as(adviser).get("/moj-miesiac/").url == "/moje-jednostki/"


def test_another_month_is_chosen_and_its_document_asked_for(client_as, adviser, november, page):
    browser = client_as(adviser)
    assert "Październik" in text(browser.get(f"{page}?miesiac=2026-10"))
    answer = browser.post(page, {"miesiac": "2026-10"})
    assert answer.url == f"{page}?miesiac=2026-10"
    document = Document.objects.get()
    assert document.obj.first_day == date(2026, 10, 1)
    assert 'id="document-progress"' in text(browser.get(answer.url))
    built(document)
    assert "Pobierz PDF" in text(browser.get(answer.url))
    assert answer.url in text(browser.get(f"/dokumenty/{document.pk}/"))


def test_an_empty_month_says_so_and_the_button_is_off(client_as, adviser, profile, page):
    browser = client_as(adviser)
    shown = text(browser.get(f"{page}?miesiac=2026-01"))
    assert 'aria-describedby="why-month"' in shown
    assert browser.post(page, {"miesiac": "2026-01"}).status_code == 403
    assert Document.objects.count() == 0


@pytest.mark.parametrize("typed", ["2026-13", "listopad", "", "0001-01", "9999-12", "2026-11-01"])
def test_a_month_that_is_none_stays_on_the_page(client_as, adviser, november, page, typed):
    browser = client_as(adviser)
    for answer in (browser.get(page, {"miesiac": typed}), browser.post(page, {"miesiac": typed})):
        assert answer.status_code == 422
        assert f'value="{typed}"' in text(answer) or not typed
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("programme_coordinator", 200),
        ("operator", 200),
        ("clerk", 404),
        ("neighbour_clerk", 404),
        ("rival_admin", 404),
        ("stranger", 404),
        ("resident", 404),
    ],
)
def test_the_month_is_read_by_the_adviser_and_the_programme(
    client_as, request, adviser_act, november, page, who, code
):
    document = built(actions.ask_for_month(adviser_act, november.adviser, NOVEMBER))
    browser = client_as(request.getfixturevalue(who))
    assert browser.get(page).status_code == code
    assert browser.get(f"/dokumenty/{document.pk}/plik/").status_code == code
    asked = browser.post(page, {"miesiac": "2026-11"})
    assert asked.status_code == (302 if code == 200 else 404)


def test_another_adviser_of_the_programme_finds_nothing(
    client_as, adviser_act, other_profile, november, profile, page
):
    document = built(actions.ask_for_month(adviser_act, profile, NOVEMBER))
    browser = client_as(other_profile.user)
    assert browser.get(page).status_code == 404
    assert browser.get(f"/dokumenty/{document.pk}/").status_code == 404
    assert not AdviserMonth.objects.visible_to(act_of(other_profile.user)).exists()


@pytest.mark.parametrize("pk", ["999", "abc", "0"])
def test_garbage_ids_do_not_exist(client_as, adviser, pk):
    assert client_as(adviser).get(f"/doradcy/{pk}/miesiac/").status_code == 404


def test_only_advisers_have_an_own_month(client_as, clerk, visitor):
    assert client_as(clerk).get("/moj-miesiac/").status_code == 403
    assert visitor.get("/moj-miesiac/").status_code == 302


def test_a_month_costs_the_same_for_one_entry_and_three(
    client_as, adviser, adviser_act, unit, profile, page, count_queries
):
    log(adviser_act, unit, profile)
    browser = client_as(adviser)
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for _ in range(2):
        log(adviser_act, unit, profile)
    assert count_queries(lambda: browser.get(page)) == one


def test_agreement_takes_the_mark_off_the_page(client_as, adviser, clerk_act, sent, page):
    browser = client_as(adviser)
    assert "oznaczony jako wersja robocza" in text(browser.get(page))
    consultations.agree_consultation(clerk_act, sent)
    assert "oznaczony jako wersja robocza" not in text(browser.get(page))
