"""Why this type: the helper's answers and the team's reason, kept with the analysis."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from contracting.analysis.choice_actions import Chosen, keep_choice
from contracting.analysis.choices import choice_of, choice_part, given_answers, question_views
from contracting.analysis.content import method_of
from contracting.analysis.forms.choice import TypeChoiceForm
from contracting.analysis.models import Analysis, TypeChoice
from contracting.analysis.permissions import may_write
from contracting.analysis.views.base import AnalysisPage
from mkus_portal.versions import Overtaken, Versioned
from mkus_portal.web.versions import EMPTY
from mkus_portal.web.views import FormPage


class AnalysisChoice(AnalysisPage, FormPage):
    """Everybody who reads the analysis sees it; who writes in it answers and says why."""

    form_class = TypeChoiceForm
    template_name = "contracting/analysis/analysis_choice.html"
    object: Analysis

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the answers and the ranking that was kept."""
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep them. Raises PermissionDenied for whoever may not write."""
        self.object = self.get_object()
        self.insist(may_write(self.act, self.object))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tie the form to the kept choice, or to a new one."""
        row = choice_of(self.object) or TypeChoice(analysis=self.object)
        return {**super().get_form_kwargs(), "instance": row}

    def answers(self) -> Mapping[str, str]:
        """Return the answers on the page: what was posted, else what is kept."""
        if self.request.method == "POST":
            return given_answers(method_of(self.object).choice, self.request.POST.dict())
        row = choice_of(self.object)
        return row.answers if row else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the questions, the ranking that was kept, and how the type stands to it."""
        method = method_of(self.object)
        return super().get_context_data(
            analysis=self.object,
            hints=method.types[self.object.commissioning_type],
            texts=method.choice.texts,
            questions=question_views(method.choice, self.answers()),
            part=choice_part(self.object),
            writing=may_write(self.act, self.object),
            **kwargs,
        )

    def saved(self) -> Versioned | None:
        """Return the choice as it is saved now."""
        return choice_of(self.object)

    def meanwhile(self, form: BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Return what is saved where this person has said something else."""
        if not isinstance(row, TypeChoice):
            return super().meanwhile(form, row)
        method, mine = method_of(self.object).choice, self.answers()
        found = [
            (one.text, method.answers.get(row.answers.get(one.code, ""), EMPTY))
            for one in method.questions
            if row.answers.get(one.code, "") != mine.get(one.code, "")
        ]
        if row.reason != form.cleaned_data.get("reason", ""):
            found.append((str(form.fields["reason"].label), row.reason or EMPTY))
        return found

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the choice and show the ranking."""
        chosen = Chosen(self.answers(), form.cleaned_data["reason"])
        try:
            keep_choice(self.act, self.object, chosen, form.cleaned_data["based_on"])
        except Overtaken:
            return self.clash(form)
        messages.success(self.request, "Zapisaliśmy, dlaczego wybrano ten typ.")
        return HttpResponseRedirect(f"{self.request.path}#wynik")
