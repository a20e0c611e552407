"""Answers as pages and prints show them, and the helper sheets made of them (mkus.md 3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracting.analysis.form import is_day
from contracting.analysis.method import Column, Item, Method, Question, Tool
from contracting.analysis.rules.answers import Filled, FilledRow, number_of, ranked
from mkus_portal.web import wording


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of an answer: a text, or a table with its headers; both empty: no answer."""

    label: str
    text: str = ""
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    place: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether anybody has written anything."""
        return bool(self.text or self.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tool with the answers that it shows, those of the analysis's type only."""

    tool: Tool
    parts: tuple[Part, ...]
    modules: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """How many of its parts say something."""
        return sum(part.is_answered for part in self.parts)


def parts_of(question: Question, found: Filled) -> tuple[Part, ...]:
    """Return a question's answers; nothing when nobody has answered any."""
    items = [item for item in question.items if not item.is_module]
    if not any(found.has(item) for item in items):
        return ()
    return tuple(part_of(item, found) for item in items)


def part_of(item: Item, found: Filled) -> Part:
    """Return one input's answer; rows of a register of risks from the greatest down."""
    if not item.is_table:
        return Part(item.label, shown(item, found.text(item.place)), place=item.place)
    headers = tuple(one.label for one in item.columns)
    if not item.product:
        rows = tuple(_row(item, row, found) for row in found.said(item))
        return Part(item.label, headers=headers, rows=rows, place=item.place)
    lines = tuple(
        (*_row(item, one.row, found), str(one.level) if one.level else "–")
        for one in ranked(item, found)
    )
    return Part(item.label, headers=(*headers, item.product_label), rows=lines, place=item.place)


def _row(item: Item, row: FilledRow, found: Filled) -> tuple[str, ...]:
    return tuple(_cell(item, column, row, found) for column in item.columns)


def _cell(item: Item, column: Column, row: FilledRow, found: Filled) -> str:
    if column.kind == "row":
        return row_names(item, found).get(row.text(column.code), "")
    return shown(column, row.text(column.code))


def row_names(item: Item, found: Filled) -> dict[str, str]:
    """Return what each row that says something is called, by its number in the database."""
    first = item.columns[0].code
    rows = found.rows.get(item.place, ())
    return {
        str(row.pk): f"{number}. {row.text(first)}"
        for number, row in enumerate(rows, 1)
        if row.text(first)
    }


def shown(spec: Item | Column, text: str) -> str:
    """Return a kept text as it is read: a choice's label, a day, a number, an amount."""
    if spec.choices:
        return dict(spec.choices).get(text, text)
    if spec.kind == "date" and text and is_day(text):
        return wording.day(date.fromisoformat(text))
    if spec.kind in {"number", "money"} and text:
        number = number_of(text)
        if number is None:
            return text
        return wording.money(number) if spec.kind == "money" else wording.number(number)
    return text


def sheet_of(
    tool: Tool, method: Method, commissioning_type: str, found: Filled, without: str = ""
) -> Sheet:
    """Return a tool's sheet for the type, without the places of the question `without`."""
    asked = places_of(method, commissioning_type)
    items = [
        asked[place][1]
        for place in tool.places
        if place in asked and asked[place][0].code != without
    ]
    return Sheet(
        tool,
        tuple(part_of(item, found) for item in items if not item.is_module),
        tuple(item.module for item in items if item.is_module),
    )


def places_of(method: Method, commissioning_type: str) -> Mapping[str, tuple[Question, Item]]:
    """Return the inputs that the type asks for, by place, with their questions."""
    return {
        item.place: (question, item)
        for question in method.questions()
        if question.is_for(commissioning_type)
        for item in question.items
    }
