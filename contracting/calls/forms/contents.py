"""Forms of a draft: basics, texts, tasks, criteria, earlier tasks."""

from datetime import date
from typing import Any

from django import forms

from contracting.calls.forms.widgets import DayInput, InstantInput
from contracting.calls.models import Call, CallTask, Criterion, PreviousTask
from contracting.calls.rules import Terms, terms_of
from mkus_portal.law.spheres import spheres_on
from mkus_portal.web import wording

LIMITS = (
    "forms",
    "deadline_at",
    "realization_from",
    "realization_to",
    "min_grant",
    "max_grant",
    "max_grant_share",
    "min_own_share",
    "min_own_financial_share",
    "admin_cost_cap",
    "admin_cost_base",
    "max_offers_per_organisation",
    "min_points",
)
SWITCHES = ("recipient_fees_allowed", "results_table_required")
WIDGETS: dict[str, Any] = {
    "deadline_at": InstantInput(),
    "realization_from": DayInput(),
    "realization_to": DayInput(),
    "decision_on": DayInput(),
}


class VersionedForm(forms.ModelForm[Any]):
    """A form that remembers on which version of the row it was opened."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["based_on"] = self.instance.edit_version


class BasicsForm(VersionedForm):
    """Title, dates, contact and the terms that hold for all tasks."""

    recipient_fees_allowed = forms.BooleanField(
        label="Wolno pobierać opłaty od odbiorców zadania", required=False
    )
    results_table_required = forms.BooleanField(
        label="Tabela rezultatów (III.6 oferty) jest obowiązkowa", required=False, initial=True
    )

    class Meta:
        model = Call
        fields = (
            "title",
            "year",
            "unit",
            "draft_budget",
            "decision_on",
            *LIMITS,
            *SWITCHES,
            "contact_name",
            "contact_email",
            "contact_phone",
        )
        widgets = WIDGETS

    def __init__(self, *args: Any, office: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField) and unit.queryset is not None:
            unit.queryset = unit.queryset.filter(office=office, may_announce=True)
            unit.empty_label = "urząd – organ wykonawczy"
        self.fields[
            "deadline_at"
        ].help_text = "Dzień i godzina, co do sekundy. Od ostatniej publikacji musi minąć 21 dni."
        if self.instance.pk and self.instance.results_table_required is None:
            self.initial["results_table_required"] = True


class TextsForm(VersionedForm):
    """The words of the announcement."""

    class Meta:
        model = Call
        fields = (
            "award_rules",
            "conditions",
            "submission_rules",
            "selection_rules",
            "annulment_reservation",
            "further_terms",
            "first_time",
        )


class TaskForm(VersionedForm):
    """A task; a limit left empty is the call's, which stands beside it."""

    spheres = forms.MultipleChoiceField(
        label="Sfery zadań publicznych (art. 4 ust. 1 ustawy)",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": "8"}),
    )

    class Meta:
        model = CallTask
        fields = ("title", "code", "description", "pool", *LIMITS)
        widgets = WIDGETS

    def __init__(self, *args: Any, call: Call, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spheres = self.fields["spheres"]
        if isinstance(spheres, forms.MultipleChoiceField):
            spheres.choices = [(one.code, one.label) for one in spheres_on(day)]
        if self.instance.pk:
            self.initial["spheres"] = [one.code for one in self.instance.spheres.all()]
        inherited = terms_of(CallTask(call=call))
        for name in LIMITS:
            self.fields[name].help_text = f"Z konkursu: {inherited_text(call, inherited, name)}"
        for name in SWITCHES:
            self.fields[name] = _switch(call, name, on=getattr(inherited, name))
            if self.instance.pk:
                self.initial[name] = getattr(self.instance, name)


def _switch(call: Call, name: str, *, on: bool) -> forms.TypedChoiceField:
    label = str(Call._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # noqa: SLF001 - a plain field of Django's
    return forms.TypedChoiceField(
        label=label.capitalize(),
        required=False,
        choices=[("", f"z konkursu: {'tak' if on else 'nie'}"), ("True", "tak"), ("False", "nie")],
        coerce=lambda value: value == "True",
        empty_value=None,
    )


def inherited_text(call: Call, terms: Terms, name: str) -> str:
    """Return what the call says about a limit, in words."""
    value = getattr(call, name)
    if value is None:
        return "bez ograniczenia" if name != "forms" else "nie wybrano"
    if name in {"forms", "admin_cost_base"}:
        return str(getattr(call, f"get_{name}_display")())
    if name == "deadline_at":
        return wording.deadline(value)
    if name in {"realization_from", "realization_to"}:
        return wording.day(value)
    if name in {"min_grant", "max_grant"}:
        return wording.money(value)
    return wording.number(value)


class CriterionForm(forms.ModelForm[Criterion]):
    """A criterion mapped to one of the statutory six."""

    class Meta:
        model = Criterion
        fields = ("label", "statutory", "description", "max_points", "task")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task = self.fields["task"]
        if isinstance(task, forms.ModelChoiceField) and task.queryset is not None:
            task.queryset = task.queryset.filter(call=call)
            task.empty_label = "wszystkie zadania"


class PreviousTaskForm(forms.ModelForm[PreviousTask]):
    """An earlier task of the same kind."""

    class Meta:
        model = PreviousTask
        fields = ("label", "year", "cost", "grants")
        help_texts = {
            "cost": "Zostaw puste, jeśli kwoty nie znasz. Zero oznacza, że kosztu nie było.",
            "grants": "Zostaw puste, jeśli kwoty nie znasz. Zero oznacza, że dotacji nie było.",
        }
