"""Words of the form with which an operator enters a legal value."""

from typing import Any

from django import forms

from mkus_portal.law.models import ParameterValue


class ParameterValueForm(forms.ModelForm[ParameterValue]):
    """The day, the value and the text of law that says so."""

    class Meta:
        model = ParameterValue
        fields = ("valid_from", "value", "cite")
        localized_fields = ("value",)
        widgets = {"valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "value": "Udział wpisz jako ułamek, np. 0,3 to 30 procent. Puste: bez ograniczenia.",
            "cite": "Artykuł i dziennik, np. art. 19a ust. 1 pkt 1 UDPPiW (Dz.U. 2026 poz. 1).",
        }

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.key = key

    def clean(self) -> dict[str, Any]:
        """Refuse a second value for the same day."""
        cleaned = super().clean() or self.cleaned_data
        taken = ParameterValue.objects.rows_of(self.instance.key)
        if cleaned.get("valid_from") in taken:
            self.add_error("valid_from", "Na ten dzień wartość jest już wpisana.")
        return cleaned
