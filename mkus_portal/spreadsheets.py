"""Lists that people send: XLSX, or CSV in the encodings people have, as text and as cells."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import NoReturn
from zipfile import BadZipFile, ZipFile

from tablib import Databook, Dataset

LARGEST_FILE = 2 * 1024 * 1024
LONGEST_TEXT = 1_000_000
LARGEST_UNPACKED = 24 * 1024 * 1024
ZIP_BEGINS = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
HEADING_WITHIN = 15
PRECISION = 6
HEAD = 2000
IsHeading = Callable[[list[str]], bool]
NO_TABLE = "Nie da się odczytać tego pliku. Zapisz wykaz jako XLSX albo CSV i wybierz go ponownie."


TOO_LONG = "Ten wykaz jest za długi. Podziel go na części."


class Unreadable(ValueError):  # noqa: N818 - the file's fault, said in words
    """A file that is no list; its text is the sentence for the person."""


def refuse(sentence: str) -> NoReturn:
    """Say what is wrong with the file. Raises Unreadable."""
    raise Unreadable(sentence)


def text_of_file(content: bytes, is_heading: IsHeading) -> str:
    """Return the list as text with a heading row. Raises Unreadable.

    Of a workbook the first sheet is taken of which `is_heading` knows a row near the top, else the
    first one.
    """
    if len(content) > LARGEST_FILE:
        refuse("Plik może mieć najwyżej 2 MB. Podziel wykaz na części.")
    if not content.strip():
        refuse("Plik jest pusty.")
    if content.startswith(ZIP_BEGINS):
        return _text_of_sheet(content, is_heading)
    if content.startswith(OLD_OFFICE):
        refuse("To plik starego Excela (XLS). Zapisz go jako XLSX albo CSV.")
    return _decoded(content)


def _decoded(content: bytes) -> str:
    """Return the text in UTF-8 with or without its mark, UTF-16, else in Windows-1250."""
    encodings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1250")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    refuse(NO_TABLE)


def _text_of_sheet(content: bytes, is_heading: IsHeading) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except BadZipFile:
        refuse(NO_TABLE)
    if size > LARGEST_UNPACKED:
        refuse("Ten skoroszyt jest po rozpakowaniu za duży. Podziel wykaz na części.")
    try:
        book = Databook().load(BytesIO(content), "xlsx")
    except Exception:  # noqa: BLE001 - openpyxl raises what it likes over a broken file
        refuse(NO_TABLE)
    sheets = [_rows(one) for one in book.sheets()]
    if not sheets:
        refuse(NO_TABLE)
    known = (rows for rows in sheets if any(map(is_heading, rows[:HEADING_WITHIN])))
    return _as_text(next(known, sheets[0]))


def _rows(sheet: Dataset) -> list[list[str]]:
    lines = [sheet.headers or [], *(list(row) for row in sheet)]
    rows = [[_said(cell) for cell in line] for line in lines]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _said(cell: object) -> str:
    """Return a cell as text; a day as ISO writes it, a number without the noise of a float."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        exact = format(Decimal(repr(round(cell, PRECISION))), "f")
        return exact.rstrip("0").rstrip(".") if "." in exact else exact
    return " ".join(str(cell).replace("\x00", "").split())


def _as_text(rows: Iterable[list[str]]) -> str:
    """Return rows of cells parted by tabs; a quotation mark at the start of a cell is doubled."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of each row: parted by tabs, semicolons or commas. Raises csv.Error."""
    text = text.removeprefix("\ufeff")
    head = text[:HEAD]
    delimiter = next((one for one in "\t;" if one in head), ",")
    source = StringIO(text, newline="")
    if text.count('"') % 2:  # a mark that nothing closes would swallow the rest of the list
        rows = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        rows = csv.reader(source, delimiter=delimiter)
    return [[" ".join(cell.split()) for cell in row] for row in rows]
