"""Forms of an analysis: starting it with a type, closing it with a note."""

from collections.abc import Sequence
from typing import Any

from django import forms

from contracting.analysis.method import CommissioningHints
from contracting.analysis.models import Analysis


class StartForm(forms.ModelForm[Analysis]):
    """What the analysis is about; the page shows each type with its hints."""

    commissioning_type = forms.ChoiceField(
        label="Typ zlecenia",
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz typ zlecenia."},
    )

    class Meta:
        model = Analysis
        fields = ("title", "task_name", "commissioning_type")
        help_texts = {
            "title": "Na przykład: Punkt informacji turystycznej – analiza 2026.",
            "task_name": "Zadanie publiczne, którego sposób realizacji chcesz zmienić.",
        }
        error_messages = {
            "title": {"required": "Nadaj analizie tytuł."},
            "task_name": {"required": "Podaj nazwę zadania."},
        }

    def __init__(self, *args: Any, types: Sequence[CommissioningHints], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types = types
        choice: Any = self.fields["commissioning_type"]
        choice.choices = [(one.code, one.label) for one in types]


class CloseForm(forms.Form):
    """The note of a closing; with gaps it says why they stay."""

    adviser = forms.CharField(
        label="Doradca, który towarzyszył analizie",
        required=False,
        max_length=150,
        help_text="Trafi na stronę tytułową raportu. Zostaw puste, jeśli doradcy nie było.",
    )
    note = forms.CharField(
        label="Uwaga", required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, with_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_gaps:
            self.fields["note"].required = True
            self.fields["note"].label = "Dlaczego zamykasz analizę z brakami"
            self.fields["note"].error_messages["required"] = (
                "Napisz, dlaczego zamykasz analizę z brakami."
            )
