"""Forms whose texts are columns of a room's own rows: the engine keeps what is said about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mkus_portal.act import Act


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named fields, and lists of its parts, which the room's own actions save.

    `rows(obj, table)` are the parts of a list in their order, each with its key.
    `words(row, field)` is what a column says, in Polish; of a column that holds a text the text.
    `is_text(table, field)` says for which columns a wording can be proposed; the table is empty for
    the object's own. `save(act, row, field, text)` writes such a text by the room's action, which
    asks who may and notes the change (`actions.note_changes`).
    """

    rows: Callable[[Any, str], Sequence[Any]]
    words: Callable[[Any, str], str]
    is_text: Callable[[str, str], bool]
    save: Callable[[Act, Any, str, str], None]

    def row(self, obj: Any, table: str, pk: int) -> Any | None:  # noqa: ANN401 - any room's row
        """Return a part of a list by its key, or the object itself; None for one taken out."""
        if not table:
            return obj
        return next((one for one in self.rows(obj, table) if one.pk == pk), None)
