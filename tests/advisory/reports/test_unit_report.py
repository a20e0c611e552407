"""A unit's report: every figure of the records, its readers, its words, its page and files."""

from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document as Text

from advisory.consultations.actions import agree_consultation, finish_step, send_consultation
from advisory.events.actions import count_people
from advisory.events.models import Event
from advisory.plans import actions as plans
from advisory.profiles.actions import give_documents
from advisory.programmes.actions import end_assignment
from advisory.reports.actions import (
    ask_for_unit_report,
    begin_unit_report,
    freeze_unit_report,
    write_unit_report,
)
from advisory.reports.models import UnitReport
from advisory.reports.unit import build_unit_report
from contracting.analysis.documents.report import report_of as report_of_analysis
from contracting.surveys.models import Answer, Link, Survey
from mkus_portal.act import Scope
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from tests.advisory import factories
from tests.advisory.events.factories import held
from tests.advisory.expertises.factories import order
from tests.cast import act_of, member
from tests.clock import NOW
from tests.contracting.analysis.factories import make_closed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY, FIRST = NOW.date(), date(2026, 9, 1)


@pytest.fixture
def runs(programme):
    return factories.running(programme)


@pytest.fixture
def report(runs, unit, profile):
    words = {"effects": "Jeden standard.", "conclusions": "Trzy lata."}
    return begin_unit_report(runs, unit, first_day=FIRST, last_day=TODAY, **words)


@pytest.fixture
def records(runs, programme, unit, neighbour_unit, profile, adviser_act, clerk_act):
    """Two consultations that count, a note, an event, an expertise, a plan: all of the unit."""
    steps = [factories.step("Spisać standard"), factories.step("Wysłać wzór", whose="adviser")]
    agreed = factories.log(adviser_act, unit, profile, steps, subject="Standard świetlic")
    send_consultation(adviser_act, agreed)
    agree_consultation(clerk_act, agreed)
    finish_step(adviser_act, agreed.steps.get(whose="adviser"))
    sent = factories.log(
        adviser_act, unit, profile, held_on=date(2026, 10, 5), form="phone", subject="Telefon"
    )
    send_consultation(adviser_act, sent)
    factories.log(adviser_act, unit, profile, held_on=date(2026, 10, 6), subject="Notatka")
    event = held(programme, [unit], kind="study_visit", title="Wizyta studyjna")
    count_people(runs, Event.objects.get(pk=event.pk), people_office=4, people_ngo=3)
    held(programme, [neighbour_unit], title="Cudze szkolenie")
    order(runs, unit, title="Czy się opłaca")
    plans.add_step(runs, unit, name="Diagnoza", kind="", whose="office", due_on=FIRST)
    done = plans.add_step(runs, unit, name="Umowa", kind="", whose="office", due_on=TODAY)
    plans.finish_step(runs, done, "Gotowe.")
    return agreed


def fresh(report):
    return UnitReport.objects.select_related("unit__programme", "unit__office").get(pk=report.pk)


def content(report):
    return build_unit_report(fresh(report), NOW)


def rows_of(paper, caption):
    tables = [one for section in paper.sections for one in section.tables]
    (table,) = (one for one in tables if one.caption == caption)
    return table.rows


def section_of(paper, heading):
    return next(one for one in paper.sections if one.heading == heading)


def test_every_figure_comes_from_the_records_of_the_unit(report, records):
    paper = content(report)
    assert dict(paper.summary) == {
        "Godziny doradztwa w okresie": "5",
        "Spotkania z doradcą w okresie": "1",
        "Spotkania od początku udziału": "1 z 12",
        "Inne konsultacje w okresie": "1",
        "Wydarzenia z udziałem jednostki": "1",
        "Uczestnicy tych wydarzeń": "7",
        "Ekspertyzy": "1",
        "Kroki planu pracy wykonane": "1 z 2",
        "Następne kroki otwarte": "1",
    }
    talks = rows_of(paper, "Konsultacje w okresie")
    assert [row[1:5] for row in talks] == [
        ("Telefon", "telefon", "czeka na uzgodnienie", "2,5 h"),
        ("Standard świetlic", "wizyta", "tak", "2,5 h"),
        ("", "", "1 z 2", "5 h"),
    ]
    assert rows_of(paper, "Wydarzenia i ich uczestnicy")[0] == (
        "Wizyta studyjna",
        "wizyta studyjna",
        wording.day(date(2026, 11, 10)),
        "4",
        "3",
        "0",
        "0",
        "7",
    )
    assert [row[-1] for row in rows_of(paper, "Kroki planu pracy")] == [
        "po terminie",
        wording.day(TODAY),
    ]
    assert [row[-1] for row in rows_of(paper, "Następne kroki")] == [
        "–",
        wording.day(TODAY),
    ]
    assert rows_of(paper, "Doradcy jednostki")[0][0] == "Daria Doradczyni"
    assert section_of(paper, "Efekty").sentences == ("Jeden standard.",)
    assert section_of(paper, "Wnioski").sentences == ("Trzy lata.",)


def test_charts_say_the_figures_of_their_tables(report, records):
    paper = content(report)
    pictures = {one.title: one for section in paper.sections for one in section.pictures}
    hours = pictures["Godziny doradztwa według miesięcy"]
    assert hours.chart.rows == (("paź 26", "2,5\u00a0h"), ("lis 26", "2,5\u00a0h"))
    people = pictures["Uczestnicy według sektora i rodzaju wydarzenia"]
    assert people.chart.rows == (("wizyta studyjna", "4", "3", "0", "0", "7"),)
    progress = pictures["Wykonanie wobec tego, co należne"]
    assert progress.chart.rows == (
        ("Spotkania z doradcą", "1", "12"),
        ("Godziny doradztwa", "5", "120"),
        ("Ekspertyzy", "1", "5"),
        ("Kroki planu pracy", "1", "2"),
    )


def test_an_early_report_knows_nothing_of_what_came_later(runs, unit, records):
    early = begin_unit_report(runs, unit, first_day=FIRST, last_day=date(2026, 10, 31))
    summary = dict(content(early).summary)
    assert summary["Godziny doradztwa w okresie"] == "2,5"
    assert summary["Wydarzenia z udziałem jednostki"] == "0"
    assert summary["Ekspertyzy"] == "0"
    assert summary["Kroki planu pracy wykonane"] == "0 z 2"


def test_without_records_every_chapter_says_so(report):
    paper = content(report)
    assert section_of(paper, "Konsultacje").sentences == ("W tym okresie nie było konsultacji.",)
    assert section_of(paper, "Ankiety").sentences[0].startswith("W tym okresie jednostki nie")
    assert section_of(paper, "Porady do ofert").sentences[0].startswith("W tym okresie urząd nie")
    assert section_of(paper, "Analiza w Kreatorze").sentences[0].startswith("Urząd nie udostępnił")


def test_the_analysis_that_the_office_shows_stands_with_its_figures(report, unit, office, clerk):
    analysis = make_closed(act_of(clerk), title="Świetlice inaczej")
    assert section_of(content(report), "Analiza w Kreatorze").tables == ()
    decides = act_of(member("executive", Scope("office", office.pk)))
    give_documents(decides, unit, analysis=analysis)
    shown = section_of(content(report), "Analiza w Kreatorze")
    assert shown.sentences[0].startswith("„Świetlice inaczej”, zamknięta")
    parts = report_of_analysis(analysis).parts
    assert shown.tables[0].rows == parts.headline
    assert parts.joined.found.headline in shown.sentences[0]
    give_documents(decides, unit)
    assert section_of(content(report), "Analiza w Kreatorze").tables == ()


def answered(survey, group, count):
    for _ in range(count):
        Answer.objects.create(survey=survey, group=group, day=TODAY)


def test_a_survey_tells_no_small_unit(report, programme, unit):
    survey = Survey.objects.create(
        owner_kind="programme",
        owner_id=programme.pk,
        title="Organizacje",
        run_by="Program",
        audience="organisations",
        open_token="x",
        state="closed",
        created_at=NOW,
    )
    Link.objects.create(survey=survey, group=unit.code)
    answered(survey, unit.code, 4)
    answered(survey, "inna", 20)
    row = ("Organizacje", "1", "mniej niż 5 albo ukryte")
    assert rows_of(content(report), "Udział w ankietach programu") == (row,)
    answered(survey, unit.code, 1)
    assert rows_of(content(report), "Udział w ankietach programu")[0][2] == "5"
    Survey.objects.update(state="open")
    assert rows_of(content(report), "Udział w ankietach programu")[0][2] == "po zamknięciu badania"


def test_the_unit_s_adviser_writes_it_while_assigned(adviser_act, runs, unit, profile, report):
    write_unit_report(adviser_act, report, 1, effects="Nowe.")
    with pytest.raises(Overtaken):
        write_unit_report(runs, report, 1, effects="Inne.")
    end_assignment(runs, unit.assignments.get(), TODAY)
    later = adviser_act.later(NOW.replace(day=26))
    with pytest.raises(Refused, match="pisze koordynator"):
        write_unit_report(later, fresh(report), effects="Za późno.")


def test_the_office_does_not_write_it(clerk_act, unit, report):
    for asked in (begin_unit_report, write_unit_report):
        with pytest.raises(Refused, match="pisze koordynator"):
            asked(clerk_act, unit if asked is begin_unit_report else report)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TODAY, FIRST, "nie może być przed pierwszym"),
        (FIRST, date(2026, 12, 1), "który już był"),
    ],
)
def test_days_that_cannot_be_are_refused(runs, unit, first, last, words):
    with pytest.raises(ValidationError, match=words):
        begin_unit_report(runs, unit, first_day=first, last_day=last)


def test_readers(client_as, report, programme_coordinator, adviser, clerk, neighbour_clerk):
    page = report.get_absolute_url()
    word = reverse("unit-report-word", args=(report.pk,))
    codes = {programme_coordinator: 200, adviser: 200, clerk: 404, neighbour_clerk: 404}
    for who, code in codes.items():
        assert client_as(who).get(page).status_code == code
        assert client_as(who).get(word).status_code == code
    freeze_unit_report(act_of(adviser), fresh(report))
    for who, code in (codes | {clerk: 200}).items():
        assert client_as(who).get(page).status_code == code
        assert client_as(who).get(word).status_code == code
    assert not UnitReport.objects.visible_to(act_of(neighbour_clerk)).exists()


def test_it_is_asked_for_from_the_unit_s_page_and_nothing_typed_is_lost(
    client_as, adviser, unit, profile
):
    client = client_as(adviser)
    begin = reverse("unit-report-begin", args=(unit.pk,))
    assert begin in client.get(unit.get_absolute_url()).content.decode()
    sent = {"first_day": "2026-11-01", "last_day": "2026-10-01", "effects": "Zostaje."}
    bad = client.post(begin, sent)
    assert bad.status_code == 422
    assert "Zostaje." in bad.content.decode()
    answer = client.post(begin, sent | {"last_day": "2026-11-20"})
    made = UnitReport.objects.get()
    assert answer.url == made.get_absolute_url()
    assert answer.url in client.get(unit.get_absolute_url()).content.decode()


def test_the_screen_and_the_text_say_the_same(client_as, programme_coordinator, report, records):
    client = client_as(programme_coordinator)
    page = client.get(report.get_absolute_url()).content.decode()
    file = client.get(reverse("unit-report-word", args=(report.pk,)))
    text = Text(BytesIO(file.content))
    told = {cell.text for table in text.tables for row in table.rows for cell in row.cells}
    paper = content(report)
    for section in paper.sections:
        assert section.heading in page
        for table in section.tables:
            for cell in (cell for row in table.rows for cell in row):
                assert cell in page
                assert cell in told
    assert "Doradca nie wysłał jeszcze notatek z tego okresu: 1." in page
    assert len(text.inline_shapes) == sum(len(one.pictures) for one in paper.sections) == 3
    again = client.get(reverse("unit-report-word", args=(report.pk,)))
    assert again.content == file.content


def test_a_file_is_made_of_a_frozen_report_alone(runs, report):
    with pytest.raises(Refused, match="Najpierw zamroź"):
        ask_for_unit_report(runs, report)
    assert Document.objects.count() == 0
    made = freeze_unit_report(runs, report)
    assert (made.title, made.kind) == (str(report), "unit_report")


def test_the_office_and_the_adviser_are_told_when_it_is_frozen(runs, report, clerk, adviser):
    assert not Letter.objects.exists()
    freeze_unit_report(runs, report)
    letters = Letter.objects.filter(kind="unit_report_ready")
    assert {one.to for one in letters} == {clerk.email, adviser.email}
    email = letters.get(to=clerk.email).email
    assert email.subject == f"{report} – gotowy do przeczytania"
    assert "Okres: 01.09.2026\xa0r. – 24.11.2026\xa0r.\n" in email.message
    assert report.get_absolute_url() in email.message


def test_whoever_froze_it_gets_no_letter(adviser_act, report, clerk):
    freeze_unit_report(adviser_act, report)
    assert [one.to for one in Letter.objects.all()] == [clerk.email]


def test_an_adviser_whose_account_is_closed_gets_no_letter(runs, report, clerk, adviser):
    type(adviser).objects.filter(pk=adviser.pk).update(is_active=False)
    freeze_unit_report(runs, report)
    assert [one.to for one in Letter.objects.all()] == [clerk.email]


def test_an_adviser_who_has_left_gets_no_letter(runs, unit, report, clerk):
    end_assignment(runs, unit.assignments.get(), last_day=TODAY - timedelta(days=1))
    Letter.objects.all().delete()
    freeze_unit_report(runs, report)
    assert [one.to for one in Letter.objects.all()] == [clerk.email]


@pytest.fixture
def add_more(adviser_act, runs, programme, unit, profile, records):
    """Adds some of every record."""
    return partial(more_records, adviser_act, runs, unit, profile)


def more_records(adviser_act, runs, unit, profile, many):
    for number in range(many):
        more = factories.log(adviser_act, unit, profile, [factories.step(f"Krok {number}")])
        send_consultation(adviser_act, more)
        held(unit.programme, [unit], title=f"Szkolenie {number}")
        order(runs, unit, title=f"Ekspertyza {number}")
        plans.add_step(runs, unit, name=f"K {number}", kind="", whose="office", due_on=TODAY)


def test_the_page_costs_the_same_for_one_record_and_many(
    client_as, adviser, add_more, report, count_queries
):
    client, page = client_as(adviser), report.get_absolute_url()
    client.get(page)
    once = count_queries(lambda: client.get(page))
    add_more(3)
    assert count_queries(lambda: client.get(page)) == once
