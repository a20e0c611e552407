"""What is asked before a call is drafted from an analysis."""

from datetime import date
from typing import Any

from django import forms

from mkus_portal.law.spheres import spheres_on


class DrawForm(forms.Form):
    """The sphere, which no question of the analysis asks for, and a reason where one is needed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Dlaczego mimo to przygotowujesz konkurs",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        help_text="Zostanie przy konkursie i przy analizie.",
        error_messages={"required": "Napisz, dlaczego mimo rekomendacji przygotowujesz konkurs."},
    )
    spheres = forms.MultipleChoiceField(
        label="Sfery z art. 4 ust. 1 ustawy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Analiza o nie nie pyta. Można je wybrać także później, w zadaniu.",
    )

    def __init__(self, *args: Any, day: date, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spheres = self.fields["spheres"]
        if isinstance(spheres, forms.MultipleChoiceField):
            spheres.choices = [(one.code, one.label) for one in spheres_on(day)]
        if not asks_reason:
            del self.fields["reason"]
