"""What a save renews on the page of the economic efficiency, and its short result elsewhere."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.html import escape

from contracting.analysis.economic_charts import chart_fragments, pictures
from contracting.analysis.economic_form import economic_of
from contracting.analysis.economics import Loaded, economic_gaps, view_of
from contracting.analysis.material import Material
from contracting.analysis.models import Analysis, CostLine
from contracting.analysis.modules import Module
from contracting.analysis.rules.answers import Gap
from contracting.analysis.rules.economic import figures_of
from contracting.analysis.rules.economic_view import economic_view
from mkus_portal.web import wording

ONCE = Decimal(1)
PARTS = ("present", "budget", "whole", "change")
TEMPLATES = ("headline", "warnings", "tables", "sensitivity", "extras")


def value_text(line: CostLine) -> str:
    """Return the line's value in złoty; empty while the line is only begun."""
    if not line.is_counted or line.quantity is None or line.unit_cost is None:
        return ""
    times = ONCE if line.times_per_year is None else line.times_per_year
    return wording.money(line.quantity * line.unit_cost * times)


def economic_live(analysis: Analysis, loaded: Loaded) -> dict[str, str]:
    """Return the fragments of the page by the id of their element."""
    economic = economic_of(analysis)
    figures = figures_of(loaded.economy, economic)
    view = economic_view(loaded.economy, figures, economic)
    fragments: dict[str, str] = {
        f"eco-{part}": render_to_string(
            f"contracting/analysis/_economic_{part}.html", {"eco": view}
        )
        for part in TEMPLATES
    }
    for part in PARTS:
        for at, row in enumerate(getattr(view, part), 1):
            fragments[f"eco-{part}-{at}"] = escape(row.said)
            fragments[f"eco-{part}-{at}-f"] = escape(row.formula)
    fragments |= chart_fragments(pictures(analysis, loaded, figures))
    for table, lines in (("present_costs", loaded.present), ("future_costs", loaded.future)):
        for line in lines:
            fragments[f"eco-line-{table}-{line.pk}"] = value_text(line)
    return fragments


def lacks(material: Material) -> list[Gap]:
    """Return what the efficiency lacks."""
    return economic_gaps(material.analysis, material.economy)


def panel_context(material: Material) -> dict[str, object]:
    """Return what the short result shows."""
    return {"eco": view_of(material.analysis, material.economy)}


ECONOMIC = Module(
    code="economic",
    url_name="analysis-economic",
    verb="Otwórz kalkulator",
    gaps=lacks,
    template="contracting/analysis/_economic_result.html",
    context=panel_context,
)
