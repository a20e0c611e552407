"""A map of risks, a matrix with the case that it is about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mkus_portal.charts.chart import Chart, empty, on
from mkus_portal.charts.sheet import (
    EDGE,
    LEADING,
    LINE,
    PAPER,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Sheet,
    wrapped,
)

SIDE = 5
LEVELS = ((15, "#e9a58d"), (8, "#f3d9a4"), (0, "#e4eee8"))
OWN = "#1b5045"


@dataclass(frozen=True, slots=True)
class Point:
    """A risk by its number in the list, with its probability and its impact, 1–5."""

    number: int
    label: str
    probability: int
    impact: int


@dataclass(frozen=True, slots=True)
class RiskMap:
    """The numbers of the risks in a grid of probability and impact, 5 × 5."""

    points: tuple[Point, ...]

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        left, top = 34.0, 20.0
        wide = (WIDTH - EDGE - left) / SIDE
        numbers: dict[tuple[int, int], list[str]] = defaultdict(list)
        for one in self.points:
            numbers[one.probability, one.impact].append(str(one.number))
        cells = {place: wrapped(", ".join(there), wide - 6) for place, there in numbers.items()}
        high = max(34.0, max(map(len, cells.values())) * SIZE * LEADING + 6)
        sheet.say((EDGE, 8), "Skutek ↑", SMALL, colour=QUIET)
        for impact in range(1, SIDE + 1):
            down = top + (SIDE - impact) * high
            sheet.say((left - 12, down + high / 2), str(impact), SMALL, "center", QUIET)
            for probability in range(1, SIDE + 1):
                across = left + (probability - 1) * wide
                fill = next(c for least, c in LEVELS if probability * impact >= least)
                sheet.box((across, down), (wide, high), fill, PAPER)
                lines = cells.get((probability, impact), [])
                start = down + high / 2 - len(lines) * SIZE * LEADING / 2
                sheet.tell((across + wide / 2, start), lines, SIZE, "center")
        below = top + SIDE * high + 10
        for probability in range(1, SIDE + 1):
            place = (left + (probability - 0.5) * wide, below)
            sheet.say(place, str(probability), SMALL, "center", QUIET)
        sheet.say((WIDTH - EDGE, below + 15), "Prawdopodobieństwo →", SMALL, "right", QUIET)
        return below + 24


def risk_map(title: str, alt: str, points: Sequence[Point]) -> Chart:
    """Return the map with the risks' numbers; the table names them."""
    if not points:
        return empty(title)
    rows = tuple(
        (
            str(one.number),
            one.label,
            str(one.probability),
            str(one.impact),
            str(one.probability * one.impact),
        )
        for one in points
    )
    headers = ("Nr", "Ryzyko", "Prawdopodobieństwo", "Skutek", "Poziom")
    return Chart(title, alt, headers, rows, RiskMap(tuple(points)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A case of a matrix: its row and column from 0, and where in the cell, 0–1 right and down."""

    row: int
    column: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """A grid of sentences; the case's own cell is dark and has a mark in it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    axes: tuple[str, str]
    spot: Spot | None

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        left = 62.0
        wide = (WIDTH - EDGE - left) / len(self.columns)
        sheet.say((WIDTH - EDGE, 8), f"{self.axes[1]} →", SMALL, "right", QUIET)
        names = [wrapped(one, wide - 6, SMALL) for one in self.columns]
        for at, name in enumerate(names):
            sheet.tell((left + wide * (at + 0.5), 18), name, SMALL, "center")
        down = 22 + max(map(len, names)) * SMALL * LEADING
        for at, row in enumerate(self.rows):
            said = [wrapped(one, wide - 10, SMALL) for one in self.cells[at]]
            high = max(map(len, said)) * SMALL * LEADING + 22
            sheet.tell((EDGE, down + 5), wrapped(row, left - 6, SMALL), SMALL)
            for place, lines in enumerate(said):
                corner = (left + wide * place, down)
                self._cell(sheet, corner, (wide, high), lines, (at, place))
            down += high
        return down + 3

    def _cell(
        self,
        sheet: Sheet,
        corner: tuple[float, float],
        size: tuple[float, float],
        lines: Sequence[str],
        which: tuple[int, int],
    ) -> None:
        is_own = self.spot is not None and which == (self.spot.row, self.spot.column)
        fill = OWN if is_own else PAPER
        sheet.box(corner, size, fill, LINE)
        sheet.tell((corner[0] + 5, corner[1] + 4), lines, SMALL, colour=on(fill))
        if is_own and self.spot is not None:
            across = corner[0] + 10 + (size[0] - 20) * self.spot.across
            sheet.mark((across, corner[1] + size[1] - 11), "solid", "#e0b872")


def matrix(
    title: str,
    alt: str,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    axes: tuple[str, str],
    spot: Spot | None,
) -> Chart:
    """Return the grid; `axes` name what grows down and what grows to the right."""
    told = tuple((row, *cells[at]) for at, row in enumerate(rows))
    drawing = Matrix(tuple(rows), tuple(columns), tuple(map(tuple, cells)), axes, spot)
    return Chart(title, alt, (axes[0], *columns), told, drawing)
