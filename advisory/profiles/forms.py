"""Words and widgets of this room's forms."""

from typing import Any

from django import forms

from advisory.profiles.models import News, UnitProfile
from advisory.programmes.models import Unit
from contracting.analysis.models import Analysis
from mkus_portal.versions import VersionedForm


class ProfileForm(VersionedForm):
    """The words of a unit's page."""

    class Meta:
        model = UnitProfile
        fields = ("about", "effects")
        widgets = {
            "about": forms.Textarea({"rows": 8}),
            "effects": forms.Textarea({"rows": 6}),
        }


class ReportForm(forms.Form):
    """Which report everybody may read."""

    analysis = forms.ModelChoiceField(
        Analysis.objects.none(),
        label="Raport z analizy",
        required=False,
        empty_label="żaden",
        help_text="Raport w PDF będzie do pobrania na publicznej stronie jednostki.",
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["analysis"]
        choices.queryset = Analysis.objects.filter(
            office=unit.office_id, state=Analysis.State.CLOSED
        )


class NewsForm(VersionedForm):
    """A piece of news."""

    class Meta:
        model = News
        fields = ("title", "text")
        widgets = {"text": forms.Textarea({"rows": 12})}
        error_messages = {
            "title": {"required": "Podaj tytuł."},
            "text": {"required": "Napisz treść."},
        }
