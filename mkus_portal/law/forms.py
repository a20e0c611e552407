"""Words of the form with which an operator enters a legal value."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mkus_portal.law.models import ParameterValue
from mkus_portal.law.registry import Parameter, Unit

HINTS = {
    Unit.SHARE: "Ułamek od 0 do 1, np. 0,3 to 30 procent. Puste: bez ograniczenia.",
    Unit.PLN: "Kwota w złotych. Puste: bez ograniczenia.",
}
YES_OR_NO = "Wpisz 1 (tak) albo 0 (nie)."
WHOLE = "Liczba całkowita, co najmniej 1."


def _hint(parameter: Parameter) -> str:
    return YES_OR_NO if parameter.unit is Unit.SWITCH else HINTS.get(parameter.unit, WHOLE)


def _may_be(unit: Unit, value: Decimal) -> bool:
    if unit is Unit.SWITCH:
        return value in {0, 1}
    if unit not in HINTS:
        return value >= 1 and value == int(value)
    return value >= 0 and (unit is not Unit.SHARE or value <= 1)


class ParameterValueForm(forms.ModelForm[ParameterValue]):
    """The day, the value and the text of law that says so."""

    past_is_meant = forms.BooleanField(
        label="Wiem, że ten dzień już minął",
        required=False,
        help_text="Zaznacz tylko przy dacie wstecz: portal policzy na nowo także to, co trwa.",
    )

    class Meta:
        model = ParameterValue
        fields = ("valid_from", "value", "cite")
        localized_fields = ("value",)
        widgets = {"valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "cite": "Artykuł i dziennik, np. art. 19a ust. 1 pkt 1 UDPPiW (Dz.U. 2026 poz. 1).",
        }

    def __init__(self, *args: Any, parameter: Parameter, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.key, self.parameter, self.today = parameter.key, parameter, today
        value = self.fields["value"]
        value.help_text = _hint(parameter)
        value.required = parameter.unit not in HINTS and None not in parameter.values.values()
        self.order_fields(["valid_from", "past_is_meant"])

    def clean_value(self) -> Decimal | None:
        """Refuse what the unit cannot be: no negative amount, no share above the whole."""
        value: Decimal | None = self.cleaned_data["value"]
        if value is None:
            return None
        if not _may_be(self.parameter.unit, value):
            raise ValidationError(_hint(self.parameter))
        return value

    def clean(self) -> dict[str, Any]:
        """Refuse a second value for the same day, and a past day that nobody meant."""
        cleaned = super().clean() or self.cleaned_data
        since = cleaned.get("valid_from")
        if since in ParameterValue.objects.rows_of(self.instance.key):
            self.add_error("valid_from", "Na ten dzień wartość jest już wpisana.")
        elif since and since < self.today and not cleaned["past_is_meant"]:
            self.add_error("past_is_meant", "Ten dzień już minął. Potwierdź, że tak ma być.")
        return cleaned
