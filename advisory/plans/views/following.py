"""The page that answers a new day of the agreement: open steps move with it, or stay."""

from datetime import date
from typing import Any

from django import forms

from advisory.plans import actions
from advisory.plans.forms import FollowForm
from advisory.plans.permissions import may_follow
from advisory.plans.rules import moved
from advisory.plans.views.steps import StepAdd
from mkus_portal.web import wording


class PlanFollow(StepAdd):
    """Shows each open step with its term now and after the move."""

    form_class: type[forms.BaseForm] = FollowForm
    template_name = "advisory/plans/follow.html"
    heading = "Nowy dzień porozumienia"
    success_message = "Zapisano."

    def check(self) -> None:
        """Ask whether there is something to answer."""
        self.insist(may_follow(self.act, self.unit))

    def get_initial(self) -> dict[str, Any]:
        """Begin with the move, for the day that is shown."""
        return {"what": "move", "signed": self.unit.agreement_signed_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the steps, their terms now and after the move."""
        signed = self.unit.agreement_signed_on
        rows = list(self.unit.plan_steps.out_of_step())
        lead = (
            f"Porozumienie jednostki {self.unit.name} ma teraz dzień {wording.day(signed)} Terminy"
            " niżej liczono od innego dnia. Wykonane kroki i terminy wpisane ręcznie zostają."
        )
        steps = [
            (one, moved(one.due_on, one.counted_from, signed))
            for one in rows
            if signed is not None and one.counted_from is not None
        ]
        return super().get_context_data(**{"lead": lead, "steps": steps, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Answer it."""
        said = form.cleaned_data
        signed: date = said["signed"]
        is_moved = said["what"] == "move"
        count = actions.follow_agreement(self.act, self.unit, signed, move=is_moved)
        word = wording.plural(count, "krok", "kroki", "kroków")
        told = f"Przesunięto {count} {word}." if is_moved else "Terminy kroków zostały bez zmian."
        self.success_message = told  # type: ignore[misc]  # with the number
        return self.back()
