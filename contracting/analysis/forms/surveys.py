"""The form that chooses the surveys of an analysis."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.surveys.models import Survey


class SurveysForm(forms.Form):
    """The closed surveys of the office."""

    surveys = forms.ModelMultipleChoiceField(
        label="Badania, na których opiera się analiza",
        queryset=Survey.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Wybierz badania z listy."},
    )

    def __init__(self, *args: Any, eligible: QuerySet[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["surveys"]
        choice.queryset = eligible
