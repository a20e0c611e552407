"""Words and widgets of this room's forms; the rules stand elsewhere."""

from datetime import date, timedelta
from typing import Any

from django import forms

from advisory.expertises.models import Expert, Expertise
from advisory.expertises.rules import questions_in
from advisory.programmes.models import Programme
from mkus_portal.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
USUAL_TIME = timedelta(days=30)


class OrderForm(VersionedForm):
    """What is ordered: kind, title, background, term and the questions, one a line."""

    questions = forms.CharField(
        label="Pytania do eksperta",
        max_length=20000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Każde pytanie zacznij od nowego wiersza. Ekspert odpowie na każde osobno.",
        error_messages={"required": "Zadaj ekspertowi co najmniej jedno pytanie."},
    )

    class Meta:
        model = Expertise
        fields = ("kind", "title", "questions", "background", "due_on")
        labels = {"background": "Tło sprawy", "due_on": "Proponowany termin"}
        help_texts = {
            "background": "Co ekspert powinien wiedzieć o zadaniu i jednostce.",
            "due_on": "puste: termin ustali koordynator",
        }
        widgets = {"background": forms.Textarea({"rows": 4}), "due_on": DAY}
        error_messages = {
            "kind": {"required": "Wybierz rodzaj ekspertyzy."},
            "title": {"required": "Podaj tytuł ekspertyzy."},
        }

    field_order = ("kind", "title", "questions", "background", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        if self.instance.pk:
            asked = self.instance.questions.values_list("question", flat=True)
            self.initial["questions"] = "\n".join(asked)

    def order(self) -> dict[str, Any]:
        """Return what the actions take."""
        names = ("kind", "title", "background", "due_on")
        given = {name: self.cleaned_data[name] for name in names}
        return {**given, "questions": questions_in(self.cleaned_data["questions"])}


class AssignForm(forms.Form):
    """Who writes it, and until when."""

    expert = forms.ModelChoiceField(
        label="Ekspert",
        queryset=Expert.objects.none(),
        empty_label="– wybierz –",
        error_messages={"required": "Wybierz eksperta."},
    )
    due_on = forms.DateField(
        label="Termin", widget=DAY, error_messages={"required": "Podaj termin."}
    )

    def __init__(self, *args: Any, expertise: Expertise, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        experts: Any = self.fields["expert"]
        experts.queryset = Expert.objects.filter(programme=expertise.unit.programme_id)
        experts.initial = expertise.expert_id
        self.fields["due_on"].initial = max(expertise.due_on or today + USUAL_TIME, today)


class ReasonForm(forms.Form):
    """Why: remarks for the expert, or the reason of a cancelled order."""

    reason = forms.CharField(
        label="Uwagi",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Napisz kilka słów."},
    )


class ReturnForm(ReasonForm):
    """What the expert should put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Przeczyta je ekspert, poprawi i odda jeszcze raz."


class CancelForm(ReasonForm):
    """Why it is cancelled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Powód"
        self.fields["reason"].help_text = "Przeczytają go jednostka, jej doradca i ekspert."


class EmptyForm(forms.Form):
    """A move that asks for nothing."""


class ExpertForm(forms.ModelForm[Expert]):
    """Somebody who writes expertises; they are invited at once."""

    class Meta:
        model = Expert
        fields = ("full_name", "organisation_name", "email")
        help_texts = {"email": "Wyślemy zaproszenie do roli eksperta w programie."}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
