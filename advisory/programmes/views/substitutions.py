"""Letting another adviser stand in, and ending it."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from advisory.programmes.forms import SubstitutionForm
from advisory.programmes.models import Assignment, Unit
from advisory.programmes.permissions import may_cancel, may_replace
from advisory.programmes.substitutions import end_substitution, let_stand_in
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in


class AssignmentPage(ActionFormPage):
    """A form about an assignment of the address."""

    permission = signed_in
    object: Assignment

    def load(self) -> None:
        """Find the assignment, else 404."""
        rows = Assignment.objects.filter(unit__in=Unit.objects.visible_to(self.act))
        together = ("unit__programme", "unit__office", "adviser__user", "predecessor__adviser")
        self.object = get_object_or_404(rows.select_related(*together), pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.unit.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit."""
        return [(self.object.unit.name, self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose assignment it is."""
        return super().get_context_data(**{"lead": self.said(), **kwargs})

    def said(self) -> str:
        """Return whose assignment it is."""
        return f"{self.object.unit.name}: {self.object.adviser.full_name}"


class SubstitutionAdd(AssignmentPage):
    """Lets another adviser stand in from a day to a day."""

    form_class: type[forms.BaseForm] = SubstitutionForm
    heading = "Zastępstwo doradcy"
    submit = "Zapisz zastępstwo"
    success_message = "Zapisano zastępstwo. Obaj doradcy i urząd dostali listy."

    def allowed(self) -> Verdict:
        """Allow the coordinator while the assignment goes on."""
        return may_replace(self.act, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the programme's other advisers; begin with today."""
        kwargs = super().get_form_kwargs()
        return {**kwargs, "assignment": self.object, "today": self.act.day}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        let_stand_in(self.act, self.object, **form.cleaned_data)
        return self.back()


class SubstitutionEnd(AssignmentPage):
    """Ends a substitution at once, or takes back one that has not begun."""

    form_class = forms.Form
    heading = "Koniec zastępstwa"
    submit = "Zakończ zastępstwo teraz"
    look = "btn-stop"
    success_message = "Zastępstwo jest zakończone. Obaj doradcy i urząd dostali listy."

    def allowed(self) -> Verdict:
        """Allow the coordinator while it goes on or is still to come."""
        return may_cancel(self.act, self.object)

    def said(self) -> str:
        """Return who stands in for whom, and until when."""
        one = self.object
        whom = one.predecessor.adviser.full_name if one.predecessor else "–"
        days = f"{wording.day(one.valid_from)} – {wording.day(one.valid_to)}"
        return (
            f"{one.unit.name}: {one.adviser.full_name} za: {whom}, {days}"
            " Osoba w zastępstwie od razu przestanie widzieć jednostkę."
        )

    def carry_out(self, form: forms.BaseForm) -> str:
        """End it."""
        unit = self.object.unit
        end_substitution(self.act, self.object)
        return unit.get_absolute_url()
