"""The bidder's own page of its result: what, why, and its answer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import deciding as actions
from contracting.evaluation.explanation import amount_story, criteria_results
from contracting.evaluation.forms.deciding import ResignForm
from contracting.evaluation.models import Assessment, Evaluation
from contracting.evaluation.permissions import may_answer_award, may_demand_reasons, reasons_until
from contracting.evaluation.procedure import ASSESSMENT
from contracting.offers.models import Offer
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage
from mkus_portal.workflow.engine import available, verdict_on
from mkus_portal.workflow.verdict import Verdict
from ngos.models import NGO_ROLES

bidders = roles(*NGO_ROLES)
ANSWERS = ("accept", "resign")


def published(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return the offers whose results are out."""
    return offers.filter(assessment__evaluation__state=Evaluation.State.PUBLISHED)


class OfferResult(DetailPage[Offer]):
    """The result of one's own offer: outcome, points with reasons, how the amount was set."""

    permission = bidders
    model = Offer
    template_name = "contracting/evaluation/offer_result.html"

    def visible(self) -> QuerySet[Offer]:
        """Return the organisation's own offers whose results are out."""
        return published(Offer.objects.visible_to(self.act)).select_related(
            "assessment__evaluation__call__office", "task__call__office", "organisation"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the explanation, the answers and the way to demand more reasons."""
        offer = self.object
        assessment: Assessment = offer.assessment
        assessment.offer = offer
        evaluation = assessment.evaluation
        self.request.page_office = offer.task.call.office  # type: ignore[attr-defined]  # read by the footer
        decision = evaluation.decisions.exclude(results_published_at=None).last()
        moves = [one for one in available(self.act, assessment) if one.move.name in ANSWERS]
        return super().get_context_data(
            offer=offer,
            assessment=assessment,
            evaluation=evaluation,
            decision=decision,
            criteria=criteria_results(assessment),
            story=amount_story(assessment),
            moves=moves,
            until=reasons_until(evaluation),
            may_demand=may_demand_reasons(self.act, evaluation),
            documents=documents_of(self.act, decision) if decision else [],
            **kwargs,
        )


class AwardAnswer(ActionFormPage):
    """The bidder's answer to an award, `?ruch=accept` or `?ruch=resign`."""

    permission = bidders
    assessment: Assessment

    def load(self) -> None:
        """Find the offer among the organisation's own. Raises Http404 for another move."""
        if self.name() not in ANSWERS:
            raise Http404
        offers = published(Offer.objects.visible_to(self.act))
        rows = Assessment.objects.select_related(
            "offer__task__call", "offer__organisation", "evaluation__call__office"
        )
        self.assessment = rows.get(offer=get_object_or_404(offers, pk=self.kwargs["pk"]))

    def name(self) -> str:
        """Return the move of the address."""
        return self.request.GET.get("ruch", "")

    def allowed(self) -> Verdict:
        """Whether one answers for the bidder."""
        return may_answer_award(self.act, self.assessment)

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.assessment, ASSESSMENT.move(self.name())))

    def get_form_class(self) -> type[forms.BaseForm]:
        """Ask for a reason of a resignation."""
        return ResignForm if self.name() == "resign" else forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the move's own question."""
        move = ASSESSMENT.move(self.name())
        words = {
            "heading": move.label,
            "lead": move.question,
            "submit": move.label,
            "look": "btn-danger" if move.name == "resign" else "btn-primary",
        }
        return super().get_context_data(**{**words, **kwargs})

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the result."""
        return [(str(self.assessment.offer), self.back())]

    def back(self) -> str:
        """Return the result's page."""
        return reverse("offer-result", args=(self.assessment.offer_id,))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Give the answer."""
        if self.name() == "resign":
            actions.resign_award(self.act, self.assessment, form.cleaned_data["reason"])
        else:
            actions.accept_award(self.act, self.assessment)
        return self.back()
