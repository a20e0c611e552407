"""Two versions of an offer beside each other: section by section, changed words marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from contracting.offers.content import (
    Action,
    Amounts,
    Funding,
    Line,
    OfferContent,
    Result,
    Share,
    described,
    words_of,
    year_columns,
)
from contracting.offers.definition import FormDefinition, FormField
from contracting.offers.form import TABLE_LABELS, TABLES
from mkus_portal.web import wording

Row = Action | Result | Line | Funding | Share
Cells = dict[str, str]
KINDS = {"action": "I. Koszty realizacji działań", "admin": "II. Koszty administracyjne"}
STATUS = {"same": "bez zmian", "changed": "zmieniony", "added": "dodany", "removed": "usunięty"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `is_marked` when the other version does not have it."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A field or a cell in both versions."""

    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row in both versions; `status` in words."""

    title: str
    status: str
    is_changed: bool
    cells: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class TablePair:
    """A table in both versions."""

    caption: str
    rows: tuple[RowPair, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section of the form in both versions."""

    code: str
    title: str
    fields: tuple[Pair, ...]
    tables: tuple[TablePair, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in the section differs."""
        changed_field = any(one.is_changed for one in self.fields)
        return changed_field or any(one.is_changed for one in self.tables)


def pair_of(label: str, old: str, new: str) -> Pair:
    """Return both texts with the words marked that only one of them has."""
    if old == new:
        return Pair(label, (Piece(old),), (Piece(new),), is_changed=False)
    before, after = _words(old), _words(new)
    left: list[Piece] = []
    right: list[Piece] = []
    match = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        differs = what != "equal"
        if b > a:
            left.append(Piece("".join(before[a:b]), differs))
        if d > c:
            right.append(Piece("".join(after[c:d]), differs))
    return Pair(label, tuple(left), tuple(right), is_changed=True)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def compared(
    old: OfferContent, new: OfferContent, form: FormDefinition, sections: Iterable[str]
) -> tuple[SectionPair, ...]:
    """Return the sections of the form in both versions, in the form's order."""
    chosen = set(sections)
    return tuple(
        SectionPair(
            section.code,
            section.title,
            tuple(_fields(section.fields, old, new)),
            tuple(_tables(section.fields, old, new)),
        )
        for section in form.sections
        if section.code in chosen
    )


def _fields(fields: Sequence[FormField], old: OfferContent, new: OfferContent) -> Iterator[Pair]:
    for field in fields:
        label = f"{field.code} {field.label}"
        if field.code == "II.1":
            yield pair_of(label, described(old.bidder), described(new.bidder))
        elif field.is_written and (new.is_joint or not field.joint_only):
            yield pair_of(label, said(field, old), said(field, new))


def said(field: FormField, content: OfferContent) -> str:
    """Return a field's text as a person reads it."""
    text = content.text(field.code)
    if field.choices:
        return dict(field.choices).get(text, text)
    if field.kind == "date" and content.day(field.code) is not None:
        return wording.day(content.day(field.code))
    return text


def _tables(
    fields: Sequence[FormField], old: OfferContent, new: OfferContent
) -> Iterator[TablePair]:
    for field in fields:
        if field.kind != "table" or (field.joint_only and not new.is_joint):
            continue
        rows = tuple(_rows(field.table, old, new))
        changed = any(row.is_changed for row in rows)
        yield TablePair(TABLE_LABELS[field.table], rows, is_changed=changed)


def rows_of(table: str, content: OfferContent) -> Sequence[Row]:
    """Return a table's rows."""
    tables: dict[str, Sequence[Row]] = {
        "actions": content.actions,
        "results": content.results,
        "costs": content.lines,
        "funding": (content.funding,),
        "bidders": content.shares,
    }
    return tables[table]


def _rows(table: str, old: OfferContent, new: OfferContent) -> Iterator[RowPair]:
    """Pair the rows by their keys: those that stand now in their order, then those taken out."""
    before = {_key(row): (row, at) for at, row in enumerate(rows_of(table, old))}
    after = {_key(row): (row, at) for at, row in enumerate(rows_of(table, new))}
    for key, (row, at) in after.items():
        was = before.get(key)
        cells = cells_of(table, row, new)
        earlier = cells_of(table, was[0], old) if was else {}
        yield _row(at + 1, earlier, cells, is_moved=was is not None and was[1] != at)
    for key, (row, at) in before.items():
        if key not in after:
            yield _row(at + 1, cells_of(table, row, old), {}, is_moved=False)


def _key(row: Row) -> int:
    return 0 if isinstance(row, Funding) else row.pk


def _row(number: int, old: Cells, new: Cells, *, is_moved: bool) -> RowPair:
    labels = list(dict.fromkeys((*old, *new)))
    cells = tuple(pair_of(label, old.get(label, ""), new.get(label, "")) for label in labels)
    if not old:
        status = "added"
    elif not new:
        status = "removed"
    else:
        status = "changed" if any(one.is_changed for one in cells) else "same"
    words = STATUS[status]
    if is_moved and status in {"same", "changed"}:
        words = "przesunięty" if status == "same" else f"{words} i przesunięty"
    return RowPair(f"{number}.", words, is_moved or status != "same", cells)


def cells_of(table: str, row: Row, content: OfferContent) -> Cells:
    """Return a row's cells by their labels, as a person reads them."""
    values = _values(row, content)
    model = TABLES[table].model
    if model is None:
        return values
    labels = {
        cell: str(model._meta.get_field(cell).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - a column
        for cell in TABLES[table].cells
        if cell in values
    }
    return {label: values[cell] for cell, label in labels.items()}


def _values(row: Row, content: OfferContent) -> Cells:
    match row:
        case Action():
            year = "" if row.year is None else str(row.year)
            words = ("name", "description", "target_group", "schedule", "outside")
            return {"year": year, **{word: getattr(row, word) for word in words}}
        case Result():
            return {
                word: getattr(row, word) for word in ("name", "target_value", "monitoring_method")
            }
        case Line():
            names = {one.pk: one.name for one in content.actions}
            return {
                "kind": KINDS.get(row.kind, row.kind),
                "action": names.get(row.action, "") if row.action is not None else "",
                "name": row.name,
                "unit": row.unit,
                "unit_cost": _money(row.unit_cost),
                "quantity": "" if row.quantity is None else wording.number(row.quantity),
                **_years(row.years, content),
            }
        case Funding():
            words = ("grant", "own_financial", "own_personal", "own_in_kind", "recipient_fees")
            return {word: _money(getattr(row, word)) for word in words}
        case Share():
            return {**words_of(row), **_years(row.years, content)}


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else wording.money(amount)


def _years(years: Amounts, content: OfferContent) -> Cells:
    columns = year_columns(content)
    if columns == 1 and not any(years):
        return {}
    return {f"year{at}": _money(one) for at, one in enumerate(years[:columns], 1)}
