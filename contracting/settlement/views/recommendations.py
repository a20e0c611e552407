"""Recommendations after an inspection: written and assessed by the office, answered by the NGO."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404

from contracting.contracts.permissions import PLANNERS
from contracting.contracts.views.bases import writers
from contracting.settlement.actions import recommendations as actions
from contracting.settlement.forms.inspections import (
    AnswerForm,
    AssessmentForm,
    RecommendationForm,
)
from contracting.settlement.models import InspectionRecommendation
from contracting.settlement.permissions.inspections import (
    may_answer,
    may_assess,
    may_write_recommendations,
)
from contracting.settlement.views.inspection_steps import InspectionFormPage
from mkus_portal.versions import Versioned
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles


class RecommendationAdd(InspectionFormPage):
    """Writes one more recommendation."""

    form_class = RecommendationForm
    heading = "Nowe zalecenie"
    success_message = "Zalecenie dodane."

    def check(self) -> None:
        """Ask whether recommendations are written now."""
        self.insist(may_write_recommendations(self.act, self.inspection))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        given = {key: value for key, value in form.cleaned_data.items() if key != "based_on"}
        actions.add_recommendation(self.act, self.inspection, **given)
        return self.back()


class RecommendationPage(InspectionFormPage):
    """A form about one recommendation."""

    recommendation: InspectionRecommendation

    def load(self) -> None:
        """Find the recommendation, its inspection and contract, else 404."""
        rows = InspectionRecommendation.objects.visible_to(self.act)
        self.recommendation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.kwargs = {**self.kwargs, "pk": self.recommendation.inspection_id}
        super().load()
        self.recommendation.inspection = self.inspection

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the recommendation as it stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def saved(self) -> Versioned:
        """Return the recommendation as it is saved."""
        return InspectionRecommendation.objects.get(pk=self.recommendation.pk)


class RecommendationEdit(RecommendationPage):
    """Changes a recommendation before it is delivered."""

    permission = writers
    form_class = RecommendationForm
    heading = "Zalecenie"
    success_message = "Zalecenie zapisane."

    def check(self) -> None:
        """Ask whether recommendations are written now."""
        self.insist(may_write_recommendations(self.act, self.inspection))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.change_recommendation(self.act, self.recommendation, **form.cleaned_data)
        return self.back()


class RecommendationRemove(RecommendationPage):
    """Takes a recommendation out, after a question."""

    permission = writers
    form_class = forms.Form
    template_name = "contracting/contracts/contract_move.html"
    heading = "Usuń zalecenie"
    submit = "Usuń zalecenie"
    success_message = "Zalecenie usunięte."

    def check(self) -> None:
        """Ask whether recommendations are written now."""
        self.insist(may_write_recommendations(self.act, self.inspection))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave the row out: a question needs none."""
        kwargs = super().get_form_kwargs()
        del kwargs["instance"]
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask."""
        question = f"Usunąć zalecenie {self.recommendation.ordinal}?"
        return super().get_context_data(question=question, grave=True, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        actions.remove_recommendation(self.act, self.recommendation)
        return self.back()


class RecommendationAnswer(FileIntake, RecommendationPage):
    """What the contractor did about a recommendation, with proofs."""

    permission = roles(*PLANNERS)
    form_class = AnswerForm
    template_name = "contracting/settlement/file_form.html"
    heading = "Odpowiedź na zalecenie"
    success_message = "Zapisano. Urząd zobaczy odpowiedź, gdy ją wyślesz."

    def check(self) -> None:
        """Ask whether it can still be answered."""
        self.insist(may_answer(self.act, self.recommendation))

    def files_for(self) -> InspectionRecommendation:
        """Return the recommendation to which the files will belong."""
        return self.recommendation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was recommended."""
        return super().get_context_data(**{"lead": self.recommendation.text, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.write_answer(self.act, self.recommendation, **form.cleaned_data)
        return self.back()


class RecommendationAssess(RecommendationPage):
    """Whether the office takes it as done."""

    permission = writers
    form_class = AssessmentForm
    heading = "Ocena wykonania zalecenia"
    success_message = "Ocena zapisana."

    def check(self) -> None:
        """Ask whether there is something to assess."""
        self.insist(may_assess(self.act, self.recommendation))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was recommended."""
        return super().get_context_data(**{"lead": self.recommendation.text, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        given = form.cleaned_data
        actions.assess(
            self.act,
            self.recommendation,
            given["outcome"],
            given["outcome_reason"],
            given["based_on"],
        )
        return self.back()
