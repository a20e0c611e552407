"""The guide's pages, its worked example, and the booklets made from the method."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracting.analysis.booklet_actions import issue_booklets, shelf, wanted
from contracting.analysis.documents.booklets import content_of
from contracting.analysis.documents.workbook import workbook_of
from contracting.analysis.guides import example_view, guide_book, type_page
from contracting.analysis.legal_words import with_law
from contracting.analysis.method import methods
from contracting.analysis.models import Booklet
from contracting.analysis.tasks import issue
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.conformance import broken_rules
from mkus_portal.documents.models import Document
from mkus_portal.law.models import ParameterValue
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import AT

METHOD = methods()["2026.1"]
KINDS = list(METHOD.types)
DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(bells):
    return issue_booklets(Act.system(AT))


def build(document):
    done = documents.build(Act.system(AT), document.pk, lambda: AT)
    assert done.is_done, done.error
    return done


def set_law(key, since, value):
    ParameterValue.objects.create(
        key=key, valid_from=since, value=value, cite="ustawa", entered_at=AT
    )


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_guide_has_all_its_chapters(client):
    page = text_of(client.get(reverse("guide")))
    for chapter in METHOD.guide.chapters:
        assert f'<h2 id="{chapter.code}">{chapter.title}</h2>' in page
    assert "Pliki właśnie powstają" in page
    assert "{prawo" not in page
    assert all(reverse("guide-type", args=(kind,)) in page for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_has_a_page_with_examples(client, kind):
    page = text_of(client.get(reverse("guide-type", args=(kind,))))
    for one in METHOD.guide.types[kind].examples:
        assert one.title in page
        assert one.gain in page
    assert "{prawo" not in page


def test_an_unknown_type_or_file_is_not_found(client):
    assert client.get(reverse("guide-type", args=("bon",))).status_code == 404
    assert client.get(reverse("booklet", args=("service",))).status_code == 404


def test_the_front_page_leads_to_the_guide(client):
    page = text_of(client.get(reverse("home")))
    assert reverse("guide") in page
    assert reverse("choice-helper") in page


def test_the_worked_example_is_counted_by_the_method():
    example = example_view(METHOD, DAY)
    said = {row.symbol: row.said for row in (*example.economic.present, *example.economic.budget)}
    # A: 12·5400 + 12·600 + 3000 + 4·60·12; B: 66000 + 40·60 + 3600/3.
    assert said["K_A"].replace("\u00a0", " ") == "77 880,00 zł"
    assert said["K_B"].replace("\u00a0", " ") == "69 600,00 zł"
    assert example.economic.cls == "E+"
    assert dict(example.social)["Różnica"] == "+27,50 pkt"
    assert example.joined.cell is not None


def test_legal_numbers_are_those_of_the_day():
    assert with_law("{prawo:small_grant.task_most}", date(2026, 8, 31)).startswith("10")
    assert with_law("{prawo:small_grant.task_most}", date(2026, 9, 1)).startswith("20")
    assert with_law("{prawo:competition.min_days}", DAY) == "21 dni"
    set_law("competition.min_days", date(2026, 11, 1), 14)
    assert with_law("{prawo:competition.min_days}", DAY) == "14 dni"
    assert "14 dni" in " ".join(type_page(METHOD, "service", DAY).law)


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_has_every_question_of_its_type_and_no_other(kind):
    book = workbook_of(METHOD, kind, DAY)
    printed = [question.code for step in book.steps for question in step.questions]
    assert printed == [one.code for one in METHOD.questions() if one.is_for(kind)]
    for step in book.steps:
        for question in step.questions:
            assert question.inputs
    assert [card.code for card in book.cards] == list(METHOD.social.codes)
    assert all(len(card.anchors) == 5 for card in book.cards)
    assert sum(card.weight for card in book.cards) == 100
    assert book.grid[0][1][-1] == 25
    inputs = [one for step in book.steps for question in step.questions for one in question.inputs]
    assert {"economic", "social", "survey"} <= {one.kind for one in inputs}


def test_issuing_asks_for_the_guide_and_a_workbook_of_each_type(issued):
    assert [one.code for one in issued] == ["przewodnik", *KINDS]
    assert Document.objects.count() == len(issued)


def test_issuing_again_changes_nothing(issued):
    assert issue_booklets(Act.system(AT)) == []
    issue()
    assert Booklet.objects.count() == len(issued)
    assert Document.objects.count() == len(issued)


def test_a_new_legal_number_issues_only_what_names_it(issued):
    day = AT.date()
    set_law("small_grant.task_most", day, 25000)
    assert [one.code for one in issue_booklets(Act.system(AT))] == ["przewodnik"]


def test_only_the_portal_issues(act):
    with pytest.raises(MoveRefused):
        issue_booklets(act)


def test_everybody_downloads_the_newest_file(client, issued):
    guide = build(Document.objects.about(issued[0]).get())
    response = client.get(reverse("booklet", args=("przewodnik",)), follow=True)
    assert response["Content-Type"] == "application/pdf"
    assert response.content == documents.read_file(guide)
    assert reverse("booklet", args=("przewodnik",)) in text_of(client.get(reverse("guide")))
    assert [booklet for booklet, _ in shelf()] == [issued[0]]


def test_an_older_file_stands_until_the_new_one_is_made(client, issued):
    old = build(Document.objects.about(issued[0]).get())
    set_law("contract.max_years", AT.date(), 7)
    new = next(one for one in issue_booklets(Act.system(AT)) if one.code == "przewodnik")
    assert [file for _, file in shelf()] == [old]
    build(Document.objects.about(new).get())
    assert [booklet for booklet, _ in shelf()] == [new]


@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_a_workbooks_file_names_each_question_and_keeps_both_profiles(issued, kind):
    booklet = next(one for one in issued if one.code == kind)
    _, pdf = documents.compose(Document.objects.about(booklet).get())
    assert broken_rules(pdf.content) == []
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    printed = set(re.findall(r"E\d-\d\d", text.replace("\u2010", "-")))
    assert printed == {one.code for one in METHOD.questions() if one.is_for(kind)}


def test_the_same_version_gives_the_same_content_on_any_day(db):
    first, second = (wanted(day) for day in (date(2026, 10, 1), DAY))
    assert [one.content_digest for one in first] == [one.content_digest for one in second]
    assert content_of(first[0]) == guide_book(METHOD, DAY)
