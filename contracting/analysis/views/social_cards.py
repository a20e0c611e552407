"""Pages of a card of scores: writing it, sending it, taking it back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from contracting.analysis import social_actions as actions
from contracting.analysis.method import SocialMethod
from contracting.analysis.models import SocialAssessment, SocialRound
from contracting.analysis.social_form import (
    AFTER,
    BEFORE,
    CARD_PARTS,
    UNKNOWN,
    UNKNOWN_LABEL,
    card_parts,
    social_of_method,
)
from contracting.analysis.social_live import send_context
from contracting.analysis.social_permissions import (
    may_read_card,
    may_see_together,
    may_write_card,
)
from contracting.analysis.social_procedure import CARD
from contracting.analysis.views.social import criterion_cards
from contracting.analysis.views.social_meeting import overtaken
from mkus_portal.drafting.models import Draft
from mkus_portal.versions import Overtaken
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    LongFormPage,
    Section,
)
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ObjectMixin
from mkus_portal.workflow.engine import Offered, verdict_on
from mkus_portal.workflow.verdict import Verdict


def scale_choices(social: SocialMethod) -> list[tuple[str, str]]:
    """Return the points of the scale with their words, and „nie wiem”."""
    marks = [(str(mark), f"{mark} – {word}") for mark, word in enumerate(social.scale, 1)]
    return [*marks, (UNKNOWN, UNKNOWN_LABEL)]


class SocialCard(ObjectMixin[SocialAssessment], LongFormPage):
    """One person's card."""

    permission = signed_in
    model = SocialAssessment
    template_name = "contracting/analysis/social_card.html"
    found: SocialAssessment | None = None

    def visible(self) -> QuerySet[SocialAssessment]:
        """Return the cards with their analyses."""
        return super().visible().select_related("analysis__office", "draft", "user")

    def card(self) -> SocialAssessment:
        """Return the card. Raises Http404, and PermissionDenied for others before the meeting."""
        if self.found is None:
            self.found = self.get_object()
            self.request.page_office = self.found.analysis.office  # type: ignore[attr-defined]  # read by the footer
            self.insist(may_read_card(self.act, self.found))
        return self.found

    def get_draft(self) -> Draft:
        """Return the card's draft."""
        return self.card().draft

    def get_section(self) -> Section:
        """Return the fields of all criteria."""
        card = self.card()
        social = social_of_method(card.analysis)
        choices = scale_choices(social)
        items = []
        for one in social.criteria:
            for part in card_parts(card):
                label = CARD_PARTS[part]
                is_mark = part in {BEFORE, AFTER}
                items.append(
                    FieldSpec(
                        f"{one.code}.{part}",
                        label[0].upper() + label[1:],
                        "choice" if is_mark else "text",
                        required=False,
                        choices=choices if is_mark else (),
                    )
                )
        return Section("card", "Karta", items)

    def writing(self) -> Verdict:
        """Whether the card may be written now."""
        return may_write_card(self.act, self.card())

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the criteria and the moves."""
        context = super().page_context(attempt)
        card = self.card()
        social = social_of_method(card.analysis)
        return {
            **context,
            "card": card,
            "analysis": card.analysis,
            "social": social,
            "perspective": {one.code: one.label for one in social.perspectives}.get(
                card.perspective, ""
            ),
            "criteria": criterion_cards(social, context["views"], len(card_parts(card))),
            **self.moves(card),
        }

    def moves(self, card: SocialAssessment) -> dict[str, Any]:
        """Return what may be done with the card: sent, taken back, its round's result seen."""
        take_back = CARD.move("take_back")
        return {
            "sending": card.state == SocialAssessment.State.DRAFT,
            "take_back": Offered(take_back, verdict_on(self.act, card, take_back)),
            "together": may_see_together(self.act, card),
            **send_context(self.act, card),
        }


CARD_MOVES: Mapping[str, Callable[[Any, SocialAssessment], None]] = {
    "send": actions.send_card,
    "take_back": actions.take_card_back,
    "withdraw": actions.withdraw_card,
}
DONE = {
    "send": "Ocena wysłana. Dziękujemy.",
    "take_back": "Ocena wróciła do poprawy. Gdy skończysz, wyślij ją ponownie.",
    "withdraw": "Zaproszenie cofnięte.",
}


class SocialCardMove(ObjectMixin[SocialAssessment]):
    """Sends a card, takes it back, calls an invitation off."""

    http_method_names = ("post",)
    permission = signed_in
    model = SocialAssessment

    def visible(self) -> QuerySet[SocialAssessment]:
        """Return the cards with their analyses."""
        return super().visible().select_related("analysis__draft", "draft")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the move of the pressed button."""
        card = self.get_object()
        name = request.GET.get("ruch", "")
        if name not in CARD_MOVES:
            raise Http404
        self.insist(CARD.move(name).permission(self.act, card))
        try:
            CARD_MOVES[name](self.act, card)
        except Overtaken:
            return overtaken(request, card.get_absolute_url())
        messages.success(request, DONE[name])
        if name == "withdraw":
            group = SocialRound(analysis=card.analysis, phase=card.phase)
            return HttpResponseRedirect(group.get_absolute_url())
        return HttpResponseRedirect(card.get_absolute_url())
