"""The report as a text to go on editing: the same words as in print, the same bytes."""

from io import BytesIO

import pytest
from docx import Document

from contracting.analysis.documents.word import report_word
from contracting.analysis.models import Analysis
from tests.contracting.analysis.factories import fill, make_analysis, make_closed, user_of


def words_of(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["regranting", "service", "institution", "cooperation", "other"])
def test_every_part_stands_in_its_order(act, kind):
    words = words_of(report_word(fill(act, make_analysis(act, kind))))
    headings = [
        "1. Streszczenie dla decydenta",
        "2. Informacja o zadaniu",
        "3. Etap 1",
        "4. Etap 2",
        "5. Efektywność ekonomiczna",
        "6. Efektywność społeczna",
        "7. Wnioski i rekomendacja",
        "8. Etap 3",
        "9. Załączniki",
        "Nota metodyczna",
    ]
    places = [words.index(one) for one in headings]
    assert places == sorted(places)
    assert "WERSJA ROBOCZA" in words


def test_an_efficiency_alone_has_its_parts(act):
    words = words_of(report_word(make_analysis(act, is_staged=False)))
    assert "5. Efektywność ekonomiczna" in words
    assert "3. Etap 1" not in words


def test_the_same_analysis_is_the_same_file(act):
    analysis = make_closed(act)
    again = Analysis.objects.get(pk=analysis.pk)
    assert report_word(analysis) == report_word(again)


def test_the_office_downloads_it(client, act, analysis):
    client.force_login(user_of(act))
    answered = client.get(f"/analizy/{analysis.pk}/raport.docx")
    assert answered.status_code == 200
    assert answered["Content-Disposition"].endswith('.docx"')
    page = client.get(f"/analizy/{analysis.pk}/podglad/").content.decode()
    assert "Pobierz raport w wersji edytowalnej" in page
