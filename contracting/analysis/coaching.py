"""The coach: how far an analysis is and what it lacks, each lack a link to its place."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from contracting.analysis.content import filled, method_of, stages_of
from contracting.analysis.economic_live import economic_live
from contracting.analysis.material import material_of
from contracting.analysis.models import Analysis
from contracting.analysis.modules import modules
from contracting.analysis.rules.answers import Filled, Gap, gaps, progress
from mkus_portal.act import Act
from mkus_portal.web.anchors import anchor_of


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap with the address of the place that fills it."""

    sentence: str
    url: str


def coach_context(analysis: Analysis, answers: Filled | None = None) -> dict[str, Any]:
    """Return the progress and the gaps; a fixed number of queries, none for given answers."""
    stages = stages_of(analysis)
    answers = filled(analysis) if answers is None else answers
    found = gaps(stages, analysis.commissioning_type, answers)
    return {
        "progress": progress(stages, analysis.commissioning_type, answers),
        "gaps": [GapLine(gap.sentence, gap_url(analysis, gap)) for gap in found],
    }


def gap_url(analysis: Analysis, gap: Gap) -> str:
    """Return the place that fills a gap: on its stage's page or on a module's."""
    if gap.module:
        anchor = f"#{anchor_of(gap.place)}" if gap.place else ""
        return modules()[gap.module].url(analysis) + anchor
    items = method_of(analysis).items()
    is_table = gap.place in items and items[gap.place].is_table
    anchor = f"t-{gap.place}" if is_table else anchor_of(gap.place)
    return f"{stage_url(analysis, gap.question)}#{anchor}"


def stage_url(analysis: Analysis, question: str) -> str:
    """Return the page of the stage that asks a question."""
    stages = method_of(analysis).stages
    stage = next(one for one in stages if question in {each.code for each in one.questions})
    return reverse("analysis-stage", args=(analysis.pk, stage.code))


def live(act: Act, analysis: Analysis) -> dict[str, str]:
    """Return what the stage's page shows anew after a save."""
    material = material_of(analysis)
    context = coach_context(analysis, filled(analysis, material))
    coached = {
        f"coach-{part}": render_to_string(f"contracting/analysis/_coach_{part}.html", context)
        for part in ("progress", "gaps")
    }
    return {**coached, **economic_live(analysis, material.economy)}
