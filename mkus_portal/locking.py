"""Holding a row: nobody else changes it until the transaction ends."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def hold(row: Row) -> Row:
    """Lock the row and read it anew; inside a transaction. Return the same object.

    Unsaved changes of it are lost: change the object after it is held. Raises DoesNotExist when
    somebody has deleted it meanwhile.
    """
    rows = type(row)._base_manager.select_for_update(of=("self",))  # noqa: SLF001 - Django's own
    row.refresh_from_db(from_queryset=rows)
    return row
