"""One PDF: two profiles, the same bytes, our own letters, no network."""

import socket
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from mkus_portal.documents import actions, conformance, render
from mkus_portal.documents.conformance import ConformanceError
from mkus_portal.documents.render import typeset

pytestmark = pytest.mark.once


def page_of(body, head=""):
    return (
        f"<!doctype html><html lang='pl'><head><title>Próba</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        message = f"network: {args}"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_rich_document_keeps_both_profiles_without_a_network(waiting, no_network):
    _, pdf = actions.compose(waiting)
    assert conformance.broken_rules(pdf.content) == []
    assert pdf.pages >= 5


def test_same_document_gives_the_same_bytes_also_from_a_new_press(waiting):
    digest, first = actions.compose(waiting)
    render._press.cache_clear()
    again, second = actions.compose(waiting)
    assert (digest, first.content) == (again, second.content)


def test_file_says_its_language_title_instant_and_headings(waiting):
    _, pdf = actions.compose(waiting)
    reader = PdfReader(BytesIO(pdf.content))
    assert reader.trailer["/Root"]["/Lang"] == "pl"
    assert reader.metadata.title == "Ogłoszenie o konkursie"
    assert reader.metadata.author == "Gmina Prusice"
    assert reader.metadata.creation_date_raw == "D:20261122103000+01'00"
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [
        "Ogłoszenie o konkursie"
    ]
    assert "/ViewerPreferences" in reader.trailer["/Root"]


def test_every_page_shows_title_digest_number_and_watermark(waiting):
    digest, pdf = actions.compose(waiting)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages]
    for number, text in enumerate(pages, 1):
        assert f"strona {number} z {len(pages)}" in text
        assert digest[:4] in text
        assert "WERSJAROBOCZA" in text.replace(" ", "")
    assert waiting.number in pages[1]
    assert "https://portal.example/sprawdz/" in pages[-1]


def test_a_note_stands_on_the_page_of_its_call(waiting):
    _, pdf = actions.compose(waiting)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages]
    assert [number for number, text in enumerate(pages) if "Przypis:" in text] == [0]


def test_letters_are_ours_and_a_letter_that_nobody_has_becomes_a_box(waiting):
    _, pdf = actions.compose(waiting)
    reader = PdfReader(BytesIO(pdf.content))
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("-")[0] for name in names} == {"Portal", "Rest"}
    text = reader.pages[0].extract_text()
    assert "Zażółć gęślą jaźń" in text
    assert "Київ □ □" in text


def test_no_stream_ends_so_that_its_length_can_be_doubted():
    """One in 80 such pages had a stream that ended in a carriage return (no. 19 and 25)."""
    for number in (18, 19, 25):
        head = (
            '<meta name="dcterms.created" content="2026-01-01T00:00:00Z">'
            '<meta name="dcterms.modified" content="2026-01-01T00:00:00Z">'
        )
        pdf = typeset(page_of(f"<main><h1>Ala {number}</h1><p>tekst</p></main>", head))
        assert conformance.has_clear_lengths(pdf.content)
        assert conformance.broken_rules(pdf.content) == []


def test_a_file_is_written_until_its_lengths_are_clear(monkeypatch):
    written = []

    def clear(content):
        written.append(content)
        return len(written) == 3

    monkeypatch.setattr(render, "has_clear_lengths", clear)
    pdf = typeset(page_of("<p>treść</p>"))
    assert pdf.content == written[2]
    assert len({len(content) for content in written}) == 3
    assert conformance.broken_rules(pdf.content) == []


def test_invisible_letters_leave_no_box():
    pdf = typeset(page_of("<p>ko\u00adniec \u200b\ufeff\x0b✓\ufe0f</p>"))
    assert conformance.broken_rules(pdf.content) == []
    assert "□" not in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/logo.png",
        "https://example.org/logo.png",
        "ftp://example.org/logo.png",
        "file:///etc/passwd",
        "../mkus_portal/settings/base.py",
        "fonts/%2e%2e/%2e%2e/pyproject.toml",
    ],
)
def test_a_foreign_address_stops_the_document(address, no_network):
    with pytest.raises(FatalURLFetchingError):
        typeset(page_of(f"<img src='{address}' alt='logo'>"))


@pytest.mark.logs
def test_a_file_that_breaks_the_profiles_is_named():
    pdf = typeset("<html><body><p>bez tytułu i języka</p></body></html>")
    with pytest.raises(ConformanceError, match="PDF_UA_1"):
        conformance.insist_on_conformance(pdf.content)
