"""What was reached beside what was meant: a bar for each row, full at its own aim."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkus_portal.charts.chart import FILLS, Chart, Series, empty, number, shown, table_of
from mkus_portal.charts.sheet import (
    EDGE,
    INK,
    LEADING,
    PALE,
    SMALL,
    WIDTH,
    Sheet,
    width_of,
    wrapped,
)

BAR, GAP = 11.0, 5.0
NAMES = 112.0
MOST = 1.25  # of the aim: a bar that goes beyond ends in a line of its own
MARK = "#9a3a22"
AIM = "cel"


@dataclass(frozen=True, slots=True)
class Targets:
    """Rows of a name, a bar as long as the part of the aim that was reached, both figures."""

    categories: tuple[str, ...]
    reached: Series
    aims: Series

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        told = [self._told(at) for at, _ in enumerate(self.categories)]
        left = NAMES + 4
        right = WIDTH - EDGE - max(width_of(one, SMALL) for one in told) - 5
        aim = left + (right - left) / MOST
        down = top = 16.0
        for at, category in enumerate(self.categories):
            lines = wrapped(category, NAMES, SMALL)
            height = max(BAR, len(lines) * SMALL * LEADING)
            sheet.tell((EDGE, down), lines, SMALL)
            self._bar(sheet, (left, down), aim - left, at)
            sheet.say((right + 4, down + BAR / 2), told[at], SMALL)
            down += height + GAP
        sheet.line([(aim, top - 3), (aim, down - GAP + 2)], MARK, 1.4, "--")
        sheet.say((aim, 7), AIM, SMALL, "center", MARK)
        return down

    def _told(self, at: int) -> str:
        return f"{shown(self.reached.values[at])} z {shown(self.aims.values[at])}"

    def _bar(self, sheet: Sheet, place: tuple[float, float], whole: float, at: int) -> None:
        value, aim = number(self.reached.values[at]), number(self.aims.values[at])
        part = min(value / aim if aim else 0.0, MOST)
        sheet.box(place, (whole * MOST, BAR), PALE)
        if part > 0:
            fill, hatch = FILLS[1]
            sheet.box(place, (whole * part, BAR), fill, INK, hatch=hatch)


def targets(
    title: str, alt: str, categories: Sequence[str], reached: Series, aims: Series
) -> Chart:
    """Return for each category a bar of what was reached, against its own aim."""
    if not categories:
        return empty(title)
    headers = ("", reached.label, aims.label)
    drawing = Targets(tuple(categories), reached, aims)
    return Chart(title, alt, headers, table_of(categories, [reached, aims], ""), drawing)
