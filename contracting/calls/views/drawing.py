"""A call's draft from an analysis: what will be filled, what will not, then the draft."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.analysis.concept import concept_of
from contracting.analysis.joined import joined
from contracting.analysis.models import Analysis
from contracting.calls import actions
from contracting.calls.drawn import Line, others_of, questions_of
from contracting.calls.forms.drawing import DrawForm
from contracting.calls.permissions import WRITERS, may_draw
from contracting.calls.rules.drawing import Drawing, drawing_of, said_of
from mkus_portal.versions import Overtaken
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles


class CallDraw(ActionFormPage):
    """The last look before a call is drafted from an analysis."""

    permission = roles(*WRITERS)
    form_class = DrawForm
    template_name = "contracting/calls/call_draw.html"
    heading = "Szkic konkursu z analizy"
    lead = "Zobacz, co przejdzie do konkursu. W szkicu wszystko można zmienić."
    submit = "Utwórz szkic konkursu"
    success_message = "Szkic jest gotowy. Sprawdź pola z analizy i uzupełnij to, czego brakuje."
    object: Analysis

    def load(self) -> None:
        """Find the analysis among those that exist for the person, else 404."""
        visible = Analysis.objects.visible_to(self.act).select_related("office", "draft")
        self.object = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.doubt = joined(self.object).found.doubt

    def check(self) -> None:
        """Ask whether a call may be drafted from it."""
        self.insist(may_draw(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for a reason where the analysis advises against; remember the calls that are seen."""
        return {
            **super().get_form_kwargs(),
            "day": self.act.day,
            "asks_reason": bool(self.doubt),
            "initial": {"seen": len(others_of(self.object))},
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the draft will have and lack, and the calls that there are already."""
        drawing = drawing_of(concept_of(self.object), self.act.day)
        return super().get_context_data(
            analysis=self.object,
            doubt=self.doubt,
            filled=self.lines(drawing),
            missing=[
                Line(one.label, one.why, self.questions(one.question)) for one in drawing.gaps
            ],
            others=others_of(self.object),
            **kwargs,
        )

    def lines(self, drawing: Drawing) -> list[Line]:
        """Return what will be filled, each with its questions."""
        return [
            Line(one.label, one.said, questions_of(self.object, one.questions))
            for one in said_of(drawing)
        ]

    def questions(self, code: str) -> tuple[Any, ...]:
        """Return the question of a gap, if it has one."""
        return questions_of(self.object, [code] if code else [])

    def carry_out(self, form: forms.BaseForm) -> str:
        """Draft the call and go to it."""
        given = form.cleaned_data
        wish = actions.Wish(tuple(given["spheres"]), given.get("reason", ""), given["seen"])
        call = actions.draw_call(self.act, self.object, wish)
        return reverse("office-call-detail", args=(call.pk,))

    def clash(self, form: forms.BaseForm) -> HttpResponse:
        """Say that another call was drafted meanwhile; the next press knows of it."""
        if not isinstance(form, DrawForm):
            raise Overtaken
        form.add_error(
            None,
            "Ktoś właśnie utworzył konkurs z tej analizy – jest na liście poniżej. Jeśli chcesz"
            " mieć drugi, naciśnij przycisk jeszcze raz.",
        )
        posted: Any = form.data
        form.data = posted.copy()
        form.data["seen"] = str(len(others_of(self.object)))  # type: ignore[index]  # a QueryDict
        return self.again(form, 409)

    def back(self) -> str:
        """Return the analysis."""
        return self.object.get_absolute_url()
