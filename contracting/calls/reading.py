"""The draft of a call as its office and its advisers read it: every part, every field by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from contracting.calls.fields import (
    CRITERIA,
    PARTS,
    TABLES,
    TASKS,
    Part,
    name_of,
    rows,
    words,
)
from contracting.calls.models import Call
from contracting.calls.rules import tree
from mkus_portal.web.anchors import anchor_of, row_anchor

EDIT_PART = {
    "basics": "office-call-edit",
    "tasks": "office-call-tasks",
    "criteria": "office-call-criteria",
    "previous": "office-call-previous",
    "text": "office-call-text",
}
EDIT_ROW = {
    "tasks": "office-task-edit",
    "criteria": "office-criterion-edit",
    "previous": "office-previous-edit",
}
SHOWN_EMPTY = frozenset({"title", "label", "description"})
USUAL = frozenset({"points_step", "weight", "counts"})  # worth a line when not as usual


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field: its place in the talk, its name, what it says."""

    place: str
    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together: the call's own, or those of one row; `rest` are of less weight.

    They say nothing yet, or the usual thing.
    """

    place: str
    anchor: str
    title: str
    lines: tuple[FieldLine, ...]
    rest: tuple[FieldLine, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the draft with its fields, and the way to its form."""

    code: str
    place: str
    title: str
    groups: tuple[Group, ...]
    edit_url: str


def parts_of(call: Call, *, commented: frozenset[str] = frozenset()) -> list[PartView]:
    """Return the whole draft; an empty field that somebody has commented on is shown as well."""
    return [
        PartView(
            part.code,
            f"@{part.code}",
            part.title,
            tuple(_groups(call, part, commented)),
            reverse(EDIT_PART[part.code], args=(call.pk,)),
        )
        for part in PARTS
    ]


def _groups(call: Call, part: Part, commented: frozenset[str]) -> Iterator[Group]:
    if not part.table:
        yield _group(call, "", part.fields, commented, ("", "", ""))
        return
    cells = TABLES[part.table].cells
    for title, row in _titled(call, part.table):
        place = f"{part.table}:{row.pk}"
        url = reverse(EDIT_ROW[part.table], args=(row.pk,))
        yield _group(row, f"{place}:", cells, commented, (place, title, url))


def _titled(call: Call, table: str) -> Iterator[tuple[str, Any]]:
    """Return the rows with their names: of criteria the number in the tree."""
    found = rows(call, table)
    if table == CRITERIA:
        for branch in tree(found):
            yield f"{branch.number}. {branch.criterion}", branch.criterion
        return
    for number, row in enumerate(found, 1):
        yield (f"Zadanie {number}. {row}" if table == TASKS else str(row)), row


def _group(
    row: Any,  # noqa: ANN401 - the call or a row of one of its lists
    prefix: str,
    names: tuple[str, ...],
    commented: frozenset[str],
    head: tuple[str, str, str],
) -> Group:
    place, title, url = head
    table = prefix.partition(":")[0]
    lines: list[FieldLine] = []
    rest: list[FieldLine] = []
    for name in names:
        at, text = f"{prefix}{name}", words(row, name)
        line = FieldLine(at, anchor_of(at), name_of(table, name), text)
        says = name in SHOWN_EMPTY or (bool(text) and not _is_usual(row, name))
        (lines if says or at in commented else rest).append(line)
    anchor = row_anchor(place) if place else ""
    return Group(place, anchor, title, tuple(lines), tuple(rest), url)


def _is_usual(row: Any, name: str) -> bool:  # noqa: ANN401 - as above
    """Whether a field holds what its column starts with, where that goes without saying."""
    if name not in USUAL:
        return False
    return bool(getattr(row, name) == type(row)._meta.get_field(name).get_default())  # noqa: SLF001 - Django's own
