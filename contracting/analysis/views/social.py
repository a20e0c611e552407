"""Pages of the social efficiency: the team's page, a card, inviting, the measurement."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from contracting.analysis import social_actions as actions
from contracting.analysis.forms.social import InviteForm, PaperCardForm
from contracting.analysis.method import SocialMethod
from contracting.analysis.models import Analysis, Phase, SocialAssessment, SocialRound
from contracting.analysis.social_form import (
    EVIDENCE,
    REASON,
    SKIP,
    TEAM_PARTS,
    WEIGHT,
    social_of_method,
    team_place,
)
from contracting.analysis.social_permissions import (
    is_revealed,
    may_collect,
    may_read_card,
    may_run_round,
    may_see_scores,
    may_withdraw,
)
from contracting.analysis.social_result import result_context
from contracting.analysis.socials import cards_of, team_of
from contracting.analysis.views.base import AnalysisAction, AnalysisForm
from mkus_portal.act import Act
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    FieldView,
    Section,
    TableView,
)


@dataclass(frozen=True, slots=True)
class CriterionCard:
    """A criterion as a page shows it, with its fields."""

    code: str
    label: str
    explanation: str
    indicators: tuple[str, ...]
    anchors: tuple[tuple[int, str], ...]
    views: list[FieldView | TableView]


def criterion_cards(
    social: SocialMethod, views: list[FieldView | TableView], each: int
) -> list[CriterionCard]:
    """Group the fields by criterion; every criterion has `each` of them."""
    return [
        CriterionCard(
            one.code,
            one.label,
            one.explanation,
            one.indicators,
            tuple(enumerate(one.anchors, 1)),
            views[at * each : (at + 1) * each],
        )
        for at, one in enumerate(social.criteria)
    ]


def team_specs(analysis: Analysis) -> list[FieldSpec]:
    """Return the team's fields of all criteria."""
    social = social_of_method(analysis)
    kinds = [(one.code, one.label) for one in social.evidence]
    found = []
    for one in team_of(analysis, {}):
        for part, label in TEAM_PARTS.items():
            shown = label[0].upper() + label[1:]
            hint = f"Domyślnie {one.default}." if part == WEIGHT else ""
            kind = {WEIGHT: "number", EVIDENCE: "choice", SKIP: "check", REASON: "text"}
            found.append(
                FieldSpec(
                    team_place(one.code, part),
                    shown,
                    kind.get(part, "text"),
                    hint=hint,
                    required=False,
                    choices=kinds if part == EVIDENCE else (),
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card in the list: who, which side, its state, what may be done."""

    card: SocialAssessment
    perspective: str
    may_open: bool
    may_withdraw: bool


def card_lines(act: Act, analysis: Analysis, phase: str) -> list[CardLine]:
    """Return the lines of a phase's cards."""
    labels = {one.code: one.label for one in social_of_method(analysis).perspectives}
    return [
        CardLine(
            card,
            labels.get(card.perspective, ""),
            bool(may_read_card(act, card)),
            bool(may_withdraw(act, card)),
        )
        for card in cards_of(analysis, phase)
    ]


def group_context(act: Act, analysis: Analysis, phase: str) -> dict[str, Any]:
    """Return what both pages of a group show: cards, the meeting, who may invite."""
    found = SocialRound.objects.filter(analysis=analysis, phase=phase).first()
    if found is not None:
        found.analysis = analysis
    lines = card_lines(act, analysis, phase)
    return {
        "round": found,
        "phase": phase,
        "lines": lines,
        "sent": sum(line.card.state == SocialAssessment.State.SENT for line in lines),
        "revealed": is_revealed(analysis, phase, found),
        "seeing": may_see_scores(act, analysis, phase, found),
        "collecting": may_collect(act, analysis, phase, found),
        "running": may_run_round(act, found) if found else None,
    }


class AnalysisSocial(AnalysisForm):
    """The team's page: who scores, weights, evidence, the result."""

    template_name = "contracting/analysis/analysis_social.html"

    def get_section(self) -> Section:
        """Return the team's fields."""
        return Section("social", "Efektywność społeczna", team_specs(self.analysis()))

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the criteria, the cards and the result."""
        context = super().page_context(attempt)
        analysis = self.analysis()
        social = social_of_method(analysis)
        return {
            **context,
            "analysis": analysis,
            "social": social,
            "criteria": criterion_cards(social, context["views"], len(TEAM_PARTS)),
            **group_context(self.act, analysis, Phase.FORECAST),
            **result_context(analysis),
        }


class AssessorPage(AnalysisAction):
    """Adds an assessor to the forecast or to the measurement."""

    template_name = "contracting/analysis/social_assessor.html"
    heading = ""
    lead = ""

    def phase(self) -> str:
        """Return the phase of the address. Raises Http404."""
        phase = self.kwargs["phase"]
        if phase not in Phase.values:
            raise Http404
        return str(phase)

    def check(self) -> None:
        """Ask whether cards are collected."""
        found = SocialRound.objects.filter(analysis=self.object, phase=self.phase()).first()
        self.insist(may_collect(self.act, self.object, self.phase(), found))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the sides that there are."""
        return {**super().get_form_kwargs(), "method": social_of_method(self.object)}

    def back(self) -> str:
        """Return the group's page."""
        name = "analysis-measurement" if self.phase() == Phase.MEASURED else "analysis-social"
        return reverse(name, args=(self.object.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page's words."""
        return super().get_context_data(
            heading=self.heading,
            lead=self.lead,
            back=self.back(),
            **kwargs,
        )


class AssessorInvite(AssessorPage):
    """Invites somebody with an account."""

    form_class = InviteForm
    heading = "Zaproś osobę do oceny"
    lead = "Osoba dostanie list i własną kartę. Jej ocen nikt nie zobaczy przed spotkaniem zespołu."

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Invite."""
        given = form.cleaned_data
        user: Any = getattr(form, "user", None)
        try:
            actions.invite_assessor(
                self.act, self.object, user, given["perspective"], self.phase(), given["due_on"]
            )
        except ValidationError as error:
            form.add_error(None, error.messages[0])
            return self.again(form)
        messages.success(self.request, "Zaproszenie wysłane.")
        return HttpResponseRedirect(self.back())


class PaperCardAdd(AssessorPage):
    """Adds a card that somebody filled in on paper."""

    form_class = PaperCardForm
    heading = "Dodaj kartę z papieru"
    lead = "Dla osoby bez konta. Przepisz jej oceny z kartki i wyślij kartę."

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """Add it and go to the card."""
        given = form.cleaned_data
        card = actions.add_paper_card(
            self.act, self.object, given["name"], given["perspective"], self.phase()
        )
        return HttpResponseRedirect(card.get_absolute_url())
