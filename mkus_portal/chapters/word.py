"""A report as a text to go on editing (DOCX): headings, tables, pictures with their words."""

from datetime import datetime

from mkus_portal.chapters.values import Paper, Picture, Section, Table
from mkus_portal.documents.word import Word

WORKING = "Wersja robocza: zapisy mogą się jeszcze zmienić."
SUMMARY = "Najważniejsze liczby"


def word_of(paper: Paper, at: datetime) -> bytes:
    """Return the report as DOCX; the same content at the same instant is the same file."""
    word = Word(paper.title, paper.letterhead.name, at)
    word.letterhead(paper.letterhead)
    word.heading(paper.title, 1)
    if paper.watermark:
        word.paragraph(WORKING)
    word.paragraph(paper.lead)
    word.facts(paper.facts)
    if paper.summary:
        word.heading(SUMMARY, 2)
        word.table(("Co", "Ile"), paper.summary, numbers=1)
    for one in paper.sections:
        _section(word, one)
    word.paragraph(paper.note)
    word.signatures(paper.signatures)
    return word.content()


def _section(word: Word, section: Section) -> None:
    word.heading(section.heading, 2)
    word.paragraph(*section.sentences)
    for picture in section.pictures:
        _picture(word, picture)
    for table in section.tables:
        _table(word, table)


def _picture(word: Word, picture: Picture) -> None:
    chart = picture.chart
    word.caption(picture.title)
    word.picture(chart.png, chart.alt)
    if chart.rows and not picture.is_alone:
        _table(word, picture.table)


def _table(word: Word, table: Table) -> None:
    word.table(table.headings, table.rows, caption=table.caption, numbers=table.numbers)
