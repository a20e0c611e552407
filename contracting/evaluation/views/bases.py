"""What the pages about one evaluation share."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.models import COMMISSION_ROLES, OFFICE_READERS, Evaluation
from contracting.evaluation.parts import links
from contracting.evaluation.permissions import WRITERS
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage

readers = roles(*OFFICE_READERS, *COMMISSION_ROLES)
office_readers = roles(*OFFICE_READERS)
writers = roles(*WRITERS)
TOGETHER = ("call__office",)


class EvaluationPage(DetailPage[Evaluation]):
    """A page of one evaluation with its tabs; `part` is the page's own name among them."""

    permission = readers
    model = Evaluation
    part: ClassVar[str] = "evaluation-detail"

    def visible(self) -> QuerySet[Evaluation]:
        """Return the evaluations that exist for the act."""
        return Evaluation.objects.visible_to(self.act).select_related(*TOGETHER)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the evaluation, its call and the tabs."""
        return super().get_context_data(
            evaluation=self.object,
            call=self.object.call,
            parts=links(self.act, self.object, self.part),
            **kwargs,
        )


class EvaluationFormPage(ActionFormPage):
    """A form about one evaluation of the office."""

    permission = writers
    object: Evaluation

    def visible(self) -> QuerySet[Evaluation]:
        """Return the evaluations that exist for the act."""
        return Evaluation.objects.visible_to(self.act).select_related(*TOGETHER)

    def load(self) -> None:
        """Find the evaluation of the address, else 404."""
        self.object = get_object_or_404(self.visible(), pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the evaluation's page."""
        return reverse("evaluation-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the evaluation."""
        return [(str(self.object), self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the evaluation and its call."""
        context = {"evaluation": self.object, "call": self.object.call}
        return super().get_context_data(**{**context, **kwargs})
