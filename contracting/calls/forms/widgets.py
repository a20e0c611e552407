"""Inputs for days and instants that browsers know, exact to the second; groups of fields."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

Groups = Sequence[tuple[str, Sequence[str]]]


class DayInput(forms.DateInput):
    """A calendar day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class InstantInput(forms.DateTimeInput):
    """A day with an hour, to the second."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": "1", **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class InstantField(forms.DateTimeField):
    """An instant in Warsaw's time; the hour that a clock change leaves out or doubles is refused.

    Django's own refusal speaks of time zones; a person who types an hour needs another word.
    """

    widget = InstantInput
    default_error_messages = {"invalid": "Wpisz dzień i godzinę."}
    unclear = "W noc zmiany czasu ta godzina nie istnieje albo wypada dwa razy. Podaj inną godzinę."

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Return the aware instant. Raises ValidationError with a sentence of our own."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if getattr(error, "code", "") == "ambiguous_timezone":
                raise ValidationError(self.unclear, code="ambiguous_timezone") from error
            raise


def grouped(form: forms.BaseForm, groups: Groups) -> list[tuple[str, list[BoundField]]]:
    """Return the form's fields under their legends, for a form too long for one column."""
    return [(legend, [form[name] for name in names]) for legend, names in groups]
