"""What the pages of this room share."""

from typing import Any

from django import forms
from django.http import Http404

from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.workflow.engine import Procedure, verdict_on


class StepPage(ActionFormPage):
    """The last question before something is published or hidden (`?ruch=`)."""

    permission = signed_in
    template_name = "advisory/profiles/step.html"
    form_class = forms.Form
    procedure: Procedure
    object: Any

    def move(self) -> str:
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in {one.name for one in self.procedure.moves}:
            raise Http404
        return name

    def allowed(self) -> Verdict:
        """Ask the move's own permission."""
        return self.procedure.move(self.move()).permission(self.act, self.object)

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, self.procedure.move(self.move())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = self.procedure.move(self.move())
        context = {"heading": move.label, "move": move, "lead": str(self.object)}
        return super().get_context_data(**{**context, **kwargs})
