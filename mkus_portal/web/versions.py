"""What somebody else has saved meanwhile, in words."""

from datetime import date, datetime
from decimal import Decimal

from django import forms
from django.db import models

from mkus_portal.web import wording

CLASH = (
    "Ktoś w tym czasie zapisał inną wersję. Poniżej jest Twoja, a obok niej zapisana."
    " Popraw swoją, jeśli trzeba, i zapisz jeszcze raz."
)
EMPTY = "(puste)"


def saved_meanwhile(form: forms.BaseForm, row: models.Model) -> list[tuple[str, str]]:
    """Return the saved values of the fields that the person has changed: label and text."""
    return [
        (str(field.label), saved_text(row, name))
        for name, field in form.fields.items()
        if name in form.changed_data and hasattr(row, name)
    ]


def saved_text(row: models.Model, name: str) -> str:
    """Return a saved field as a person reads it."""
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown is not None else getattr(row, name)
    if value is None or value == "":
        return EMPTY
    if isinstance(value, models.Manager):
        return "; ".join(str(one) for one in value.all()) or EMPTY
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime):
        return wording.deadline(value)
    if isinstance(value, date):
        return wording.day(value)
    return wording.number(value) if isinstance(value, Decimal) else str(value)
