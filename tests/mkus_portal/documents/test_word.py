"""The text document: what it holds, and that nothing of the hour of writing stays in it."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

from docx import Document

from mkus_portal.documents.registry import Letterhead, Logo
from mkus_portal.documents.word import Word
from tests.pictures import picture

AT = datetime(2026, 12, 7, 8, 30, 20, tzinfo=UTC)
TEMPLATES_OWN = ("python-docx", "generated", "thumbnail", 'w:val="en-US"')


def written():
    word = Word("Tytuł & <znaki>", "Urząd", AT)
    word.heading("Nagłówek\x0b", 1)
    word.paragraph("dwie\nlinie", "", "\x00puste\x1f")
    word.facts([("Miejsce", "sala 5")])
    word.table(("A", "B"), [("1", "<2>"), ("3", "")])
    return word.content()


def test_it_holds_what_was_said_without_what_xml_cannot():
    found = Document(BytesIO(written()))
    assert [(one.style.name, one.text) for one in found.paragraphs] == [
        ("Heading 1", "Nagłówek"),
        ("Normal", "dwie\nlinie"),
        ("Normal", "puste"),
        ("Normal", "Miejsce: sala 5"),
        ("Normal", ""),
    ]
    [table] = found.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["A", "B"], ["1", "<2>"], ["3", ""]]
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, False, False]


def test_its_head_shows_logos_with_their_names_and_from_whose_money():
    sizes = ((400, 160), (900, 100))  # the second one would be wider than may be
    logos = tuple(Logo(f"Instytucja {at}", picture(size)) for at, size in enumerate(sizes))
    word = Word("Tytuł", "Urząd", AT)
    word.letterhead(Letterhead("Program", ("Lider",), logos=logos, support="Z Funduszu."))
    found = Document(BytesIO(word.content()))
    assert [one.text for one in found.paragraphs][1:] == ["Z Funduszu.", "Program", "Lider"]
    shown = [
        (one._inline.docPr.get("descr"), round(one.width.cm, 1), round(one.height.cm, 1))
        for one in found.inline_shapes
    ]
    assert shown == [("Instytucja 0", 3.0, 1.2), ("Instytucja 1", 5.0, 0.6)]


def test_a_head_without_logos_has_no_row_for_them():
    word = Word("Tytuł", "Urząd", AT)
    word.letterhead(Letterhead("Urząd", ("Adres",)))
    assert [one.text for one in Document(BytesIO(word.content())).paragraphs] == ["Urząd", "Adres"]


def test_it_bears_the_documents_instant_and_says_whose_it_is():
    about = Document(BytesIO(written())).core_properties
    assert (about.title, about.author, about.language) == ("Tytuł & <znaki>", "Urząd", "pl-PL")
    assert about.created == about.modified == AT
    with zipfile.ZipFile(BytesIO(written())) as parts:
        assert {one.date_time for one in parts.infolist()} == {(2026, 12, 7, 8, 30, 20)}
        text = " ".join(parts.namelist())
        text += " ".join(parts.read(name).decode() for name in parts.namelist())
    assert [one for one in TEMPLATES_OWN if one in text] == []
    assert 'w:lang w:val="pl-PL"' in text


def test_the_same_input_gives_the_same_bytes():
    assert written() == written()
