"""The form of an office's contract text."""

from typing import Any

from django import forms

from contracting.contracts.actions.templates import pattern_is_sound
from contracting.contracts.models import ContractTemplate
from contracting.contracts.text import template_faults


class TemplateForm(forms.ModelForm[ContractTemplate]):
    """A new version of the text, based on the one that was shown."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ContractTemplate
        fields = (
            "number_pattern",
            "shift_percent",
            "own_share_tolerance",
            "grant_by_line",
            "body",
        )
        widgets = {"body": forms.Textarea(attrs={"rows": 40, "class": "template-body"})}

    def clean_body(self) -> str:
        """Return the text. Raises ValidationError with every fault and its line."""
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        faults = template_faults(body)
        if faults:
            raise forms.ValidationError([str(one) for one in faults])
        return body

    def clean_number_pattern(self) -> str:
        """Return the pattern. Raises ValidationError where the number or the year is missing."""
        pattern: str = self.cleaned_data["number_pattern"].strip()
        sound = pattern_is_sound(pattern)
        if not sound:
            raise forms.ValidationError(sound.reason)
        return pattern

    def typed(self) -> dict[str, Any]:
        """Return the columns of the new version."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
