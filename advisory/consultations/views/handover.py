"""Handing a unit over to another adviser. Here, because it counts consultations."""

from typing import Any

from django import forms

from advisory.consultations.handover import hand_over_unit, hours_left
from advisory.consultations.rules import hours_in_words
from advisory.programmes.forms import HandoverForm
from advisory.programmes.permissions import may_replace
from advisory.programmes.views.substitutions import AssignmentPage
from mkus_portal.verdict import Verdict


class AssignmentHandover(AssignmentPage):
    """Ends an assignment and begins another adviser's in one step."""

    form_class: type[forms.BaseForm] = HandoverForm
    heading = "Przekazanie jednostki"
    submit = "Przekaż jednostkę"
    success_message = "Jednostka ma nowego doradcę. Obaj doradcy i urząd dostali listy."

    def allowed(self) -> Verdict:
        """Allow the coordinator while the assignment goes on."""
        return may_replace(self.act, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the programme's other advisers; propose today and the hours that are left."""
        initial = {"first_day": self.act.day, "hours_limit": hours_left(self.object)}
        known = {"assignment": self.object, "initial": initial}
        return {**super().get_form_kwargs(), **known}

    def said(self) -> str:
        """Return whose unit it is, and how many hours are left."""
        left, limit = hours_left(self.object), self.object.hours_limit
        return f"{super().said()}, zostało {hours_in_words(left)} z {hours_in_words(limit)}."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Hand it over."""
        hand_over_unit(self.act, self.object, **form.cleaned_data)
        return self.back()
