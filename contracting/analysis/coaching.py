"""The coach: how far an analysis is and what it lacks, each lack a link to its place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from contracting.analysis.content import filled, stage_of
from contracting.analysis.models import Analysis
from contracting.analysis.rules.answers import gaps, progress
from mkus_portal.act import Act
from mkus_portal.web.longform import anchor_of


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the address of the place that fills it."""

    sentence: str
    url: str


def coach_context(analysis: Analysis) -> dict[str, Any]:
    """Return the progress and the gaps; four queries."""
    stage, answers = stage_of(analysis), filled(analysis)
    page = reverse("analysis-stage", args=(analysis.pk,))
    tables = {item.place for one in stage.questions for item in one.items if item.is_table}
    found = gaps(stage, analysis.commissioning_type, answers)
    return {
        "progress": progress(stage, analysis.commissioning_type, answers),
        "gaps": [GapLine(gap.sentence, f"{page}#{_anchor(gap.place, tables)}") for gap in found],
    }


def _anchor(place: str, tables: Collection[str]) -> str:
    return f"t-{place}" if place in tables else anchor_of(place)


def live(act: Act, analysis: Analysis) -> dict[str, str]:
    """Return what the stage's page shows anew after a save."""
    context = coach_context(analysis)
    return {
        f"coach-{part}": render_to_string(f"contracting/analysis/_coach_{part}.html", context)
        for part in ("progress", "gaps")
    }
