"""Entering a dated, cited value of a legal parameter."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from mkus_portal.act import Act
from mkus_portal.law.models import ParameterValue


@transaction.atomic
def add_value(
    act: Act, key: str, *, valid_from: date, value: Decimal | None, cite: str
) -> ParameterValue:
    """Keep the operator's value; it wins over the one written in the room's `law.py`.

    Raises ValidationError when that day has a value already or the source is missing.
    """
    row = ParameterValue(
        key=key,
        valid_from=valid_from,
        value=value,
        cite=cite,
        entered_by_id=act.user,
        entered_at=act.at,
    )
    row.full_clean(exclude=["entered_by"])
    row.save()
    return row
