"""The report: its structure, its words for what is missing, its file."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from contracting.analysis.actions import close_analysis
from contracting.analysis.documents.report import build_report, report_of
from contracting.analysis.models import Analysis
from contracting.analysis.sheets import Part
from mkus_portal.accounts.actions import give_key
from mkus_portal.act import NOWHERE, Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents import seal
from mkus_portal.documents.digest import canonical
from mkus_portal.documents.permissions import documents_of
from tests.contracting.analysis.factories import (
    AT,
    answer,
    fill,
    fill_row,
    make_analysis,
    make_closed,
    make_office,
    make_user,
    member_act,
    user_of,
)


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


def built(document):
    return documents.build(Act.system(AT), document.pk, lambda: AT + timedelta(seconds=3))


def pdf_text(document):
    reader = PdfReader(BytesIO(documents.read_file(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def answers_of(report):
    """The answers by the numbers of their questions."""
    return {
        one.number: one
        for stage in report.stages
        for chapter in stage.chapters
        for one in chapter.answers
    }


def test_the_report_has_the_parts_of_the_method(act):
    report = report_of(make_closed(act))
    assert (report.watermark, report.missing) == ("", ())
    assert (report.completeness, report.status) == ("37 z 37 pytań", "zamknięta")
    assert (report.author, report.closed_on) == ("Pracownik merytoryczny", "22.11.2026\u00a0r.")
    assert (report.goal, report.today, report.after) == (
        "Tekst: Cel zmiany",
        "Tekst: Dziś",
        "Tekst: Po zmianie",
    )
    assert [(one.label, one.answer) for one in report.verdicts] == [
        ("Zmiana jest potrzebna", "tak"),
        ("Zmiana jest możliwa", "tak"),
    ]
    assert [one.number for one in report.stages] == ["1", "2", "3"]
    assert list(answers_of(report))[:12] == [f"1.{number}" for number in range(1, 13)]
    assert [one.title for one in report.stages[1].chapters] == [
        "Koncepcja zadania",
        "Standard i wskaźniki",
        "Zasoby i partnerstwo",
        "Przygotowanie realizatorów",
        "Forma, tryb i kryteria oceny ofert",
        "Monitoring i ewaluacja",
        "Ryzyka",
    ]
    assert "zlecenie instytucji" in report.stages[0].master[0]
    assert report.letterhead.lines[1] == "ul. Lipowa 1, 00-001 Lipowo"


def test_answers_are_printed_in_labelled_parts(act, analysis):
    fill_row(
        act,
        analysis,
        "E1-03.groups",
        group="seniorzy",
        size="1 250,50",
        need="opieka\nw domu",
        source="GUS",
    )
    fill_row(act, analysis, "E1-08.documents", document="program współpracy", due="2027-03-01")
    fill_row(act, analysis, "E1-05.allies", who="rada seniorów", influence="3")
    answers = answers_of(report_of(analysis))
    assert answers["1.3"].parts == (
        Part(
            "Grupy i ich potrzeby",
            headers=("Grupa", "Liczebność", "Potrzeba", "Źródło wiedzy"),
            rows=(("seniorzy", "1\u00a0250,5", "opieka\nw domu", "GUS"),),
            place="E1-03.groups",
        ),
    )
    assert answers["1.8"].parts[0].rows == (("program współpracy", "", "", "01.03.2027\u00a0r."),)
    assert answers["1.5"].parts[0].rows == (("rada seniorów", "3 – duży", ""),)
    assert answers["1.5"].parts[1].rows == ()
    assert answers["1.1"].parts == ()


def test_gaps_are_named_and_marked(act, analysis):
    fill(act, analysis, leave=("E1-01", "E1-91"))
    close_analysis(act, analysis, with_gaps=True, note="Czekamy na radę.")
    report = report_of(analysis)
    assert report.watermark == "WERSJA ROBOCZA"
    assert report.goal == "Brak odpowiedzi"
    assert report.verdicts[1].answer == report.verdicts[1].why == "Brak odpowiedzi"
    assert report.missing[0] == "Pytanie 1.1: Opisz cel zmiany."
    assert report.completeness == "35 z 37 pytań"


def test_before_closing_the_preview_is_a_working_version(act, analysis):
    fill(act, analysis)
    report = report_of(analysis)
    assert (report.watermark, report.author, report.closed_on) == ("WERSJA ROBOCZA", "–", "–")


@pytest.mark.parametrize("kind", ["regranting", "service", "institution", "cooperation", "other"])
def test_every_type_has_a_report(act, kind):
    report = report_of(make_closed(act, commissioning_type=kind))
    assert report.watermark == ""
    assert all(answer.parts for answer in answers_of(report).values())


def test_the_content_is_the_same_at_any_time_and_has_a_digest(act):
    analysis = make_closed(act)
    again = Analysis.objects.get(pk=analysis.pk)
    first, second = build_report(analysis, AT), build_report(again, AT + timedelta(days=9))
    assert canonical(first) == canonical(second)


def test_the_file_is_accessible_archival_and_says_everything(act, analysis):
    fill(act, analysis, leave=("E1-01", "E1-10"))
    answer(act, analysis, "E1-09", "Zażółć gęślą jaźń: 12 000,00 zł <b>nie</b> 😀")
    closing = {"note": "Cel ustali rada.", "adviser": "Daria  Doradczyni"}
    document = built(close_analysis(act, analysis, with_gaps=True, **closing))
    assert document.is_done, document.error
    text = pdf_text(document)
    for words in (
        "Raport MKUS – analiza zmiany sposobu realizacji zadania publicznego",
        "1. Streszczenie dla decydenta",
        "2. Informacja o zadaniu i typie zlecenia",
        "3. Etap 1 – Przygotowanie do zmiany",
        "Brak odpowiedzi",
        "WERSJA ROBOCZA",
        "Cel ustali rada.",
        "Daria Doradczyni",
        f"{analysis.draft.changes_count} (tyle razy zapisano zmianę odpowiedzi)",
        "<b>nie</b>",
        "Nota metodyczna",
    ):
        assert words in text, words


def test_a_whole_report_has_no_mark(act):
    analysis = fill(act, make_analysis(act))
    document = built(close_analysis(act, analysis))
    assert document.is_done, document.error
    assert "WERSJA ROBOCZA" not in pdf_text(document).replace("napis „WERSJA ROBOCZA”", "")


def test_the_report_is_read_by_the_office_and_by_whom_it_lets_in(act, office):
    analysis = make_closed(act)
    adviser = Act(user=make_user().pk, role="person", scope=NOWHERE, at=AT)
    assert len(documents_of(member_act(office, "executive"), analysis)) == 1
    assert documents_of(member_act(make_office()), analysis) == []
    assert documents_of(adviser, analysis) == []
    give_key(act, user_of(adviser), analysis, "read", "doradca")
    assert len(documents_of(adviser, analysis)) == 1
