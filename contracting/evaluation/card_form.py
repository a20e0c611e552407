"""The score card as a long form: its rows in drafting, its gaps, what a save shows anew."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.template.loader import render_to_string

from contracting.calls.models import Criterion
from contracting.calls.rules import Branch, branches_for, points_of, terms_of
from contracting.evaluation.models import Assessment, CardProposal, CardScore, ScoreCard
from contracting.evaluation.rules.meeting import Pool, pool_of
from contracting.evaluation.rules.scoring import Given, card_total
from contracting.evaluation.scoring_permissions import may_read_draft, may_write_card
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.web.anchors import anchor_of

FORM_CODE = "score_card"
FORM_VERSION = "1"
SCORES, PROPOSAL = "scores", "proposal"
TABLES = {
    SCORES: Table(SCORES, ("points", "reason"), CardScore),
    PROPOSAL: Table(PROPOSAL, ("grant", "opinion"), CardProposal),
}
AROUND = (
    "draft",
    "member",
    "assessment__evaluation__call__office",
    "assessment__offer__task__call",
    "assessment__offer__organisation",
)


@dataclass(frozen=True, slots=True)
class GapLine:
    """Something that the card lacks, with the address of its place on the page."""

    sentence: str
    url: str


def branches_of(assessment: Assessment) -> list[Branch]:
    """Return the tree of criteria by which the offer is assessed."""
    task = assessment.offer.task
    return branches_for(task, Criterion.objects.filter(call=task.call_id))


def scores_of(card: ScoreCard) -> list[CardScore]:
    """Return the card's rows with their criteria, in the order of the tree."""
    return list(CardScore.objects.filter(draft=card.draft_id).select_related("criterion"))


def total_of(rows: list[CardScore]) -> Decimal:
    """Return the points of the rows."""
    return card_total(Given(row.points, row.criterion.weight, row.criterion.counts) for row in rows)


def gaps_of(rows: list[CardScore]) -> list[GapLine]:
    """Return every criterion without points or without a reason."""
    found = []
    for row in rows:
        if row.points is None and row.criterion.max_points > 0:
            found.append(_gap(row, "points", "daj punkty"))
        if not row.reason.strip():
            found.append(_gap(row, "reason", "napisz uzasadnienie"))
    return found


def _gap(row: CardScore, cell: str, what: str) -> GapLine:
    return GapLine(f"{row.criterion}: {what}.", "#" + anchor_of(f"{SCORES}:{row.pk}:{cell}"))


def label(draft: Draft, place: str) -> str:
    """Return the criterion and the column in words."""
    table, _, rest = place.partition(":")
    pk, _, cell = rest.partition(":")
    known = TABLES.get(table)
    if known is None or cell not in known.cells or known.model is None:
        return {SCORES: "Ocena według kryteriów", PROPOSAL: "Kwota i opinia"}.get(table, place)
    column = str(known.model._meta.get_field(cell).verbose_name)  # type: ignore[union-attr] # noqa: SLF001 - Django's own
    row = known.rows(draft).filter(pk=pk).first()
    return f"{row}: {column}" if table == SCORES and row is not None else column


def money_of(card: ScoreCard) -> Pool:
    """Return the task's pool and what the member proposes from it in all own cards."""
    task = card.assessment.offer.task
    mine = CardProposal.objects.filter(
        draft__score_card__member=card.member_id,
        draft__score_card__assessment__offer__task=task.pk,
    )
    return pool_of(task.pool, [mine.aggregate(sum=Sum("grant"))["sum"]])


def coach_context(act: Act, card: ScoreCard) -> dict[str, Any]:
    """Return what stands beside the fields and follows every save."""
    task = card.assessment.offer.task
    rows = scores_of(card)
    most = points_of(task, task.call.criteria.all())
    total = total_of(rows)
    threshold = terms_of(task).min_points
    return {
        "card": card,
        "total": total,
        "most": most,
        "threshold": threshold,
        "is_below": threshold is not None and total < threshold,
        "gaps": gaps_of(rows),
        "money": money_of(card),
    }


def live(act: Act, card: ScoreCard) -> dict[str, str]:
    """Return the pieces of the page that a save renews."""
    context = coach_context(act, card)
    return {
        "card-total": render_to_string("contracting/evaluation/_card_total.html", context),
        "card-gaps": render_to_string("contracting/evaluation/_card_gaps.html", context),
        "card-money": render_to_string("contracting/evaluation/_card_money.html", context),
    }


DRAFT_KIND = DraftKind(
    code=FORM_CODE,
    may_read=may_read_draft,
    may_write=may_write_card,
    fields=lambda draft: frozenset(),
    tables=TABLES,
    live=live,
    label=label,
)
