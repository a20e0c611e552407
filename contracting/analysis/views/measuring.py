"""Pages of the measurement after the change."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from contracting.analysis import social_actions as actions
from contracting.analysis.forms.social import MeasurementForm
from contracting.analysis.models import Phase, SocialRound
from contracting.analysis.scoring import load_scoring
from contracting.analysis.social_form import (
    EVIDENCE,
    MEASURED_PARTS,
    social_of_method,
)
from contracting.analysis.social_permissions import (
    may_open_measurement,
    may_write_measurement,
)
from contracting.analysis.social_result import measured_of
from contracting.analysis.views.base import AnalysisAction, AnalysisPage
from contracting.analysis.views.social import criterion_cards, group_context
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    LongFormPage,
    Section,
)
from mkus_portal.workflow.verdict import Verdict


class MeasurementOpen(AnalysisAction):
    """Opens the measurement of a closed analysis."""

    form_class = MeasurementForm
    template_name = "contracting/analysis/social_assessor.html"

    def check(self) -> None:
        """Ask whether the change may be measured."""
        self.insist(may_open_measurement(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's words."""
        return super().get_context_data(
            heading="Otwórz pomiar",
            lead="Ta sama karta co przy prognozie, ale tylko stan po zmianie.",
            back=self.object.get_absolute_url(),
            **kwargs,
        )

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Open it and go to its page, or say why not yet."""
        reason = form.cleaned_data["early_reason"]
        if not reason.strip() and not actions.is_due(self.act, self.object):
            form.add_error("early_reason", actions.too_early(self.object))
            return self.again(form)
        found = actions.open_measurement(self.act, self.object, reason)
        return HttpResponseRedirect(found.get_absolute_url())


class AnalysisMeasurement(AnalysisPage, LongFormPage):
    """The measurement beside the forecast."""

    template_name = "contracting/analysis/analysis_measurement.html"
    found: SocialRound | None = None

    def round(self) -> SocialRound:
        """Return the measurement of the address, or raise Http404."""
        if self.found is None:
            analysis = self.get_object()
            rounds = SocialRound.objects.filter(phase=Phase.MEASURED).select_related("draft")
            self.found = get_object_or_404(rounds, analysis=analysis)
            self.found.analysis = analysis
        return self.found

    def get_draft(self) -> Draft:
        """Return the measurement's draft."""
        draft = self.round().draft
        if draft is None:
            raise Http404
        return draft

    def get_section(self) -> Section:
        """Return the evidence of all criteria."""
        social = social_of_method(self.round().analysis)
        kinds = [(one.code, one.label) for one in social.evidence]
        items = [
            FieldSpec(
                f"{one.code}.{part}",
                label[0].upper() + label[1:],
                "choice" if part == EVIDENCE else "text",
                required=False,
                choices=kinds if part == EVIDENCE else (),
            )
            for one in social.criteria
            for part, label in MEASURED_PARTS.items()
        ]
        return Section("measurement", "Pomiar", items)

    def writing(self) -> Verdict:
        """Whether the evidence may be written."""
        return may_write_measurement(self.act, self.round())

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the comparison and the cards."""
        context = super().page_context(attempt)
        analysis = self.round().analysis
        social, scoring = social_of_method(analysis), load_scoring(analysis)
        return {
            **context,
            "analysis": analysis,
            "social": social,
            "criteria": criterion_cards(social, context["views"], len(MEASURED_PARTS)),
            "measured": measured_of(analysis, scoring),
            **group_context(self.act, scoring.measured),
        }
