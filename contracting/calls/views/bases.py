"""What the forms about a call share: the call of the address, refusals beside what was typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.listing import left_text
from contracting.calls.models import Call, CallTask
from contracting.calls.rules import PHASE_LABELS, Phase, days_left, phase, terms_of
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.web.views import FormPage
from mkus_portal.workflow.engine import MoveRefused


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


class CallFormPage(FormPage):
    """A form about a call of one's own office. One action per form, `carry_out`."""

    template_name = "contracting/calls/call_form.html"
    heading: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    submit: ClassVar[str] = "Zapisz"
    step: ClassVar[str] = ""
    look: ClassVar[str] = "btn-primary"
    object: Call

    def visible(self) -> QuerySet[Call]:
        """Return the calls of the office for which the act is done."""
        return Call.objects.of_office(self.act).select_related("office", "unit")

    def load(self) -> None:
        """Find the call of the address, else 404."""
        self.object = get_object_or_404(self.visible(), pk=self.kwargs["pk"])

    def check(self) -> None:
        """Ask whether the form may be shown now; what is sent is answered by the action beside it.

        So nobody loses what they typed to a deadline or a colleague.
        """

    def carry_out(self, form: forms.BaseForm) -> str:
        """Call the action; return where to go."""
        raise NotImplementedError

    def back(self) -> str:
        """Return the address of the page that the form was opened from."""
        return reverse("office-call-detail", args=(self.object.pk,))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may use it."""
        self.load()
        self.check()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the form; a refusal of the action stands beside what was typed."""
        self.load()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the call, the words of the page and the way back."""
        context = {
            "call": self.object,
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit,
            "step": self.step,
            "look": self.look,
            "back": self.back(),
        }
        return super().get_context_data(**{**context, **kwargs})

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Carry it out; a refusal stands on the page beside what was typed."""
        try:
            url = self.carry_out(form)
        except MoveRefused as refusal:
            form.add_error(None, refusal.verdict.reason)
            return self.again(form, 422)
        except ValidationError as error:
            add_errors(form, error)
            return self.again(form, 422)
        except Overtaken:
            return self.clash(form)
        return self.done(url)


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put the action's errors beside their fields, the others at the top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
