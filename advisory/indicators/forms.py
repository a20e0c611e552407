"""Words and widgets of this room's forms."""

from typing import Any

from django import forms

from advisory.indicators.models import Indicator, Reading
from mkus_portal.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayForm(forms.Form):
    """On which day the values are wanted."""

    na = forms.DateField(
        label="Stan na dzień",
        widget=DAY,
        error_messages={"invalid": "Podaj dzień, np. 30.06.2026."},
    )


class IndicatorForm(VersionedForm):
    """A new indicator."""

    class Meta:
        model = Indicator
        fields: tuple[str, ...] = ("name", "unit", "source", "target")
        error_messages = {"name": {"required": "Podaj nazwę wskaźnika."}}

    def said(self) -> dict[str, Any]:
        """Return the indicator's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ChangeForm(IndicatorForm):
    """A changed one: where its value comes from stays."""

    class Meta(IndicatorForm.Meta):
        fields: tuple[str, ...] = ("name", "unit", "target")


class ReadingForm(forms.ModelForm[Reading]):
    """A value written by hand, with the evidence."""

    class Meta:
        model = Reading
        fields = ("day", "value", "evidence")
        widgets = {"day": DAY}
        error_messages = {"evidence": {"required": "Napisz, skąd wiadomo."}}
