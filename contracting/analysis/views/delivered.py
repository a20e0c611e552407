"""Promised against delivered: the page of an analysis, and counting what the reports tell."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.analysis.delivered import delivered_chart, promised_of, promises_of
from contracting.analysis.delivering import Counted, count_delivered
from contracting.analysis.forms.delivered import CountForm
from contracting.analysis.models import Analysis, Delivered, Phase
from contracting.analysis.permissions import may_count
from contracting.analysis.social_permissions import is_revealed
from contracting.analysis.social_result import measured_of
from contracting.analysis.views.base import AnalysisPage
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage


class AnalysisDelivered(AnalysisPage, DetailPage[Analysis]):
    """The forecast beside what the contracts have come to, in amounts, results and words."""

    template_name = "contracting/analysis/analysis_delivered.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comparison, the measurement once it is open, and what later rooms show."""
        analysis = self.object
        found = promises_of(analysis)
        measurement = analysis.social_rounds.filter(phase=Phase.MEASURED).first()
        is_open = is_revealed(measurement)
        return super().get_context_data(
            analysis=analysis,
            found=found,
            chart=delivered_chart(found) if found and found.groups else None,
            measured=measured_of(analysis) if is_open else None,
            may_count=bool(may_count(self.act, analysis)),
            at_office=self.act.acts_for("office", analysis.office_id),
            panels=panels_of("analysis-delivered", self.request, self.act, analysis),
            **kwargs,
        )


class DeliveredCount(ActionFormPage):
    """Recipients and units of one settled contract, as the office counts them."""

    permission = signed_in
    form_class = CountForm
    heading = "Odbiorcy i jednostki usługi"
    lead = "Sprawozdanie podaje je zwykle w tekście. Z tych liczb powstaje koszt jednostkowy."
    success_message = "Liczby są zapisane."
    object: Delivered

    def load(self) -> None:
        """Find the newest figures of the contract that the address names, else 404."""
        visible = Delivered.objects.visible_to(self.act)
        asked = get_object_or_404(visible, pk=self.kwargs["pk"])
        rows = Delivered.objects.in_force().select_related("analysis__office", "analysis__draft")
        self.object = rows.get(analysis=asked.analysis_id, contract_ref=asked.contract_ref)

    def allowed(self) -> Verdict:
        """Clerks and coordinators of the office."""
        return may_count(self.act, self.object.analysis)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show what has been counted; remember on which figures that stands."""
        row = self.object
        initial = {"recipients": row.recipients, "units": row.units, "based_on": row.version}
        unit = promised_of(row.analysis).unit_name
        return {**super().get_form_kwargs(), "unit": unit, "initial": initial}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep the numbers. Raises Overtaken when newer figures have come since."""
        given = form.cleaned_data
        if given["based_on"] not in {None, self.object.version}:
            raise Overtaken
        count_delivered(self.act, self.object, Counted(given["recipients"], given["units"]))
        return self.back()

    def clash(self, form: forms.BaseForm) -> HttpResponse:
        """Say that newer figures came; the next press is based on them."""
        form.add_error(
            None,
            "Ktoś właśnie zapisał nowe liczby tej umowy: odbiorców"
            f" {wording.number(self.object.recipients)}, jednostek"
            f" {wording.number(self.object.units)}. Sprawdź i zapisz jeszcze raz.",
        )
        posted: Any = form.data
        form.data = posted.copy()
        form.data["based_on"] = str(self.object.version)  # type: ignore[index]  # a QueryDict
        return self.again(form, 409)

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the analysis."""
        analysis = self.object.analysis
        return [(analysis.title, analysis.get_absolute_url())]

    def back(self) -> str:
        """Return the comparison."""
        return reverse("analysis-delivered", args=(self.object.analysis_id,))
