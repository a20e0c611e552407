"""The page that chooses the surveys of an analysis."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from contracting.analysis.expectations import eligible, link_surveys
from contracting.analysis.forms.surveys import SurveysForm
from contracting.analysis.permissions import may_write
from contracting.analysis.views.base import AnalysisAction


class AnalysisSurveys(AnalysisAction):
    """Chooses among the office's closed surveys."""

    form_class = SurveysForm
    template_name = "contracting/analysis/analysis_surveys.html"

    def check(self) -> None:
        """Ask whether the analysis may be written."""
        self.insist(may_write(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the closed surveys, those chosen already ticked."""
        chosen = list(self.object.surveys.values_list("pk", flat=True))
        return {
            **super().get_form_kwargs(),
            "eligible": eligible(self.object),
            "initial": {"surveys": chosen},
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether there is anything to choose."""
        return super().get_context_data(is_any=eligible(self.object).exists(), **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep it and go back to the question."""
        link_surveys(self.act, self.object, form.cleaned_data["surveys"])
        messages.success(self.request, "Wybór badań zapisany.")
        stage = reverse("analysis-stage", args=(self.object.pk, "1"))
        return HttpResponseRedirect(f"{stage}#E1-10")
