"""Forms of the formal check: a condition, the sheet of an offer, the outcomes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from contracting.calls.forms.widgets import DayInput
from contracting.evaluation.models import Assessment, FormalAnswer, FormalCondition
from contracting.evaluation.rules.formal import AUTOMATIC, Sheet
from contracting.offers.definition import FormSection
from mkus_portal.versions import VersionedForm

BY_PERSON = ("", "pracownik urzędu")


class ConditionForm(VersionedForm):
    """A condition of the formal check."""

    class Meta:
        model = FormalCondition
        fields = ("text", "is_correctable", "applies_to")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "is_correctable": "Zaznacz tylko to, co ogłoszenie albo program pozwala uzupełnić."
        }


class NewConditionForm(ConditionForm):
    """A new one: a person looks at it, or one of the portal's own checks."""

    automatic = forms.ChoiceField(
        label="Kto sprawdza",
        required=False,
        choices=(BY_PERSON, *((code, f"portal: {one.text}") for code, one in AUTOMATIC.items())),
        help_text="Wynik portalu jest na karcie oznaczony; pracownik może odpowiedzieć inaczej.",
    )
    field_order = ("text", "automatic", "is_correctable", "applies_to")


class SheetForm(VersionedForm):
    """The check sheet: for each condition an answer and a note."""

    class Meta:
        model = Assessment
        fields = ()

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for condition, answer in sheet.lines:
            self.fields[f"answer_{condition.pk}"] = forms.ChoiceField(
                label=condition.text,
                required=False,
                choices=FormalAnswer.Answer.choices,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                initial=answer.answer if answer else "",
            )
            self.fields[f"note_{condition.pk}"] = forms.CharField(
                label="Uwaga",
                required=False,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 1}),
                initial=answer.note if answer else "",
            )

    def lines(
        self,
    ) -> Iterator[tuple[FormalCondition, FormalAnswer | None, BoundField, BoundField]]:
        """Yield each condition with its answer as kept and its two fields."""
        for condition, answer in self.sheet.lines:
            yield (
                condition,
                answer,
                self[f"answer_{condition.pk}"],
                self[f"note_{condition.pk}"],
            )


class RejectForm(forms.Form):
    """Why an offer is rejected formally."""

    reason = forms.CharField(
        label="Uzasadnienie dla oferenta",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Oferent przeczyta je razem z wynikami konkursu.",
    )


class AgainForm(forms.Form):
    """Why a formal result is taken back."""

    why = forms.CharField(label="Powód", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(forms.Form):
    """A later term of a correction, with the reason."""

    due_on = forms.DateField(label="Nowy termin: do końca dnia", widget=DayInput())
    why = forms.CharField(
        label="Powód",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Oferent dostanie go w liście.",
    )


class CorrectionForm(forms.Form):
    """Which sections are to be corrected, why, until when, and the letter's own words."""

    due_on = forms.DateField(
        label="Termin: do końca dnia",
        widget=DayInput(),
        help_text="Gdy to dzień wolny od pracy, termin mija w najbliższym dniu roboczym.",
    )
    letter = forms.CharField(
        label="Treść wezwania",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Portal dopisze wybrane części, powody i termin.",
    )

    def __init__(self, *args: Any, sections: tuple[FormSection, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for section in sections:
            self.fields[self.name_of(section.code)] = forms.CharField(
                label=f"{section.code}. {section.title}",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Puste: ta część zostaje zamknięta.",
            )
        self.order_fields([*(self.name_of(one.code) for one in sections), "due_on", "letter"])

    @staticmethod
    def name_of(code: str) -> str:
        """Return the name of a section's field."""
        return f"section_{code}"

    def reasons(self) -> dict[str, str]:
        """Return why each chosen section is to be corrected, by its code."""
        said = {one.code: self.cleaned_data[self.name_of(one.code)] for one in self.sections}
        return {code: why for code, why in said.items() if why}

    def clean(self) -> dict[str, Any]:
        """Ask for one section at least."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.reasons():
            self.add_error(None, "Napisz przy co najmniej jednej części, co jest do uzupełnienia.")
        return values
