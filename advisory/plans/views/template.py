"""The programme's template: its steps, the typical ones, changing them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.plans import actions
from advisory.plans.forms import TemplateStepForm
from advisory.plans.models import TemplateStep
from advisory.plans.permissions import may_change_template, may_read_template, may_set_template
from advisory.plans.tables import TemplateTable
from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage


class TemplateList(ProgrammeMixin, ListPage):
    """The steps that every unit gets."""

    title = "Wzór planu pracy"
    export_name = "wzor-planu"
    template_name = "advisory/plans/template.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the template's steps."""
        programme = self.programme()
        self.insist(may_read_template(self.act, programme))
        return programme.plan_template.order_by("offset_days", "pk")

    def get_table(self, rows: QuerySet[Any]) -> TemplateTable:
        """Return the table; only the coordinator changes it."""
        return TemplateTable(rows, may_set=bool(may_set_template(self.act, self.programme())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme and what can be done."""
        programme = self.programme()
        return super().get_context_data(
            programme=programme, may_set=bool(may_set_template(self.act, programme)), **kwargs
        )


class TypicalTemplate(ProgrammeMixin):
    """Adds the typical steps that the template lacks."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add them and go back."""
        programme = self.programme()
        count = actions.add_typical_template(self.act, programme)
        word = wording.plural(count, "krok", "kroki", "kroków")
        messages.success(request, f"Dodano {count} {word} typowego planu. Dostosuj je do programu.")
        return HttpResponseRedirect(reverse("plan-template", args=(programme.pk,)))


class TemplateAdd(ActionFormPage):
    """Adds a step."""

    permission = signed_in
    form_class: type[forms.BaseForm] = TemplateStepForm
    heading = "Nowy krok wzoru planu"
    success_message = "Dodano krok. Obejmie plany, które dopiero powstaną."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_set_template(self.act, self.programme)

    def back(self) -> str:
        """Return the template's page."""
        return reverse("plan-template", args=(self.programme.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and the template."""
        return [
            (str(self.programme), self.programme.get_absolute_url()),
            ("Wzór planu pracy", self.back()),
        ]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # TemplateStepForm
        actions.add_template_step(self.act, self.programme, **said)
        return self.back()


class TemplateStepPage(TemplateAdd):
    """A form about a step of the address."""

    object: TemplateStep

    def load(self) -> None:
        """Find the step, else 404."""
        rows = TemplateStep.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.object.programme

    def allowed(self) -> Verdict:
        """Allow the programme's coordinator."""
        return may_change_template(self.act, self.object)

    def saved(self) -> Versioned | None:
        """Return the step as it is saved now."""
        return TemplateStep.objects.get(pk=self.object.pk)


class TemplateEdit(TemplateStepPage):
    """Changes a step; plans already made stay."""

    heading = "Zmiana kroku wzoru planu"
    success_message = "Zapisano krok. Plany, które już powstały, się nie zmieniły."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        instance = TemplateStep.objects.get(pk=self.object.pk)
        return {**super().get_form_kwargs(), "instance": instance}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # TemplateStepForm
        based_on = form.cleaned_data["based_on"]
        actions.change_template_step(self.act, self.object, based_on=based_on, **said)
        return self.back()


class TemplateRemove(TemplateStepPage):
    """Takes a step off the template."""

    form_class = forms.Form
    heading = "Usuń krok wzoru planu"
    submit = "Usuń krok"
    look = "btn-stop"
    success_message = "Usunięto krok. Plany, które już powstały, się nie zmieniły."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which."""
        return super().get_context_data(**{"lead": self.object.name, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        actions.remove_template_step(self.act, self.object)
        return self.back()
