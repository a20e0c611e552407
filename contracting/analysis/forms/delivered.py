"""What the office counts from the reports of a settled contract."""

from decimal import Decimal

from django import forms

MOST = Decimal(9_999_999)
TOO_SMALL = "Wpisz liczbę większą od zera albo zostaw puste pole."


class CountForm(forms.Form):
    """Recipients and units of the service; an empty field is not counted."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    recipients = forms.DecimalField(
        label="Ilu odbiorców objęto zadaniem w okresie umowy",
        required=False,
        localize=True,
        max_value=MOST,
        decimal_places=2,
        help_text="Z tekstu sprawozdania i list obecności. Puste pole: nie policzono.",
    )
    units = forms.DecimalField(
        label="Ile jednostek usługi wykonano w okresie umowy",
        required=False,
        localize=True,
        max_value=MOST,
        decimal_places=2,
    )

    def __init__(self, *args: object, unit: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        words = (
            f"Jednostka usługi w analizie: {unit}." if unit else "Analiza nie nazwała jednostki."
        )
        self.fields["units"].help_text = words

    def clean_recipients(self) -> Decimal | None:
        """Refuse zero and less."""
        return self._positive("recipients")

    def clean_units(self) -> Decimal | None:
        """Refuse zero and less."""
        return self._positive("units")

    def _positive(self, name: str) -> Decimal | None:
        value: Decimal | None = self.cleaned_data[name]
        if value is not None and value <= 0:
            raise forms.ValidationError(TOO_SMALL)
        return value
