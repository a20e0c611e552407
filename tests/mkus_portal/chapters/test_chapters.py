"""A report as one value: as JSON and back, as DOCX with headings, tables and words for pictures."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from mkus_portal.chapters import Paper, Picture, Section, Table, kept, paper_of, word_of
from mkus_portal.chapters.values import DRAWN
from mkus_portal.charts import Series
from mkus_portal.documents.registry import Letterhead

AT = datetime(2026, 12, 7, 8, 30, 20, tzinfo=UTC)
TABLE = Table("Osoby", ("Skąd", "Osób"), (("urząd", "3"), ("Razem", "3")), 1, has_sum=True)
TWO = (Series("Jest", (Decimal(3), Decimal("1.5"))), Series("Cel", (Decimal(4), None)))


def picture(kind="columns", **fields):
    series = TWO if kind == "targets" else TWO[:1]
    return Picture(kind, "Godziny", "Najwięcej w maju.", ("maj", "lipiec"), series, **fields)


PAPER = Paper(
    letterhead=Letterhead("Program", ("Lider",), "Kraków", support="Z Funduszu."),
    watermark="WERSJA ROBOCZA",
    title="Raport",
    lead="O czym",
    facts=(("Okres", "maj"),),
    summary=(("Godziny", "3"),),
    sections=(
        Section("Osoby", ("Zdanie.",), (TABLE,)),
        Section("Czas", (), (), (picture("columns"), picture("bars", is_alone=True))),
    ),
    note="Uwaga.",
    signatures=("doradca",),
)


def document(paper=PAPER):
    return Document(BytesIO(word_of(paper, AT)))


def test_a_report_is_kept_as_json_and_read_the_same():
    assert paper_of(json.loads(json.dumps(kept(PAPER)))) == PAPER


@pytest.mark.parametrize("kind", DRAWN)
def test_a_kept_picture_is_drawn_as_before(kind):
    paper = replace(PAPER, sections=(Section("Czas", pictures=(picture(kind),)),))
    again = paper_of(json.loads(json.dumps(kept(paper)))).sections[0].pictures[0]
    assert again.chart == paper.sections[0].pictures[0].chart
    assert again.chart.svg == picture(kind).chart.svg


def test_the_text_has_real_headings_tables_and_words_for_pictures():
    found = document()
    headings = [
        (one.style.name, one.text)
        for one in found.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Raport"),
        ("Heading 2", "Najważniejsze liczby"),
        ("Heading 2", "Osoby"),
        ("Heading 2", "Czas"),
    ]
    said = [one.text for one in found.paragraphs]
    for words in ("Program", "Lider", "O czym", "Okres: maj", "Zdanie.", "Uwaga."):
        assert words in said
    assert any("(doradca)" in one for one in said)
    shapes = found.inline_shapes
    assert len(shapes) == 2
    assert {one._inline.docPr.get("descr") for one in shapes} == {"Najwięcej w maju."}
    rows = [[cell.text for cell in row.cells] for row in found.tables[1].rows]
    assert rows == [["Skąd", "Osób"], ["urząd", "3"], ["Razem", "3"]]
    aligned = [row.cells[1].paragraphs[0].alignment for row in found.tables[1].rows[1:]]
    assert aligned == [WD_ALIGN_PARAGRAPH.RIGHT] * 2
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in found.tables)


def test_a_picture_brings_its_figures_unless_they_stand_nearby():
    captions = [one.text for one in document().paragraphs if one.style.name == "Caption"]
    assert captions == ["Osoby", "Godziny", "Godziny – dane", "Godziny"]
    data = document().tables[2]
    assert [cell.text for cell in data.rows[1].cells] == ["maj", "3"]


def test_the_same_report_gives_the_same_bytes_and_bears_no_hour_of_writing():
    content = word_of(PAPER, AT)
    assert content == word_of(PAPER, AT)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(2026, 12, 7, 8, 30, 20)}


def test_a_working_version_says_so():
    assert "Wersja robocza" in " ".join(one.text for one in document().paragraphs)
    final = document(replace(PAPER, watermark=""))
    assert "Wersja robocza" not in " ".join(one.text for one in final.paragraphs)
