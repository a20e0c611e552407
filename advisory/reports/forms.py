"""Choosing a month."""

from datetime import date
from typing import Any

from django import forms

from advisory.reports.models import ProgrammeReport, UnitReport
from mkus_portal.versions import VersionedForm

FIRST_YEAR, LAST_YEAR = 2000, 2999


class MonthField(forms.DateField):
    """A month as a browser writes it, `2026-11`; its value is the first day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=("%Y-%m",),
            widget=forms.DateInput({"type": "month"}, format="%Y-%m"),
            error_messages={"invalid": "Podaj miesiąc jako rok i numer, np. 2026-11."},
            **kwargs,
        )

    def validate(self, value: Any) -> None:  # noqa: ANN401 - a date or None
        """Refuse years that no programme has."""
        super().validate(value)
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"])


class MonthForm(forms.Form):
    """Which month to show."""

    miesiac = MonthField(label="Miesiąc")


class ReportForm(VersionedForm):
    """A report's kind, day and words; the figures the portal counts."""

    class Meta:
        model = ProgrammeReport
        fields = ("kind", "last_day", "risks", "conclusions")
        widgets = {
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "risks": forms.Textarea({"rows": 6}),
            "conclusions": forms.Textarea({"rows": 6}),
        }

    def said(self) -> dict[str, Any]:
        """Return the report's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class UnitReportForm(VersionedForm):
    """The days of a unit's report and its words; the figures the portal counts."""

    class Meta:
        model = UnitReport
        fields = ("first_day", "last_day", "effects", "conclusions")
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "effects": forms.Textarea({"rows": 6}),
            "conclusions": forms.Textarea({"rows": 6}),
        }
        help_texts = {
            "effects": "Co się zmieniło w jednostce dzięki udziałowi w programie.",
            "conclusions": "Co z tego wynika dla jednostki i dla programu.",
        }

    def said(self) -> dict[str, Any]:
        """Return the report's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
