"""Charts as SVG, the same on pages and in prints, each with its sentence and its table."""

from mkus_portal.charts.bars import ScaleRow, bars, columns, profile, scale_rows
from mkus_portal.charts.chart import Chart, Series, empty
from mkus_portal.charts.gantt import Bar, Mark, gantt
from mkus_portal.charts.grids import Point, Spot, matrix, risk_map
from mkus_portal.charts.lines import Band, lines
from mkus_portal.charts.stacks import stacks
from mkus_portal.charts.targets import targets

__all__ = [
    "Band",
    "Bar",
    "Chart",
    "Mark",
    "Point",
    "ScaleRow",
    "Series",
    "Spot",
    "bars",
    "columns",
    "empty",
    "gantt",
    "lines",
    "matrix",
    "profile",
    "risk_map",
    "scale_rows",
    "stacks",
    "targets",
]
