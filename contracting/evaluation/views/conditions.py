"""The conditions of a call's formal check: a list to add to, to change, to put in order."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import conditions as actions
from contracting.evaluation.formal_permissions import may_change_conditions
from contracting.evaluation.forms.formal import ConditionForm, NewConditionForm
from contracting.evaluation.models import Evaluation, FormalCondition
from contracting.evaluation.views.bases import (
    EvaluationFormPage,
    EvaluationPage,
    office_readers,
    writers,
)
from mkus_portal.verdict import Refused
from mkus_portal.web.views import Page


def of_office(act: Any) -> Any:  # noqa: ANN401 - an Act, a queryset
    """Return the conditions of the evaluations that exist for the act."""
    found = FormalCondition.objects.filter(evaluation__in=Evaluation.objects.visible_to(act))
    return found.select_related("evaluation__call__office")


class ConditionList(EvaluationPage):
    """All conditions in their order, the portal's own checks marked."""

    permission = office_readers
    part = "formal-conditions"
    template_name = "contracting/evaluation/formal_conditions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the conditions and whether they can be changed."""
        return super().get_context_data(
            conditions=self.object.conditions.all(),
            may_change=may_change_conditions(self.act, self.object),
            **kwargs,
        )


class ConditionCreate(EvaluationFormPage):
    """Adds a condition."""

    form_class = NewConditionForm
    heading = "Nowy warunek formalny"
    submit = "Dodaj warunek"
    success_message = "Warunek dodany."

    def check(self) -> None:
        """Ask whether the conditions can still be changed."""
        self.insist(may_change_conditions(self.act, self.object))

    def back(self) -> str:
        """Return the list of conditions."""
        return reverse("formal-conditions", args=(self.object.pk,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said = {**form.cleaned_data}
        said.pop("based_on")
        actions.add_condition(self.act, self.object, **said)
        return self.back()


class ConditionPage(EvaluationFormPage):
    """A form about one condition."""

    condition: FormalCondition

    def load(self) -> None:
        """Find the condition of the address, else 404."""
        self.condition = get_object_or_404(of_office(self.act), pk=self.kwargs["pk"])
        self.object = self.condition.evaluation

    def check(self) -> None:
        """Ask whether the conditions can still be changed."""
        self.insist(may_change_conditions(self.act, self.object))

    def back(self) -> str:
        """Return the list of conditions."""
        return reverse("formal-conditions", args=(self.object.pk,))


class ConditionEdit(ConditionPage):
    """Changes a condition."""

    form_class = ConditionForm
    heading = "Zmiana warunku formalnego"
    lead = "Gdy zmienisz treść albo to, kogo dotyczy, odpowiedzi na ten warunek znikną z kart."
    success_message = "Warunek zapisany."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the condition."""
        return {**super().get_form_kwargs(), "instance": self.condition}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        row = FormalCondition.objects.get(pk=self.condition.pk)
        row.evaluation = self.object
        actions.change_condition(self.act, row, **form.cleaned_data)
        return self.back()

    def saved(self) -> FormalCondition:
        """Return the condition as it is saved."""
        return FormalCondition.objects.get(pk=self.condition.pk)


class ConditionRemove(ConditionPage):
    """Takes a condition out."""

    form_class = forms.Form
    heading = "Usunięcie warunku formalnego"
    submit = "Usuń warunek"
    look = "btn-danger"
    success_message = "Warunek usunięty."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which one, and what goes with it."""
        lead = f"{self.condition.text}. Z warunkiem znikną odpowiedzi na kartach."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it out."""
        actions.remove_condition(self.act, self.condition)
        return self.back()


class ConditionMove(Page):
    """Moves a condition up or down (`kierunek`)."""

    permission = writers
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it and go back to the list, also with the reason why not."""
        condition = get_object_or_404(of_office(self.act), pk=self.kwargs["pk"])
        try:
            actions.move_condition(self.act, condition, up=request.POST.get("kierunek") == "up")
        except Refused as refusal:
            messages.error(request, refusal.verdict.reason)
        back = reverse("formal-conditions", args=(condition.evaluation_id,))
        return HttpResponseRedirect(back)
