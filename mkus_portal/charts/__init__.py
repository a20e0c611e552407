"""Charts as SVG, the same on pages and in prints, each with its sentence and its table."""

from mkus_portal.charts.chart import Chart, Series
from mkus_portal.charts.gantt import Bar, Mark, gantt
from mkus_portal.charts.grids import Point, RadarAxis, radar, risk_map
from mkus_portal.charts.plain import Band, bars, lines, stacked

__all__ = [
    "Band",
    "Bar",
    "Chart",
    "Mark",
    "Point",
    "RadarAxis",
    "Series",
    "bars",
    "gantt",
    "lines",
    "radar",
    "risk_map",
    "stacked",
]
