"""The charts of the calculator's page: known at once, drawn when the browser asks for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse

from contracting.analysis.charts import cost_chart, saving_chart
from contracting.analysis.economic_form import economic_of
from contracting.analysis.economics import Loaded, load
from contracting.analysis.models import Analysis
from contracting.analysis.rules.economic import EconomicFigures, figures_of
from mkus_portal.charts import Chart
from mkus_portal.documents.digest import canonical, sha256

COSTS, SAVING = "koszty", "oszczednosc"
LIVE = {"picture": "_economic_picture.html", "figures": "_economic_chart_table.html"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart under its name; the address changes with the figures, so that no old one is shown."""

    name: str
    chart: Chart
    address: str


def pictures(analysis: Analysis, loaded: Loaded, figures: EconomicFigures) -> list[Picture]:
    """Return the charts of the page, not drawn."""
    found = {
        COSTS: cost_chart(economic_of(analysis), figures),
        SAVING: saving_chart(figures, loaded.economy.horizon_years),
    }
    return [Picture(name, chart, _address(analysis, name, chart)) for name, chart in found.items()]


def picture_of(analysis: Analysis, name: str) -> str | None:
    """Return a chart as it stands as SVG; None for a name that no chart has."""
    loaded = load(analysis)
    figures = figures_of(loaded.economy, economic_of(analysis))
    found = {one.name: one for one in pictures(analysis, loaded, figures)}
    return found[name].chart.picture if name in found else None


def chart_fragments(found: list[Picture]) -> Iterator[tuple[str, str]]:
    """Yield the parts of the charts that a save renews, by the id of their element."""
    for picture in found:
        for part, template in LIVE.items():
            html = render_to_string(f"contracting/analysis/{template}", {"picture": picture})
            yield f"eco-{part}-{picture.name}", html


def _address(analysis: Analysis, name: str, chart: Chart) -> str:
    page = reverse("analysis-economic-chart", args=(analysis.pk, name))
    return f"{page}?skrot={sha256(canonical(chart))[:16]}"
