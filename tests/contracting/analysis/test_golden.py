"""The report of every type as a reader meets it: parts, bookmarks, one page to decide, charts."""

import re
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from docx import Document as Word
from pypdf import PdfReader

from contracting.analysis.documents.report import REPORT, report_of
from contracting.analysis.documents.word import report_word
from mkus_portal.documents import actions as documents
from mkus_portal.documents.conformance import broken_rules
from mkus_portal.documents.models import Document
from tests.contracting.analysis import factories
from tests.contracting.analysis.golden import KINDS, golden_analysis

PARTS = (
    "1. Streszczenie dla decydenta",
    "2. Informacja o zadaniu i typie zlecenia",
    "3. Etap 1 – Przygotowanie do zmiany",
    "4. Etap 2 – Wprowadzenie zmiany",
    "5. Efektywność ekonomiczna",
    "6. Efektywność społeczna",
    "7. Wnioski i rekomendacja",
    "8. Etap 3 – Plan pracy (harmonogram działań)",
    "9. Załączniki",
)
CHARTS = (
    "Macierz: efektywność ekonomiczna i społeczna",
    "Mapa ryzyk",
    "Koszty urzędu według grup",
    "Koszt jednostki usługi (godzina otwarcia)",
    "Oszczędność narastająco",
    "Wrażliwość wyniku",
    "Profil kryteriów",
    "Harmonogram",
)
FIGURE = re.compile(
    r'<figure class="chart[^"]*">\s*<figcaption>(.*?)</figcaption>\s*<img [^>]*alt="([^"]*)"'
)
FOREIGN = re.compile(r"\b(None|True|False|Decimal|nan|undefined)\b")
UNROUNDED = re.compile(r"\d[,.]\d{5,}")


@pytest.fixture(params=KINDS)
def analysis(request, db):
    clerk = factories.member_act(factories.make_office())
    return golden_analysis(clerk, request.param)


def compose(analysis):
    at = factories.AT
    request = Document(
        pk=0, kind=REPORT, obj=analysis, title="Raport", asked_at=at, law_date=at.date()
    )
    return documents.compose(request)[1]


def bookmarks(outline):
    for one in outline:
        yield from bookmarks(one) if isinstance(one, list) else (one,)


def test_the_report_of_every_type(analysis):
    pdf = compose(analysis)
    assert pdf == compose(analysis)
    assert broken_rules(pdf.content) == []
    reader = PdfReader(BytesIO(pdf.content))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    _has_its_parts(reader, pages)
    _fits_the_paper(reader)
    whole = " ".join(pages)
    assert FOREIGN.findall(whole) == []
    assert UNROUNDED.findall(whole) == []
    assert report_of(analysis).watermark == ""
    assert "Jak sprawdzić ten dokument" in pages[-1]
    _charts_say_their_figures(analysis)
    _text_to_edit_has_the_same_parts(analysis)


def _has_its_parts(reader, pages):
    """Each part has a bookmark, in order; what a council decides by stands on one page alone."""
    found = [
        (one.title, reader.get_destination_page_number(one)) for one in bookmarks(reader.outline)
    ]
    starts = {title: page for title, page in found if title in PARTS}
    assert tuple(title for title, _ in found if title in PARTS) == PARTS
    assert "Raport MKUS" in pages[0]
    assert (starts[PARTS[0]], starts[PARTS[1]]) == (1, 2)
    for words in ("Zmiana jest potrzebna: tak", "Trzy liczby", "Rekomendacja:", "Macierz:"):
        assert words in pages[1]
    assert "Wyższe ceny energii" in pages[1]


def _fits_the_paper(reader):
    """No letter stands beyond the right margin."""
    for page in reader.pages:
        width = float(page.mediabox.width)
        across = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, _font, _size, across=across: (
                across.append(tm[4] * cm[0] + cm[4]) if text.strip() else None
            )
        )
        assert max(across) < width - 40


def _charts_say_their_figures(analysis):
    context = {"content": report_of(analysis), "in_print": True}
    html = render_to_string("documents/_mkus_report_body.html", context)
    told = dict(FIGURE.findall(html))
    assert tuple(told) == CHARTS
    for title, alt in told.items():
        assert len(alt) > 40, title
        assert re.search(r"\d", alt) or title == CHARTS[0]


def _text_to_edit_has_the_same_parts(analysis):
    word = Word(BytesIO(report_word(analysis)))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert tuple(one for one in headings if one in PARTS) == PARTS
    said = " ".join(one.text for one in word.paragraphs)
    cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert FOREIGN.findall(said + cells) == []
