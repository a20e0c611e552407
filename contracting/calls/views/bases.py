"""What the forms about a call share: the call of the address, refusals beside what was typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.comments import mark_comments
from contracting.calls.drawn import mark_sources
from contracting.calls.listing import left_text
from contracting.calls.models import Call, CallTask
from contracting.calls.rules import PHASE_LABELS, Phase, days_left, phase, terms_of
from mkus_portal.versions import VersionedForm
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task on a call's page: until when offers are taken, and whether they still are."""

    task: CallTask
    deadline: str
    phase_label: str
    left: str


def task_lines(call: Call, at: datetime) -> list[TaskLine]:
    """Return the call's tasks as its pages show them; two queries."""
    lines = []
    for task in call.tasks.all():
        task.call = call
        terms = terms_of(task)
        now = phase(terms, at)
        closes = terms.deadline_at
        lines.append(
            TaskLine(
                task=task,
                deadline=wording.deadline(closes) if closes else "nie podano",
                phase_label=PHASE_LABELS[now],
                left=left_text(days_left(closes, at)) if closes and now is Phase.OPEN else "",
            )
        )
    return lines


class CallFormPage(ActionFormPage):
    """A form about a call of one's own office."""

    template_name = "contracting/calls/call_form.html"
    step: ClassVar[str] = ""
    object: Call

    def visible(self) -> QuerySet[Call]:
        """Return the calls of the office for which the act is done."""
        return Call.objects.of_office(self.act).select_related("office", "unit")

    def load(self) -> None:
        """Find the call of the address, else 404."""
        self.object = get_object_or_404(self.visible(), pk=self.kwargs["pk"])

    def get_form(self, form_class: type[BaseForm] | None = None) -> BaseForm:
        """Return the form; its fields say what came from an analysis, what is said of them."""
        form = super().get_form(form_class)
        if isinstance(form, VersionedForm) and form.instance.pk:
            mark_sources(form, self.object, form.instance)
            mark_comments(self.act, form, self.object, form.instance)
        return form

    def back(self) -> str:
        """Return the address of the page that the form was opened from."""
        return reverse("office-call-detail", args=(self.object.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the call and the step of its draft."""
        return super().get_context_data(**{"call": self.object, "step": self.step, **kwargs})
