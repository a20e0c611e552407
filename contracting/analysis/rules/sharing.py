"""The public copy of answers: what of them goes out, how it is put into another analysis."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from contracting.analysis.method import Column, Item, Question
from contracting.analysis.rules.answers import Filled, FilledRow
from contracting.analysis.rules.personal import WRITTEN
from mkus_portal.folding import folded

Rows = Mapping[str, list[dict[str, str]]]
SHORT = 20


@dataclass(frozen=True, slots=True)
class Content:
    """An answer without its analysis: texts by place, rows by table."""

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        cells = (cell for rows in self.rows.values() for row in rows for cell in row.values())
        return not any(text.strip() for text in [*self.texts.values(), *cells])


def items_shared(question: Question) -> tuple[Item, ...]:
    """Return the inputs of a question that can be shared: modules never go out."""
    return tuple(item for item in question.items if not item.is_module)


def shape_of(question: Question) -> str:
    """Return the layout of a question's inputs as a digest: equal ones take each other's texts."""
    parts = [
        [
            item.place,
            item.kind,
            _codes(item),
            [[one.code, one.kind, _codes(one)] for one in item.columns],
        ]
        for item in items_shared(question)
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _codes(spec: Item | Column) -> list[str]:
    return [code for code, _ in spec.choices]


def content_of(question: Question, found: Filled) -> Content:
    """Return what an analysis answers to a question; a pointing cell gets the row's number."""
    texts = {
        item.place: found.text(item.place)
        for item in items_shared(question)
        if item.is_text and found.text(item.place)
    }
    rows = {
        item.place: _rows_of(item, found.said(item))
        for item in items_shared(question)
        if item.is_table and found.said(item)
    }
    return Content(texts, rows)


def _rows_of(item: Item, rows: tuple[FilledRow, ...]) -> list[dict[str, str]]:
    numbers = {str(row.pk): str(number) for number, row in enumerate(rows, 1)}
    found = []
    for row in rows:
        cells = {one.code: row.text(one.code) for one in item.columns if row.text(one.code)}
        for column in item.columns:
            if column.kind == "row" and column.code in cells:
                cells[column.code] = numbers.get(cells[column.code], "")
        found.append({code: text for code, text in cells.items() if text})
    return found


def filled_from(content: Content) -> Filled:
    """Return a public copy as answers are read: its rows are numbered from 1."""
    rows = {
        place: tuple(FilledRow(number, cells) for number, cells in enumerate(found, 1))
        for place, found in content.rows.items()
    }
    return Filled(dict(content.texts), rows)


def without_empty_rows(item: Item, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows that say something; cells that point at rows follow, or are emptied."""
    pointing = {one.code for one in item.columns if one.kind == "row"}
    kept = [number for number, row in enumerate(rows, 1) if _says(row, pointing)]
    new_number = {str(old): str(new) for new, old in enumerate(kept, 1)}
    found = []
    for old in kept:
        cells = {
            code: new_number.get(text, "") if code in pointing else text.strip()
            for code, text in rows[old - 1].items()
        }
        found.append({code: text for code, text in cells.items() if text})
    return found


def _says(row: Mapping[str, str], pointing: set[str]) -> bool:
    return any(text.strip() for code, text in row.items() if code not in pointing)


def joined_text(item: Item, present: str, copied: str) -> str | None:
    """Return a text with another one put in; None where the input holds one value and has one.

    A long text gets a paragraph, a line a semicolon; a number, a day or a choice is only filled in.
    """
    if not present.strip():
        return copied
    if item.kind not in WRITTEN:
        return None
    return present.rstrip() + ("\n\n" if item.kind == "long" else "; ") + copied


def pieces_of(content: Content) -> list[str]:
    """Return the texts by which a copy is known again: lines of texts, longest cells of rows."""
    lines = [line for text in content.texts.values() for line in text.splitlines()]
    cells = [max(row.values(), key=len) for rows in content.rows.values() for row in rows if row]
    return [piece.strip() for piece in [*lines, *cells] if piece.strip()]


def still_stands(pieces: Iterable[str], content: Content) -> bool:
    """Whether any copied piece stands in an answer: a short one whole, a longer one anywhere."""
    present = [folded(text) for text in _everything(content)]
    lines = {line.strip() for text in present for line in text.splitlines()}
    for piece in map(folded, pieces):
        if piece in lines:
            return True
        if len(piece) > SHORT and any(piece in text for text in present):
            return True
    return False


def _everything(content: Content) -> Iterator[str]:
    yield from content.texts.values()
    for rows in content.rows.values():
        for row in rows:
            yield from row.values()
