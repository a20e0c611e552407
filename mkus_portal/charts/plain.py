"""Bars, stacked bars and lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mkus_portal.charts.chart import (
    COLOURS,
    HATCHES,
    INK,
    LINE,
    MARKERS,
    QUIET,
    Chart,
    Series,
    empty,
    figure,
    number,
    shown,
    svg_of,
    with_thousands,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.42
HEAD = 0.9


def table_of(
    categories: Sequence[str], series: Sequence[Series], unit: str
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table beside a chart: a category and its values."""
    return tuple(
        (category, *(shown(one.values[at], unit) for one in series))
        for at, category in enumerate(categories)
    )


def bars(
    title: str, alt: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Chart:
    """Draw horizontal bars, for each category one of every series, with its value at its end.

    Every series has as many values as there are categories.
    """
    if not categories or not series:
        return empty(title)
    thickness = 0.8 / len(series)
    drawn, axes = figure(HEAD + ROW * len(categories) * max(1, len(series) * 0.75))
    for at, one in enumerate(series):
        places = [place + ((len(series) - 1) / 2 - at) * thickness for place in _down(categories)]
        axes.barh(
            places,
            [number(value) for value in one.values],
            height=thickness * 0.9,
            color=COLOURS[at],
            hatch=HATCHES[at],
            edgecolor="white",
            label=one.label,
        )
        for place, value in zip(places, one.values, strict=True):
            _tell(axes, number(value), place, shown(value, unit))
    _finish(axes, categories, unit, legend=len(series) > 1)
    return Chart(
        title,
        alt,
        svg_of(drawn),
        ("", *(one.label for one in series)),
        table_of(categories, series, unit),
    )


def _down(categories: Sequence[str]) -> range:
    """Return places from the top down: the first category stands highest."""
    return range(len(categories) - 1, -1, -1)


def _tell(axes: "Axes", value: float, place: float, text: str) -> None:
    is_left = value < 0
    axes.annotate(
        text,
        (value, place),
        xytext=(-4 if is_left else 4, 0),
        textcoords="offset points",
        ha="right" if is_left else "left",
        va="center",
        fontsize=9,
        color=INK,
    )


def _finish(axes: "Axes", categories: Sequence[str], unit: str, *, legend: bool) -> None:
    axes.set_yticks(list(_down(categories)), [wrapped(one) for one in categories])
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.margins(x=0.22)
    axes.tick_params(axis="y", length=0)
    with_thousands(axes.xaxis, unit)
    if legend:
        axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3)


def stacked(
    title: str, alt: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Chart:
    """Draw a horizontal bar for each category, made of the series; negative values to the left."""
    told = [one for one in series if any(one.values)]
    if not categories or not told:
        return empty(title)
    drawn, axes = figure(HEAD + 0.75 * len(categories) + 0.22 * ((len(told) + 1) // 2))
    right, left = [0.0] * len(categories), [0.0] * len(categories)
    for at, one in enumerate(told):
        values = [number(value) for value in one.values]
        starts = [right[place] if value >= 0 else left[place] for place, value in enumerate(values)]
        axes.barh(
            list(_down(categories)),
            values,
            left=starts,
            height=0.55,
            color=COLOURS[at % len(COLOURS)],
            hatch=HATCHES[at % len(HATCHES)],
            edgecolor="white",
            label=wrapped(one.label, 44),
        )
        for place, value in enumerate(values):
            (right if value >= 0 else left)[place] += value
    _finish(axes, categories, unit, legend=False)
    axes.set_xlim(min(left) * 1.1, max(right) * 1.08 or 1)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.22), ncols=2, fontsize=9)
    rows = tuple((one.label, *(shown(value, unit) for value in one.values)) for one in told)
    return Chart(title, alt, svg_of(drawn), ("", *categories), rows)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the value axis with a name, such as a class; open ends are None."""

    label: str
    low: Decimal | None
    high: Decimal | None


def lines(
    title: str,
    alt: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    bands: Sequence[Band] = (),
) -> Chart:
    """Draw a line for each series over the categories, over named bands of values."""
    if not categories or not any(value is not None for one in series for value in one.values):
        return empty(title)
    drawn, axes = figure(3.4)
    for at, one in enumerate(series):
        pairs = [(place, float(v)) for place, v in enumerate(one.values) if v is not None]
        axes.plot(
            [place for place, _ in pairs],
            [value for _, value in pairs],
            color=COLOURS[at],
            marker=MARKERS[at],
            linestyle=("-", "--", ":")[at % 3],
            label=one.label,
        )
    low, high = axes.get_ylim()
    for at, band in enumerate(bands):
        start = low if band.low is None else max(low, float(band.low))
        end = high if band.high is None else min(high, float(band.high))
        if start < end:
            axes.axhspan(start, end, color=("#f2ebdd", "#e4eee8")[at % 2], zorder=0)
            axes.text(
                len(categories) - 0.62,
                (start + end) / 2,
                band.label,
                va="center",
                fontsize=8,
                color=QUIET,
            )
    axes.set_ylim(low, high)
    axes.set_xlim(-0.3, len(categories) - 0.3 if not bands else len(categories) + 0.4)
    axes.set_xticks(range(len(categories)), [wrapped(one, 14) for one in categories])
    with_thousands(axes.yaxis, unit)
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=2)
    return Chart(
        title,
        alt,
        svg_of(drawn),
        ("", *(one.label for one in series)),
        table_of(categories, series, unit),
    )
