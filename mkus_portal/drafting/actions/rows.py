"""Adding, removing and moving rows; positions stay 1, 2, 3 without gaps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mkus_portal.act import Act
from mkus_portal.drafting.actions.starting import note, open_for_writing, tell_room
from mkus_portal.drafting.models import Change, Draft, Row
from mkus_portal.drafting.outcome import Clash
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.registry import Table
from mkus_portal.drafting.spots import words_of

MOST_ROWS = 300
ADDED, REMOVED, MOVED = "+", "-", "~"


@transaction.atomic
def add_row(act: Act, draft: Draft, table_code: str, **cells: Any) -> Any:  # noqa: ANN401 - a Row or the table's own model
    """Add a row at the end, typed tables with the given cells. Raises as `save_field` does."""
    locked, kind = open_for_writing(act, draft, table_code)
    table = kind.table(table_code)
    position = table.rows(locked).count() + 1
    if position > MOST_ROWS:
        message = f"Tabela może mieć najwyżej {MOST_ROWS} wierszy."
        raise ValidationError(message)
    if table.model is None:
        row: Any = Row.objects.create(draft=locked, table=table.code, position=position)
    else:
        row = table.model(draft=locked, position=position, **cells)
        row.clean_fields(exclude=["draft", "versions"])
        row.save()
    place = Place(ADDED, table.code, row.pk)
    note(act, locked, Change(place=str(place), new="dodano wiersz", version=1))
    tell_room(act, locked, kind)
    return row


@transaction.atomic
def remove_row(
    act: Act, draft: Draft, table_code: str, row_id: int, based_on: int | None = None
) -> Clash | None:
    """Remove a row; its texts stay in the history. Raises as `save_field` does.

    `based_on` is the sum of the versions of the row's cells as the page showed them: when somebody
    has written in the row since, it stays and a Clash says who.
    """
    locked, kind = open_for_writing(act, draft, table_code)
    table = kind.table(table_code)
    place = Place(REMOVED, table.code, row_id)
    row = table.rows(locked).filter(pk=row_id).first()
    if row is None:
        raise NoSuchPlaceError(str(place))
    words, version = words_of(row, table), row.cells_version()
    if based_on is not None and based_on != version:
        return _row_clash(locked, table, row_id, words, version)
    note(act, locked, Change(place=str(place), old=words, new="usunięto wiersz", version=1))
    row.delete()
    _close_gaps(list(table.rows(locked)))
    tell_room(act, locked, kind)
    return None


def _row_clash(draft: Draft, table: Table, row_id: int, words: str, version: int) -> Clash:
    prefix = f"{table.code}:{row_id}:"
    last = draft.changes.filter(place__startswith=prefix).select_related("user").first()
    who = str((last and last.user) or "Ktoś")
    at = last.at if last else draft.changed_at
    return Clash(f"{prefix}{REMOVED}", "", words, who, version, at)


@transaction.atomic
def move_row(act: Act, draft: Draft, table_code: str, row_id: int, *, up: bool) -> None:
    """Change a row's place with its neighbour's. Raises as `save_field` does."""
    locked, kind = open_for_writing(act, draft, table_code)
    rows = list(kind.table(table_code).rows(locked))
    place = Place(MOVED, table_code, row_id)
    index = next((at for at, row in enumerate(rows) if row.pk == row_id), None)
    if index is None:
        raise NoSuchPlaceError(str(place))
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return
    rows[index], rows[other] = rows[other], rows[index]
    _close_gaps(rows)
    where = f"przesunięto wiersz na miejsce {other + 1}"
    note(act, locked, Change(place=str(place), old=str(index + 1), new=where, version=1))
    tell_room(act, locked, kind)


def _close_gaps(rows: list[Any]) -> None:
    """Give the rows the positions 1, 2, 3 in their order."""
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
