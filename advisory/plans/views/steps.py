"""Steps of a unit's plan: adding, changing, removing, saying that they are done."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.plans import actions
from advisory.plans.forms import DoneForm, PlanStepForm
from advisory.plans.models import PlanStep
from advisory.plans.permissions import may_change, may_do, may_finish, may_plan, may_reopen
from advisory.plans.records import proposed
from advisory.plans.rules import Found
from advisory.programmes.models import Unit
from mkus_portal.verdict import Verdict, refused
from mkus_portal.versions import Versioned
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in


class StepAdd(ActionFormPage):
    """Adds a step to the unit's plan."""

    permission = signed_in
    form_class: type[forms.BaseForm] = PlanStepForm
    heading = "Nowy krok planu pracy"
    success_message = "Dodano krok planu."
    unit: Unit

    def load(self) -> None:
        """Find the unit of the address, else 404."""
        rows = Unit.objects.visible_to(self.act).select_related("programme")
        self.unit = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the coordinator and the unit's adviser."""
        return may_plan(self.act, self.unit)

    def back(self) -> str:
        """Return the plan's page."""
        return reverse("unit-plan", args=(self.unit.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit and its plan."""
        return [(self.unit.name, self.unit.get_absolute_url()), ("Plan pracy", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # PlanStepForm
        actions.add_step(self.act, self.unit, **said)
        return self.back()


class StepPage(StepAdd):
    """A form about a step of the address."""

    object: PlanStep

    def load(self) -> None:
        """Find the step, else 404."""
        rows = PlanStep.objects.visible_to(self.act).select_related("unit__programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.unit = self.object.unit

    def allowed(self) -> Verdict:
        """Allow whoever plans, while the step is not done."""
        return may_change(self.act, self.object)

    def saved(self) -> Versioned | None:
        """Return the step as it is saved now."""
        return PlanStep.objects.get(pk=self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which step."""
        return super().get_context_data(**{"lead": self.object.name, **kwargs})


class StepEdit(StepPage):
    """Changes a step."""

    heading = "Zmiana kroku planu pracy"
    success_message = "Zapisano krok planu."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": PlanStep.objects.get(pk=self.object.pk)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # PlanStepForm
        based_on = form.cleaned_data["based_on"]
        actions.change_step(self.act, self.object, based_on=based_on, **said)
        return self.back()


class StepRemove(StepPage):
    """Takes a step off the plan."""

    form_class = forms.Form
    heading = "Usuń krok planu pracy"
    submit = "Usuń krok"
    look = "btn-stop"
    success_message = "Usunięto krok planu."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        actions.remove_step(self.act, self.object)
        return self.back()


class StepFinish(StepPage):
    """Says by hand that a step is done."""

    form_class: type[forms.BaseForm] = DoneForm
    heading = "Wykonanie kroku"
    submit = "Krok jest wykonany"
    success_message = "Zapisano: krok jest wykonany."

    def allowed(self) -> Verdict:
        """Allow those who see to the step."""
        return may_do(self.act, self.object)

    def check(self) -> None:
        """Ask whether it is done already."""
        self.insist(may_finish(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Mark it."""
        actions.finish_step(self.act, self.object, form.cleaned_data["note"])
        return self.back()


class RecordForm(forms.Form):
    """The record that the page showed."""

    record = forms.CharField(widget=forms.HiddenInput, max_length=60)


class StepConfirm(StepFinish):
    """Takes the record that was found as the step's fulfilment."""

    form_class = RecordForm
    heading = "Potwierdzenie wykonania kroku"
    submit = "Potwierdzam wykonanie"

    def found(self) -> Found | None:
        """Return what is found for the step now."""
        steps = list(self.unit.plan_steps.all())
        return proposed(self.unit, steps, self.act.day).get(self.object.pk)

    def check(self) -> None:
        """Ask whether it is done already, and whether there is a record."""
        super().check()
        if self.found() is None:
            self.insist(refused("W portalu nie ma zapisu, który wykonuje ten krok."))

    def get_initial(self) -> dict[str, Any]:
        """Begin with the record that is shown."""
        found = self.found()
        return {"record": f"{found.column}:{found.pk}"} if found else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which record."""
        found = self.found()
        said = f"{self.object.name}. "
        if found is not None:
            said += f"Wykonuje go zapis: {found.label}, {wording.day(found.day)}."
        return super().get_context_data(**{"lead": said, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Confirm it."""
        actions.confirm_step(self.act, self.object, form.cleaned_data["record"])
        return self.back()


class StepReopen(StepPage):
    """Takes back that a step is done."""

    form_class = forms.Form
    heading = "Cofnij wykonanie kroku"
    submit = "Cofnij wykonanie"
    success_message = "Krok znowu czeka na wykonanie."

    def allowed(self) -> Verdict:
        """Allow those who see to the step."""
        return may_do(self.act, self.object)

    def check(self) -> None:
        """Ask whether it is done at all."""
        self.insist(may_reopen(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it back."""
        actions.reopen_step(self.act, self.object)
        return self.back()
