"""A value as it was filled in, to tell whether somebody has changed it since."""

from datetime import date
from decimal import Decimal


def as_kept(value: object) -> str:
    """Return a value as text: the same for equal values, however the database gives them back."""
    if isinstance(value, tuple):
        return " | ".join(as_kept(one) for one in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
