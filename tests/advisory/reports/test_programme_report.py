"""The programme's report: every figure of the records, its outline, its words, its day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advisory.carrying.importing import import_programme
from advisory.consultations.models import Consultation
from advisory.reports.actions import ask_for_report, begin_report, write_report
from advisory.reports.programme import SECTIONS, build_report
from mkus_portal.act import Act
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.advisory.carrying.test_programme import LISTS
from tests.advisory.factories import running
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = NOW.date()
OUTLINE = (
    "Nabór jednostek i doradcy",
    "Doradztwo",
    *(heading for heading, _ in SECTIONS),
    "Uczestnicy wydarzeń",
    "Dodatkowe wsparcie: ekspertyzy",
    "Wskaźniki",
    "Problemy, bariery i ryzyka",
    "Wnioski",
    "Jednostki",
)


@pytest.fixture
def carried(db):
    return import_programme(Act.system(NOW), LISTS, "proba", name="Program próbny").programme


@pytest.fixture
def report(carried):
    return begin_report(
        running(carried), carried, kind="final", last_day=TODAY, risks="Mało ludzi.\n\nZmiany."
    )


def cells_of(content, caption):
    """The rows of a table by their first cell."""
    tables = [one for section in content.sections for one in section.tables]
    (table,) = (one for one in tables if one.caption == caption)
    return {row[0]: row[1:] for row in table.rows}


def test_the_outline_and_the_figures(report):
    content = build_report(report, NOW)
    assert tuple(one.heading for one in content.sections) == OUTLINE
    assert dict(content.summary) == {
        "Jednostki testujące": "2",
        "Godziny doradztwa": "3,5",
        "Godziny doradztwa w gminach": "2,5",
        "Spotkania z doradcą": "1",
        "Inne konsultacje": "1",
        "Dwudniowe szkolenia dla urzędów": "1",
        "Szkolenia dla organizacji": "0",
        "Konferencje regionalne": "0, razem 0 osób",
        "Pierwszy kongres": "165 osób",
        "Ekspertyzy": "2",
    }
    units = cells_of(content, "Co otrzymała każda jednostka")
    assert units["Prusice"] == ("zlecanie usług", "Alina Próbna", "2,5", "1", "1", "2")
    assert units["Powiat Policki"][2:] == ("1", "0", "1", "0")
    risks = next(one for one in content.sections if one.heading.startswith("Problemy"))
    assert risks.sentences == ("Mało ludzi.", "Zmiany.")


def test_a_changed_record_moves_its_figures_and_no_other(report):
    before = dict(build_report(report, NOW).summary)
    Consultation.objects.filter(form="phone").update(hours=2)
    after = dict(build_report(report, NOW).summary)
    assert {one for one in before if before[one] != after[one]} == {"Godziny doradztwa"}


def test_an_early_day_knows_nothing_of_what_came_later(carried):
    early = begin_report(running(carried), carried, last_day=date(2026, 1, 31))
    summary = dict(build_report(early, NOW).summary)
    assert (summary["Jednostki testujące"], summary["Ekspertyzy"]) == ("1", "0")


def test_a_day_to_come_is_refused(carried):
    with pytest.raises(ValidationError, match="już był"):
        begin_report(running(carried), carried, last_day=TODAY + timedelta(days=1))


def test_two_who_write_do_not_lose_words(report, carried):
    act = running(carried)
    write_report(act, report, 1, conclusions="Wniosek.")
    with pytest.raises(Overtaken):
        write_report(act, report, 1, conclusions="Inny.")
    report.refresh_from_db()
    assert report.conclusions == "Wniosek."


def test_an_adviser_does_not_write_it(report, adviser_act):
    with pytest.raises(Refused):
        ask_for_report(adviser_act, report)


def test_the_screen_says_what_the_paper_says(programme, programme_coordinator, client_as):
    mine = begin_report(running(programme), programme, last_day=TODAY)
    client = client_as(programme_coordinator)
    page = client.get(mine.get_absolute_url()).content.decode()
    assert all(heading in page for heading in OUTLINE)
    bad = client.post(
        reverse("programme-report-write", args=(mine.pk,)),
        {"kind": "final", "last_day": "2030-01-01", "risks": "Zostaje.", "based_on": "1"},
    )
    assert bad.status_code == 422
    assert "Zostaje." in bad.content.decode()


def test_hundreds_of_units_stand_as_sums_by_type(report, monkeypatch):
    monkeypatch.setattr("advisory.reports.programme_sections.MOST_LINES", 1)
    content = build_report(report, NOW)
    sums = cells_of(content, "Co otrzymały jednostki")
    assert sums["zlecanie usług"] == ("1", "2,5", "1", "1", "2")
    assert sums["kooperacyjne rozwiązywanie problemów"] == ("1", "1", "0", "1", "0")
    assert sums["zlecanie instytucji"] == ("0", "0", "0", "0", "0")
    assert "2" in content.sections[-1].sentences[0]
