"""A radar of criteria and a map of risks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import pi, sin
from typing import Literal

from mkus_portal.charts.chart import (
    COLOURS,
    INK,
    MARKERS,
    Chart,
    Series,
    empty,
    figure,
    number,
    svg_of,
    wrapped,
)
from mkus_portal.charts.plain import bars, table_of

LEAST_AXES = 3
SIDE = 5
NEAR = 0.2


@dataclass(frozen=True, slots=True)
class RadarAxis:
    """An axis: a short name for the picture, the whole one for the table."""

    code: str
    label: str


def radar(
    title: str, alt: str, axes_of: Sequence[RadarAxis], series: Sequence[Series], most: int
) -> Chart:
    """Draw values from 0 to `most` on axes around a centre; under three axes, bars."""
    names = [f"{one.code}. {one.label}" for one in axes_of]
    if not names or not series:
        return empty(title)
    if len(names) < LEAST_AXES:
        return bars(title, alt, names, series)
    drawn, axes = figure(4.6, projection="polar")
    angles = [2 * pi * at / len(names) for at in range(len(names))]
    for at, one in enumerate(series):
        values = [number(value) for value in one.values]
        axes.plot(
            [*angles, angles[0]],
            [*values, values[0]],
            color=COLOURS[at],
            marker=MARKERS[at],
            linestyle=("-", "--", ":")[at % 3],
            label=one.label,
        )
        axes.fill([*angles, angles[0]], [*values, values[0]], color=COLOURS[at], alpha=0.12)
    axes.set_xticks(angles, [wrapped(f"{one.code} {one.label}", 22) for one in axes_of])
    axes.tick_params(axis="x", labelsize=8, pad=2)
    for angle, label in zip(angles, axes.get_xticklabels(), strict=True):
        label.set_horizontalalignment(_side(sin(angle)))
    axes.set_ylim(0, most)
    axes.set_yticks(range(1, most + 1), [str(one) for one in range(1, most + 1)], fontsize=8)
    axes.set_theta_zero_location("N")  # type: ignore[attr-defined]  # of polar axes
    axes.set_theta_direction(-1)  # type: ignore[attr-defined]  # of polar axes
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3)
    return Chart(
        title,
        alt,
        svg_of(drawn),
        ("", *(one.label for one in series)),
        table_of(names, series, ""),
    )


def _side(across: float) -> Literal["left", "center", "right"]:
    """Return how a label stands beside its axis: away from the centre."""
    if abs(across) < NEAR:
        return "center"
    return "left" if across > 0 else "right"


@dataclass(frozen=True, slots=True)
class Point:
    """A risk by its number in the list, with its probability and its impact, 1–5."""

    number: int
    label: str
    probability: int
    impact: int


def risk_map(title: str, alt: str, points: Sequence[Point]) -> Chart:
    """Draw the numbers of the risks in a grid of probability and impact, 5 × 5."""
    if not points:
        return empty(title)
    drawn, axes = figure(3.6)
    levels = [[(column + 1) * (row + 1) for column in range(SIDE)] for row in range(SIDE)]
    axes.pcolormesh(levels, cmap="YlOrBr", vmin=-10, vmax=48, edgecolors="white", linewidth=1.5)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in points:
        cells[one.probability, one.impact].append(one.number)
    for (probability, impact), numbers in sorted(cells.items()):
        axes.text(
            probability - 0.5,
            impact - 0.5,
            wrapped(", ".join(map(str, numbers)), 12),
            ha="center",
            va="center",
            fontsize=11,
            fontweight="bold",
            color=INK,
        )
    middles, names = [one + 0.5 for one in range(SIDE)], [str(one + 1) for one in range(SIDE)]
    axes.set_xticks(middles, names)
    axes.set_yticks(middles, names)
    axes.set_xlabel("Prawdopodobieństwo")
    axes.set_ylabel("Skutek")
    axes.tick_params(which="both", length=0)
    rows = tuple(
        (
            str(one.number),
            one.label,
            str(one.probability),
            str(one.impact),
            str(Decimal(one.probability * one.impact)),
        )
        for one in points
    )
    headers = ("Nr", "Ryzyko", "Prawdopodobieństwo", "Skutek", "Poziom")
    return Chart(title, alt, svg_of(drawn), headers, rows)
