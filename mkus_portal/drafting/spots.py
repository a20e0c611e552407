"""Places that can be commented on: what they are called, where they stand, what is in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from mkus_portal.drafting.models import Answer, Draft, Row
from mkus_portal.drafting.places import (
    DIGITS_OF_A_ROW,
    LONGEST_PLACE,
    PARTS_OF_A_CELL,
    NoSuchPlaceError,
)
from mkus_portal.drafting.records import Record
from mkus_portal.drafting.registry import DraftKind, Table, kind_of
from mkus_portal.drafting.talk import SECTION, Step

PARTS_OF_A_ROW = 2


def steps_of(draft: Draft) -> Sequence[Step]:
    """Return the pages of the draft's form; none where nobody talks."""
    talk = kind_of(draft).talk
    return talk.steps(draft.obj) if talk is not None else ()


def home_of(draft: Draft) -> str:
    """Return the address of the page that the draft belongs to: the object's own, or its form's."""
    own = getattr(draft.obj, "get_absolute_url", None)
    if own is not None:
        return str(own())
    return next((step.url for step in steps_of(draft)), "")


def step_of(steps: Iterable[Step], place: str) -> Step | None:
    """Return the page on which a place stands."""
    item = place.partition(":")[0]
    for step in steps:
        if item in step.items or item == f"{SECTION}{step.code}":
            return step
    return None


def value_at(draft: Draft, place: str, steps: Iterable[Step]) -> str:
    """Return what stands at a place: of a row its cells, of a table or a section nothing.

    Raises NoSuchPlaceError for a place that the form does not show.
    """
    kind = kind_of(draft)
    if len(place) > LONGEST_PLACE or "\x00" in place or step_of(steps, place) is None:
        raise NoSuchPlaceError(place)
    item, *rest = place.split(":")
    if kind.record is not None and not item.startswith(SECTION):
        return _in_record(draft, kind, kind.record, place)
    if item in kind.tables:
        return _in_table(draft, kind.tables[item], place, rest) if rest else ""
    if rest:
        raise NoSuchPlaceError(place)
    if item.startswith(SECTION):
        return ""
    return _text_at(draft, kind, item)


def _in_record(draft: Draft, kind: DraftKind, record: Record, place: str) -> str:
    item, *rest = place.split(":")
    if item not in kind.tables:
        if rest or item not in kind.fields(draft):
            raise NoSuchPlaceError(place)
        return record.words(draft.obj, item)
    if not rest:
        return ""
    number, *cell = rest
    if not (number.isdecimal() and len(number) <= DIGITS_OF_A_ROW) or len(cell) > 1:
        raise NoSuchPlaceError(place)
    row, cells = record.row(draft.obj, item, int(number)), kind.tables[item].cells
    if row is None or not set(cell) <= set(cells):
        raise NoSuchPlaceError(place)
    words = (record.words(row, one) for one in cell or cells)
    return " | ".join(filter(None, words))


def _text_at(draft: Draft, kind: DraftKind, field: str) -> str:
    if field not in kind.fields(draft):
        raise NoSuchPlaceError(field)
    found = draft.answers.filter(row=None, field=field).first()
    return found.text if found else ""


def _in_table(draft: Draft, table: Table, place: str, rest: list[str]) -> str:
    number, *cell = rest
    if not (number.isdecimal() and len(number) <= DIGITS_OF_A_ROW) or len(cell) > 1:
        raise NoSuchPlaceError(place)
    row = table.rows(draft).filter(pk=int(number)).first()
    if row is None or (cell and cell[0] not in table.cells):
        raise NoSuchPlaceError(place)
    if cell:
        return _cell(row, cell[0])
    return words_of(row, table)


def _cell(row: Any, cell: str) -> str:  # noqa: ANN401 - a Row or the table's own model
    if not isinstance(row, Row):
        return str(row.text_of(cell))
    found = Answer.objects.filter(row=row, field=cell).first()
    return found.text if found else ""


def words_of(row: Any, table: Table) -> str:  # noqa: ANN401 - a Row or the table's own model
    """Return a row in words: its cells, one beside the other."""
    if isinstance(row, Row):
        return " | ".join(row.cells.order_by("field").values_list("text", flat=True))
    return " | ".join(row.text_of(cell) for cell in table.cells)


def version_at(draft: Draft, place: str) -> int:
    """Return the version of a field or a cell; 0 for what nobody has written or has no version."""
    parts = place.split(":")
    if kind_of(draft).record is not None:
        last = draft.changes.filter(place=place).first()
        return last.version if last else 0
    if len(parts) == 1:
        found = draft.answers.filter(row=None, field=place).first()
        return found.version if found else 0
    table = kind_of(draft).tables.get(parts[0])
    if len(parts) != PARTS_OF_A_CELL or table is None:
        return 0
    row = table.rows(draft).filter(pk=int(parts[1])).first()
    if row is None:
        return 0
    if not isinstance(row, Row):
        return int(row.version_of(parts[2]))
    cell = Answer.objects.filter(row=row, field=parts[2]).first()
    return cell.version if cell else 0


def labels_of(draft: Draft, places: Iterable[str], steps: Sequence[Step]) -> dict[str, str]:
    """Return what each place is called; one query for each table that is named among them."""
    kind, found, numbers = kind_of(draft), {}, {}
    wanted = set(places)
    for code in {one.partition(":")[0] for one in wanted if ":" in one} & kind.tables.keys():
        numbers[code] = {pk: at for at, pk in enumerate(_keys(draft, kind, code), 1)}
    for place in wanted:
        found[place] = _label(draft, kind, place, steps, numbers)
    return found


def _keys(draft: Draft, kind: DraftKind, table: str) -> Iterable[int]:
    """Return the keys of a table's rows in their order; one query."""
    if kind.record is not None:
        return [one.pk for one in kind.record.rows(draft.obj, table)]
    return kind.tables[table].rows(draft).values_list("pk", flat=True)


def _label(
    draft: Draft,
    kind: DraftKind,
    place: str,
    steps: Sequence[Step],
    numbers: dict[str, dict[int, int]],
) -> str:
    item, *rest = place.split(":")
    if item.startswith(SECTION):
        step = step_of(steps, item)
        return f"Cała część: {step.title}" if step else "Część formularza"
    name = (kind.label(draft, place) if kind.label else "") or item
    if not rest:
        return name
    at = numbers.get(item, {}).get(int(rest[0]))
    row = f"wiersz {at}" if at else "wiersz, którego już nie ma"
    return f"{name} ({row})"
