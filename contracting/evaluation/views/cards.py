"""One closed card, for those who read it."""

from typing import Any

from django.db.models import QuerySet

from contracting.evaluation.card_form import AROUND, branches_of, scores_of
from contracting.evaluation.models import CardProposal, CardScore, ScoreCard
from contracting.evaluation.views.bases import readers
from mkus_portal.web.views import DetailPage


class CardDetail(DetailPage[ScoreCard]):
    """A closed card: points and reasons, as the office and, later, the commission read them."""

    permission = readers
    model = ScoreCard
    template_name = "contracting/evaluation/card_detail.html"

    def visible(self) -> QuerySet[ScoreCard]:
        """Return the cards that exist for the act."""
        return super().visible().select_related(*AROUND)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows by criterion and what the member proposes."""
        card = self.object
        rows: dict[int, CardScore] = {row.criterion_id: row for row in scores_of(card)}
        return super().get_context_data(
            card=card,
            evaluation=card.assessment.evaluation,
            offer=card.assessment.offer,
            rows=[(one, rows.get(one.criterion.pk)) for one in branches_of(card.assessment)],
            proposal=CardProposal.objects.filter(draft=card.draft_id).first(),
            **kwargs,
        )
