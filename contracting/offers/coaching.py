"""The coach: what an offer lacks, each lack a link to its place, and all its sums."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from contracting.calls.rules import Terms, terms_of
from contracting.offers.completeness import gaps_of
from contracting.offers.content import OfferContent, content_of
from contracting.offers.costing import CostRow, SourceRow, cost_rows, source_rows
from contracting.offers.models import Offer
from contracting.offers.rules import Gap, Sums, largest_admin_costs, largest_grant, sums_of
from mkus_portal.act import Act
from mkus_portal.web.anchors import anchor_of

AROUND = ("draft", "task__call__office", "organisation")


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the address of the place where it is mended."""

    sentence: str
    url: str
    section: str


@dataclass(frozen=True, slots=True)
class SumsView:
    """Section V as the server computes it, with the exact allowed amounts."""

    years: tuple[int, ...]
    rows: tuple[CostRow, ...]
    sources: tuple[SourceRow, ...]
    total: Decimal
    difference: Decimal
    largest_grant: Decimal | None
    largest_admin: Decimal | None


def gap_line(offer: Offer, gap: Gap) -> GapLine:
    """Return the gap with its address."""
    anchor = gap.place if gap.place.startswith("t-") else anchor_of(gap.place)
    page = reverse("offer-section", args=(offer.pk, gap.section))
    return GapLine(gap.sentence, f"{page}#{anchor}", gap.section)


def sums_view(content: OfferContent, terms: Terms) -> SumsView:
    """Return the figures of section V of the content under the terms."""
    sums: Sums = sums_of(content)
    return SumsView(
        years=content.years,
        rows=cost_rows(content),
        sources=source_rows(content),
        total=sums.total,
        difference=sums.total - sums.funded,
        largest_grant=largest_grant(sums, terms),
        largest_admin=largest_admin_costs(sums, terms),
    )


def coach_context(offer: Offer) -> dict[str, Any]:
    """Return the gaps and the sums of the offer as it is kept now."""
    content = content_of(offer)
    return {
        "gaps": [gap_line(offer, gap) for gap in gaps_of(offer, content)],
        "sums": sums_view(content, terms_of(offer.task)),
    }


def live(act: Act, offer: Offer) -> dict[str, str]:
    """Return what a section's page shows anew after a save; one query for all around the offer."""
    context = coach_context(Offer.objects.select_related(*AROUND).get(pk=offer.pk))
    return {
        name: render_to_string(f"contracting/offers/_{name}.html", context).strip()
        for name in ("gaps", "sums")
    }
