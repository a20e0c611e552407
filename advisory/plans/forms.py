"""Words and widgets of this room's forms; the rules stand elsewhere."""

from typing import Any

from django import forms

from advisory.plans.models import PlanStep, TemplateStep
from mkus_portal.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_NAME = {"required": "Nazwij krok."}
KIND_HELP = "Gdy w portalu pojawi się taki zapis, zaproponujemy go jako wykonanie kroku."


class TemplateStepForm(VersionedForm):
    """A step of the template: how many days after the agreement, who, what fulfils it."""

    class Meta:
        model = TemplateStep
        fields: tuple[str, ...] = ("name", "offset_days", "whose", "kind")
        help_texts = {"kind": KIND_HELP}
        error_messages = {
            "name": NO_NAME,
            "offset_days": {"required": "Podaj liczbę dni, np. 90."},
        }

    def said(self) -> dict[str, Any]:
        """Return the step's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PlanStepForm(VersionedForm):
    """A step of a unit's plan: its term, who, what fulfils it."""

    class Meta:
        model = PlanStep
        fields: tuple[str, ...] = ("name", "due_on", "whose", "kind")
        widgets = {"due_on": DAY}
        help_texts = {"kind": KIND_HELP}
        error_messages = {"name": NO_NAME, "due_on": {"required": "Podaj termin kroku."}}

    def said(self) -> dict[str, Any]:
        """Return the step's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FollowForm(forms.Form):
    """Whether the open steps move with the agreement; `signed` is the day that was shown."""

    what = forms.ChoiceField(
        label="Co zrobić z otwartymi krokami",
        choices=(("move", "przesuń je razem z porozumieniem"), ("leave", "zostaw terminy")),
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz, co zrobić z krokami."},
    )
    signed = forms.DateField(widget=forms.HiddenInput)


class DoneForm(forms.Form):
    """How the step was done."""

    note = forms.CharField(
        label="Jak wykonano krok",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Napisz w jednym zdaniu, jak wykonano krok."},
        help_text="Przeczytają to urząd, doradca i koordynator programu.",
    )
