"""The entry's form, short enough for a phone, with its next steps as rows."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from advisory.consultations.actions import Step
from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.rules import is_half_hours

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EMPTY_ROWS = 3
MOST_ROWS = 30
ODD_HOURS = "Podaj godziny co pół, np. 1,5."


class HalfHours(forms.DecimalField):
    """Hours in steps of one half, with a comma or a point."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = [
            MinValueValidator(Decimal("0.5"), "Najmniej pół godziny."),
            MaxValueValidator(Decimal(24), "Najwyżej 24 godziny."),
        ]
        super().__init__(max_digits=4, decimal_places=1, validators=bounds, localize=True, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - what a browser sent
        """Take a comma for a point."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:  # noqa: ANN401 - a Decimal or None
        """Refuse anything but halves."""
        super().validate(value)
        if value is not None and value.is_finite() and not is_half_hours(value):
            raise forms.ValidationError(ODD_HOURS)


class ConsultationForm(forms.ModelForm[Consultation]):
    """What an adviser notes after a consultation."""

    hours = HalfHours(
        label="Ile godzin", help_text="co pół, np. 1,5", error_messages={"invalid": ODD_HOURS}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    entry_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)

    class Meta:
        model = Consultation
        fields = (
            "held_on",
            "started_at",
            "hours",
            "form",
            "subject",
            "findings",
            "people_office",
            "people_ngo",
        )
        labels = {
            "held_on": "Kiedy",
            "started_at": "Od której",
            "people_office": "Osób z urzędu",
            "people_ngo": "Osób z NGO",
        }
        widgets = {
            "held_on": DAY,
            "started_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "findings": forms.Textarea({"rows": 4}),
            "people_office": forms.NumberInput({"min": "0", "inputmode": "numeric"}),
            "people_ngo": forms.NumberInput({"min": "0", "inputmode": "numeric"}),
        }
        error_messages = {
            "held_on": {"required": "Podaj dzień konsultacji."},
            "subject": {"required": "Napisz krótko, czego dotyczyła konsultacja."},
        }

    def entry(self) -> dict[str, Any]:
        """Return the entry's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def typed(self) -> dict[str, Any]:
        """Return what was typed, right or wrong, to be shown once more."""
        return {name: self[name].value() for name in self.fields}


class StepForm(forms.Form):
    """One next step; an empty row is no step."""

    sentence = forms.CharField(label="Co trzeba zrobić", required=False, max_length=250)
    due = forms.DateField(label="Do kiedy", required=False, widget=DAY)
    whose = forms.ChoiceField(
        label="Kto", choices=NextStep.Whose.choices, initial=NextStep.Whose.OFFICE
    )

    def clean(self) -> dict[str, Any]:
        """Ask what is to be done where there is a day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("due") and not cleaned.get("sentence"):
            self.add_error("sentence", "Napisz, co trzeba zrobić, albo usuń termin.")
        return cleaned


class BaseStepSet(forms.BaseFormSet[StepForm]):
    """The rows of next steps."""

    def steps(self) -> list[Step]:
        """Return the rows that say something."""
        return [
            Step(one["sentence"], one["due"], one["whose"])
            for one in (form.cleaned_data for form in self.forms)
            if one.get("sentence")
        ]

    def typed(self) -> list[dict[str, Any]]:
        """Return the rows as they were typed."""
        return [{name: form[name].value() for name in form.fields} for form in self.forms]


def step_set(extra: int = EMPTY_ROWS) -> type[BaseStepSet]:
    """Return the class of the rows with so many empty ones below those that stand."""
    made = forms.formset_factory(
        StepForm, formset=BaseStepSet, extra=extra, max_num=MOST_ROWS, validate_max=True
    )
    return cast("type[BaseStepSet]", made)


class EmptyForm(forms.Form):
    """A move that asks for nothing."""


class DisputeForm(forms.Form):
    """What the office does not agree with; the adviser reads it."""

    reason = forms.CharField(
        label="Zastrzeżenie",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Przeczyta je doradca i poprawi wpis.",
        error_messages={"required": "Napisz, z czym urząd się nie zgadza."},
    )
