"""The history of a draft's fields: what an action has changed in the call and in its lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from contracting.calls.fields import BASICS, TABLES, TEXTS, column, rows, words
from contracting.calls.models import Call
from contracting.calls.permissions import may_edit
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.places import Place
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist

ADDED, REMOVED = "+", "-"


@dataclass(slots=True)
class Standing:
    """What the draft says: the value and the words at each place, the rows of each list."""

    values: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, int], str] = field(default_factory=dict)

    def add(self, row: Any, table: str, names: tuple[str, ...]) -> None:  # noqa: ANN401 - any row of a call
        """Take in the fields of the call or of one of its rows."""
        prefix = f"{table}:{row.pk}:" if table else ""
        for name in names:
            self.words[prefix + name] = words(row, name)
            self.values[prefix + name] = _value(row, table, name)
        if table:
            said = (self.words[prefix + name] for name in names)
            self.rows[(table, row.pk)] = " | ".join(filter(None, said))


def _value(row: Any, table: str, name: str) -> object:  # noqa: ANN401 - any row of a call
    """Return what is compared: of a key the key, not what the other row is called."""
    if name == "spheres":
        return {one.code for one in row.spheres.all()}
    return getattr(row, column(table, name).attname)


def standing(call: Call) -> Standing:
    """Return what the call's draft says now; as many queries for many rows as for one."""
    found = Standing()
    found.add(call, "", (*BASICS, *TEXTS))
    for code, table in TABLES.items():
        for row in rows(call, code):
            found.add(row, code, table.cells)
    return found


def hold_talk(call: Call) -> None:
    """Hold the draft before the call: whoever takes a proposal holds the two in this order."""
    if call.draft is not None:
        drafting.lock_draft(call.draft)


@contextmanager
def noted(act: Act, call: Call) -> Iterator[None]:
    """Change the contents: held, allowed, and what has changed kept in the draft's history.

    Needs the caller's transaction. Raises Refused.
    """
    hold_talk(call)
    hold(call)
    insist(may_edit(act, call))
    if call.draft is None:
        yield
        return
    before = standing(call)
    yield
    after = standing(call)
    both = before.values.keys() & after.values.keys()
    drafting.note_changes(
        act,
        call.draft,
        {
            place: (before.words[place], after.words[place])
            for place in sorted(both)
            if before.values[place] != after.values[place]
        },
    )
    for table, pk in sorted(after.rows.keys() - before.rows.keys()):
        said = after.rows[(table, pk)]
        drafting.note_row(act, call.draft, Place(ADDED, table, pk), "", f"dodano: {said}")
    for table, pk in sorted(before.rows.keys() - after.rows.keys()):
        place = Place(REMOVED, table, pk)
        drafting.note_row(act, call.draft, place, before.rows[(table, pk)], "usunięto")
