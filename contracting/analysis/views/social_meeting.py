"""When the team has met: revealing the scores, collecting them again, the joint result."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from contracting.analysis import social_actions as actions
from contracting.analysis.forms.social import CollectAgainForm
from contracting.analysis.models import SocialAssessment, SocialRound
from contracting.analysis.scoring import load_scoring
from contracting.analysis.social_permissions import may_run_round, may_see_together
from contracting.analysis.social_procedure import AGAIN, ROUND
from contracting.analysis.social_result import measured_of, result_context
from mkus_portal.versions import Overtaken
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ObjectMixin
from mkus_portal.workflow.engine import verdict_on
from mkus_portal.workflow.verdict import Verdict


def overtaken(request: HttpRequest, back: str) -> HttpResponse:
    """Say that somebody was faster; the way back is a page that can be opened."""
    return render(request, "409.html", {"back": back}, status=409)


class SocialMeeting(ObjectMixin[SocialRound]):
    """Says that the team has met; pressed a second time it changes nothing."""

    http_method_names = ("post",)
    permission = signed_in
    model = SocialRound

    def visible(self) -> QuerySet[SocialRound]:
        """Return the rounds with their analyses."""
        return super().visible().select_related("analysis__draft")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Reveal the scores, or say that somebody has done so already."""
        found = self.get_object()
        self.insist(may_run_round(self.act, found))
        try:
            actions.reveal_scores(self.act, found)
        except Overtaken:
            return overtaken(request, found.get_absolute_url())
        messages.success(request, "Oceny są odkryte dla wszystkich, którzy je wysłali.")
        return HttpResponseRedirect(found.get_absolute_url())


class SocialAgain(ObjectMixin[SocialRound], ActionFormPage):
    """Opens the collecting once more, for a reason."""

    permission = signed_in
    model = SocialRound
    form_class = CollectAgainForm
    heading = ROUND.move(AGAIN).label
    lead = ROUND.move(AGAIN).question
    submit = ROUND.move(AGAIN).label
    success_message = "Zbieranie ocen jest znów otwarte."
    object: SocialRound

    def visible(self) -> QuerySet[SocialRound]:
        """Return the rounds with their analyses."""
        return super().visible().select_related("analysis__draft", "analysis__office")

    def load(self) -> None:
        """Find the round. Raises Http404."""
        self.object = self.get_object()
        self.request.page_office = self.object.analysis.office  # type: ignore[attr-defined]  # read by the footer

    def allowed(self) -> Verdict:
        """Allow who runs the scoring."""
        return may_run_round(self.act, self.object)

    def check(self) -> None:
        """Ask whether the team has met."""
        self.insist(verdict_on(self.act, self.object, ROUND.move(AGAIN)))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Open it."""
        actions.collect_again(self.act, self.object, form.cleaned_data["reason"])
        return self.back()

    def back(self) -> str:
        """Return the group's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the analysis."""
        analysis = self.object.analysis
        return [(analysis.title, analysis.get_absolute_url())]


class SocialTogether(DetailPage[SocialAssessment]):
    """The joint result of a card's round: means, spread, agreement; whose score is whose is not."""

    permission = signed_in
    model = SocialAssessment
    template_name = "contracting/analysis/social_together.html"

    def visible(self) -> QuerySet[SocialAssessment]:
        """Return the cards with their analyses."""
        return super().visible().select_related("analysis__office", "analysis__draft")

    def get_object(self) -> SocialAssessment:
        """Return the card. Raises Http404, and PermissionDenied before the meeting."""
        card = super().get_object()
        self.request.page_office = card.analysis.office  # type: ignore[attr-defined]  # read by the footer
        self.insist(may_see_together(self.act, card))
        return card

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the result of the card's round."""
        analysis = self.object.analysis
        scoring = load_scoring(analysis)
        if self.object.is_measurement:
            result: dict[str, Any] = {"measured": measured_of(analysis, scoring)}
        else:
            result = result_context(analysis, scoring=scoring)
        return super().get_context_data(
            card=self.object,
            analysis=analysis,
            cards=len(scoring.of(self.object.phase).sent),
            **result,
            **kwargs,
        )
