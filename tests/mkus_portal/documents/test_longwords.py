"""Words that no line holds break, and nothing else of a page changes."""

import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from mkus_portal.documents.conformance import broken_rules
from mkus_portal.documents.longwords import BREAK, LONGEST_WORD, with_breaks
from mkus_portal.documents.render import typeset

PAGE = (
    '<!doctype html><html lang="pl"><head><title>Próba</title></head>'
    "<body><h1>Próba</h1><p>{text}</p></body></html>"
)


def test_a_long_word_breaks_and_stays_the_same_word():
    word = "ż" * 200
    broken = with_breaks(f"<p>{word}</p>")
    assert broken.count(BREAK) == 6
    assert broken.replace(BREAK, "") == f"<p>{word}</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'a' * (LONGEST_WORD - 1)} b</p>",
        f'<img src="data:image/svg+xml;base64,{"A" * 500}" alt="{"b" * 500}">',
        f"<style>@font-face {{ src: url({'c' * 500}) }}</style>",
        "<p>zwykły tekst &amp; znak</p>",
    ],
)
def test_tags_styles_and_ordinary_words_stay_as_they_are(html):
    assert with_breaks(html) == html


def test_a_sign_written_with_letters_is_never_cut():
    broken = with_breaks(f"<p>{'&lt;' * 90}</p>")
    assert broken == f"<p>{'&lt;' * 30}<wbr>{'&lt;' * 30}<wbr>{'&lt;' * 30}</p>"


def test_a_word_of_a_whole_field_is_set_in_no_time_inside_the_margins():
    began = time.process_time()
    pdf = typeset(with_breaks(PAGE.format(text="słowo" * 3000)))
    assert time.process_time() - began < 20
    assert broken_rules(pdf.content) == []
    pages = PdfReader(BytesIO(pdf.content)).pages
    assert sum(page.extract_text().count("s") for page in pages) >= 3000
