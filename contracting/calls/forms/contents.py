"""Forms of a draft: basics, texts, tasks, criteria, earlier tasks."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from contracting.calls.forms.widgets import DayInput, Groups, InstantField, grouped
from contracting.calls.models import HALF, Call, CallTask, Criterion, Limits, PreviousTask
from contracting.calls.rules import Terms, terms_of
from mkus_portal.law.spheres import spheres_on
from mkus_portal.versions import VersionedForm
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
    "min_points",
)
SWITCHES = ("recipient_fees_allowed", "results_table_required")
WIDGETS: dict[str, Any] = {
    "realization_from": DayInput(),
    "realization_to": DayInput(),
    "decision_on": DayInput(),
}
CLASSES = {"deadline_at": InstantField}
FIRST_YEAR, LAST_YEAR = 2004, 2100  # the act came into force in 2004
AMOUNTS: tuple[str, tuple[str, ...]] = (
    "Forma i kwoty",
    (
        "forms",
        "min_grant",
        "max_grant",
        "max_grant_share",
        "min_own_share",
        "min_own_financial_share",
        "admin_cost_cap",
        "admin_cost_base",
    ),
)
RULES: tuple[str, tuple[str, ...]] = (
    "Zasady dla ofert",
    ("max_offers_per_organisation", "min_points", *SWITCHES),
)


class ContentsForm(VersionedForm):
    """A form about a draft's contents, whose fields may stand in groups."""

    grouping: Groups = ()

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """Return the fields under their legends; empty for a short form."""
        return grouped(self, self.grouping)

    def name_empty_choice(self, **labels: str) -> None:
        """Say in words what an empty choice means."""
        for name, label in labels.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", label), *list(field.choices)[1:]]  # type: ignore[arg-type]  # pairs


class BasicsForm(ContentsForm):
    """Title, dates, contact and the terms that hold for all tasks."""

    recipient_fees_allowed = forms.BooleanField(
        label="Wolno pobierać opłaty od odbiorców zadania", required=False
    )
    results_table_required = forms.BooleanField(
        label="Tabela rezultatów (III.6 oferty) jest obowiązkowa", required=False, initial=True
    )
    year = forms.IntegerField(label="Rok budżetowy", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    grouping = (
        ("Konkurs", ("title", "year", "unit", "draft_budget")),
        ("Terminy", ("deadline_at", "decision_on", "realization_from", "realization_to")),
        AMOUNTS,
        RULES,
        ("Kontakt", ("contact_name", "contact_email", "contact_phone")),
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
            "max_offers_per_organisation",
            *SWITCHES,
            "contact_name",
            "contact_email",
            "contact_phone",
        )
        widgets = WIDGETS
        field_classes = CLASSES

    def __init__(self, *args: Any, office: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField) and unit.queryset is not None:
            unit.queryset = unit.queryset.filter(office=office, may_announce=True)
            unit.empty_label = "urząd – organ wykonawczy"
        self.name_empty_choice(forms="nie wybrano", admin_cost_base="nie wybrano (od dotacji)")
        self.fields["deadline_at"].help_text = (
            "Dzień i godzina, co do sekundy; oferta wysłana dokładnie wtedy jest w terminie."
            " Od ostatniej publikacji musi minąć co najmniej 21 dni."
        )
        if self.instance.pk and self.instance.results_table_required is None:
            self.initial["results_table_required"] = True


class TextsForm(ContentsForm):
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


class TaskForm(ContentsForm):
    """A task; a limit left empty is the call's, which stands beside it."""

    spheres = forms.MultipleChoiceField(
        label="Sfery z art. 4 ust. 1 ustawy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zaznacz co najmniej jedną.",
    )
    grouping = (
        ("Zadanie", ("title", "code", "description", "pool")),
        ("Terminy", ("deadline_at", "realization_from", "realization_to")),
        AMOUNTS,
        RULES,
        ("Sfery zadań publicznych", ("spheres",)),
    )

    class Meta:
        model = CallTask
        fields = (
            "title",
            "code",
            "description",
            "pool",
            *LIMITS,
            "max_offers_per_organisation",
        )
        widgets = WIDGETS
        field_classes = CLASSES

    def __init__(self, *args: Any, call: Call, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spheres = self.fields["spheres"]
        if isinstance(spheres, forms.MultipleChoiceField):
            spheres.choices = [(one.code, one.label) for one in spheres_on(day)]
        if self.instance.pk:
            self.initial["spheres"] = [one.code for one in self.instance.spheres.all()]
        self.name_empty_choice(forms="jak w konkursie", admin_cost_base="jak w konkursie")
        inherited = terms_of(CallTask(call=call))
        for name in LIMITS:
            self.fields[name].help_text = f"Z konkursu: {inherited_text(call, inherited, name)}"
        most = call.max_offers_per_organisation
        self.fields[
            "max_offers_per_organisation"
        ].help_text = (
            f"W całym konkursie: {most or 'bez ograniczenia'}. Obowiązują oba ograniczenia."
        )
        for name in SWITCHES:
            self.fields[name] = _switch(call, name, on=getattr(inherited, name))
            if self.instance.pk:
                self.initial[name] = getattr(self.instance, name)


def _switch(call: Call, name: str, *, on: bool) -> forms.TypedChoiceField:
    label = str(Call._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # noqa: SLF001 - a plain field of Django's
    return forms.TypedChoiceField(
        label=label[:1].upper() + label[1:],
        required=False,
        choices=[("", f"z konkursu: {'tak' if on else 'nie'}"), ("True", "tak"), ("False", "nie")],
        coerce=lambda value: value == "True",
        empty_value=None,
    )


SHARES = ("max_grant_share", "min_own_share", "min_own_financial_share", "admin_cost_cap")
NOT_SAID = {
    "forms": "nie wybrano",
    "deadline_at": "nie podano",
    "realization_from": "nie podano",
    "realization_to": "nie podano",
    "min_points": "bez progu",
}


def inherited_text(call: Call, terms: Terms, name: str) -> str:
    """Return what the call says about a limit, in words."""
    value = getattr(call, name)
    if name == "admin_cost_base":
        return str(Limits.CostBase(terms.admin_cost_base).label)
    if value is None:
        return NOT_SAID.get(name, "bez ograniczenia")
    if name == "forms":
        return call.get_forms_display()
    if name == "deadline_at":
        return wording.deadline(value)
    if name in {"realization_from", "realization_to"}:
        return wording.day(value)
    if name in {"min_grant", "max_grant"}:
        return wording.money(value)
    if name in SHARES:
        return wording.percent(value)
    return wording.number(value)


class CriterionForm(ContentsForm):
    """A criterion mapped to one of the statutory six, or a part of one."""

    grouping = (
        ("Kryterium", ("label", "parent", "statutory", "description", "task")),
        ("Punkty", ("max_points", "points_step", "weight", "informs")),
    )
    informs = forms.BooleanField(
        label="Kryterium tylko informuje komisję, nie liczy się do punktów oferty", required=False
    )

    class Meta:
        model = Criterion
        fields = (
            "label",
            "parent",
            "statutory",
            "description",
            "task",
            "max_points",
            "points_step",
            "weight",
        )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task, parent = self.fields["task"], self.fields["parent"]
        if isinstance(task, forms.ModelChoiceField) and task.queryset is not None:
            task.queryset = task.queryset.filter(call=call)
            task.empty_label = "wszystkie zadania"
        if isinstance(parent, forms.ModelChoiceField) and parent.queryset is not None:
            groups = parent.queryset.filter(call=call, parent=None).order_by("position", "pk")
            parent.queryset = groups.exclude(pk=self.instance.pk)
            parent.empty_label = "samodzielne kryterium"
        parent.help_text = "Część ma kryterium ustawowe i zadanie te same co kryterium główne."
        for name in ("statutory", "max_points", "points_step", "weight"):
            self.fields[name].required = False
        self.initial["informs"] = not self.instance.counts
        self.fields["max_points"].help_text = "Suma punktów części, jeśli kryterium je ma."
        if self.instance.pk and self.instance.parts.exists():
            for name in ("parent", "max_points", "points_step", "weight"):
                self.fields[name].disabled = True

    def clean_max_points(self) -> Decimal:
        """Return the points; an empty field is none: the criterion only informs."""
        return self.cleaned_data["max_points"] or Decimal(0)

    def clean(self) -> dict[str, Any]:
        """Ask for the statutory one where no group says it; what is left out is the usual."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["counts"] = not cleaned.pop("informs", False)
        for name, usual in (("points_step", HALF), ("weight", Decimal(1))):
            cleaned[name] = usual if cleaned.get(name) in {None, ""} else cleaned[name]
        group = cleaned.get("parent")
        if group is not None:
            cleaned["statutory"], cleaned["task"] = group.statutory, group.task
        elif cleaned.get("statutory") is None and "statutory" not in self.errors:
            self.add_error("statutory", "Wybierz jedno z sześciu kryteriów ustawowych.")
        return cleaned


class PreviousTaskForm(ContentsForm):
    """An earlier task of the same kind."""

    year = forms.IntegerField(label="Rok", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = PreviousTask
        fields = ("label", "year", "cost", "grants")
        help_texts = {
            "cost": "Zostaw puste, jeśli kwoty nie znasz. Zero oznacza, że kosztu nie było.",
            "grants": "Zostaw puste, jeśli kwoty nie znasz. Zero oznacza, że dotacji nie było.",
        }
