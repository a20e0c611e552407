"""Places: how a field or a cell of a long form is named."""

from dataclasses import dataclass

PARTS_OF_A_CELL = 3
LONGEST_PLACE = 120
DIGITS_OF_A_ROW = 18


class NoSuchPlaceError(LookupError):
    """The form has no such field, table, row or cell."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field (`III.3`) or a cell (`actions:12:name`)."""

    field: str
    table: str = ""
    row: int = 0

    @classmethod
    def read(cls, text: str) -> "Place":
        """Return the place that the text names. Raises NoSuchPlaceError for garbage."""
        parts = text.split(":")
        if len(text) > LONGEST_PLACE or "\x00" in text:
            raise NoSuchPlaceError(text)
        if len(parts) == 1 and text:
            return cls(text)
        if len(parts) == PARTS_OF_A_CELL and all(parts) and _is_number(parts[1]):
            return cls(parts[2], parts[0], int(parts[1]))
        raise NoSuchPlaceError(text)

    @property
    def is_cell(self) -> bool:
        """Whether the place is in a row of a table."""
        return bool(self.table)

    @property
    def item(self) -> str:
        """What the form shows as one: the field, or the table in which the cell stands."""
        return self.table or self.field

    def __str__(self) -> str:
        return f"{self.table}:{self.row}:{self.field}" if self.table else self.field


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= DIGITS_OF_A_ROW
