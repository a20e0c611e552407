"""The bytes of an uploaded list as text with tabs: XLSX, or CSV in the encodings people have."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import NoReturn
from zipfile import BadZipFile, ZipFile

from tablib import Databook, Dataset

from contracting.settlement.rules.columns import read_heading

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 24 * 1024 * 1024
ZIP_BEGINS = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
HEADING_WITHIN = 15
PRECISION = 6
NO_TABLE = "Nie da się odczytać tego pliku. Zapisz wykaz jako XLSX albo CSV i wybierz go ponownie."


class Unreadable(ValueError):  # noqa: N818 - the file's fault, said in words
    """A file that is no list; its text is the sentence for the person."""


def refuse(sentence: str) -> NoReturn:
    """Say what is wrong with the file. Raises Unreadable."""
    raise Unreadable(sentence)


def text_of_file(content: bytes) -> str:
    """Return the list as text with a heading row. Raises Unreadable."""
    if len(content) > LARGEST_FILE:
        refuse("Plik może mieć najwyżej 2 MB. Podziel wykaz na części.")
    if not content.strip():
        refuse("Plik jest pusty.")
    if content.startswith(ZIP_BEGINS):
        return _text_of_sheet(content)
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


def _text_of_sheet(content: bytes) -> str:
    """Return the first sheet that has our headings, else the first one."""
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
    return _as_text(next((rows for rows in sheets if _has_heading(rows)), sheets[0]))


def _rows(sheet: Dataset) -> list[list[str]]:
    lines = [sheet.headers or [], *(list(row) for row in sheet)]
    rows = [[_said(cell) for cell in line] for line in lines]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _has_heading(rows: list[list[str]]) -> bool:
    return any(read_heading(row).is_recognised for row in rows[:HEADING_WITHIN])


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
