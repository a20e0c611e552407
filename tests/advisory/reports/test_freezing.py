"""A frozen report: no record moves it any more, and its page says which would."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from advisory.carrying.importing import import_programme
from advisory.consultations.models import Consultation
from advisory.programmes.models import Programme
from advisory.reports.actions import ask_for_report, begin_report, freeze_report, write_report
from advisory.reports.freezing import moved
from advisory.reports.models import ProgrammeReport
from advisory.reports.programme import build_report, counted
from mkus_portal.act import Act
from mkus_portal.documents.digest import canonical
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.workflow.engine import MoveTaken
from tests.advisory.carrying.test_programme import LISTS
from tests.advisory.factories import running
from tests.cast import member
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = NOW.date()


@pytest.fixture
def carried(db):
    return import_programme(Act.system(NOW), LISTS, "proba", name="Program próbny").programme


@pytest.fixture
def report(carried):
    return begin_report(running(carried), carried, kind="final", last_day=TODAY, risks="Mało.")


def fresh(report):
    return ProgrammeReport.objects.select_related("programme").get(pk=report.pk)


def page_of(client_as, report):
    user = member("programme_coordinator", report.programme.scope, "Karol Koordynator")
    return client_as(user).get(report.get_absolute_url()).content.decode()


def test_before_freezing_a_record_moves_its_figures_after_it_none(report):
    before = build_report(report, NOW)
    Consultation.objects.filter(form="phone").update(hours=2)
    now = build_report(report, NOW)
    assert moved(before, now) == ("Najważniejsze liczby", "Doradztwo", "Jednostki")
    freeze_report(running(report.programme), report)
    frozen = build_report(fresh(report), NOW)
    assert frozen.summary == now.summary
    assert frozen.sections == now.sections
    Consultation.objects.filter(form="phone").update(hours=4)
    Programme.objects.update(name="Inna nazwa", leader="Inny lider", co_financing="Inny fundusz")
    assert canonical(build_report(fresh(report), NOW)) == canonical(frozen)
    assert moved(frozen, counted(fresh(report))) == (
        "Najważniejsze liczby",
        "Doradztwo",
        "Jednostki",
    )


def test_the_page_says_what_records_would_say_now(client_as, report):
    assert "Podgląd" in page_of(client_as, report)
    freeze_report(running(report.programme), report)
    page = page_of(client_as, report)
    assert "nie zmieniły się od tego dnia" in page
    assert wording.instant(NOW) in page
    Consultation.objects.filter(form="phone").update(hours=4)
    page = page_of(client_as, report)
    assert "zapisy się zmieniły." in page
    assert "Inaczej wyglądałoby teraz: Najważniejsze liczby, Doradztwo, Jednostki." in page


def test_it_is_frozen_once_and_then_neither_written_nor_frozen_again(report):
    act = running(report.programme)
    stale = fresh(report)
    freeze_report(act, report)
    with pytest.raises(MoveTaken):
        freeze_report(act, stale)
    with pytest.raises(Refused, match="zamrożon"):
        freeze_report(act, fresh(report))
    with pytest.raises(Refused, match="jest zamrożony"):
        write_report(act, fresh(report), conclusions="Za późno.")
    assert ask_for_report(act, fresh(report)).title.startswith("Program próbny")


def test_words_written_while_the_figures_were_counted_are_not_lost(report, monkeypatch):
    act = running(report.programme)

    def slow(of):
        write_report(act, fresh(of), conclusions="W ostatniej chwili.")
        return counted(of)

    monkeypatch.setattr("advisory.reports.actions.programme_content.counted", slow)
    with pytest.raises(Overtaken):
        freeze_report(act, report)
    assert not fresh(report).is_frozen


def test_what_is_kept_is_json_without_a_mark_of_a_draft(report):
    freeze_report(running(report.programme), report)
    content = fresh(report).content
    assert json.loads(json.dumps(content)) == content
    assert content["watermark"] == ""
    assert content["facts"][-1][0] == "Liczby zamrożono"


def test_a_draft_has_no_content_and_a_frozen_one_its_day(report):
    for fields in ({"content": {}}, {"frozen_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgrammeReport.objects.filter(pk=report.pk).update(**fields)


def test_the_question_says_that_it_cannot_be_taken_back(client_as, report):
    client = client_as(member("programme_coordinator", report.programme.scope, "Karol"))
    page = reverse("programme-report-move", args=(report.pk,)) + "?ruch=freeze"
    assert "Tego nie da się cofnąć" in client.get(page).content.decode()
    assert client.post(page).url == report.get_absolute_url()
    assert fresh(report).is_frozen
    other = reverse("programme-report-move", args=(report.pk,)) + "?ruch=thaw"
    assert client.get(other).status_code == 404


def test_many_units_stand_as_how_far_they_got(report, monkeypatch):
    monkeypatch.setattr("advisory.reports.pictures.MOST_BARS", 1)
    section = next(one for one in counted(report).sections if one.heading == "Doradztwo")
    many = section.pictures[-1]
    assert many.kind == "bars"
    assert many.chart.rows == (
        ("żadnego", "1"),
        ("do 25%", "1"),
        ("do 50%", "0"),
        ("do 75%", "0"),
        ("do 99%", "0"),
        ("wszystkie", "0"),
    )


def test_every_chart_says_the_figures_of_the_report(report):
    pictures = {
        one.title: one.chart for section in counted(report).sections for one in section.pictures
    }
    assert set(pictures) == {
        "Jednostki według typu zlecenia",
        "Godziny doradztwa według miesięcy",
        "Spotkania z doradcą w jednostkach",
        "Uczestnicy według sektora i rodzaju wydarzenia",
        "Ekspertyzy według rodzaju",
    }
    met = pictures["Spotkania z doradcą w jednostkach"]
    assert met.rows == (("Powiat Policki", "0", "12"), ("Prusice", "1", "12"))
    assert all(one.alt.endswith(".") for one in pictures.values())
