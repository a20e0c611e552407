"""Bars made of pieces: one for each category, a piece of every series, the sum at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkus_portal.charts.chart import (
    FILLS,
    Chart,
    Series,
    empty,
    heading,
    key,
    number,
    shown,
    table_of,
)
from mkus_portal.charts.sheet import EDGE, INK, LINE, SMALL, WIDTH, Sheet, width_of

BAR, GAP = 14.0, 6.0
TOGETHER = "Razem"


@dataclass(frozen=True, slots=True)
class Stacks:
    """A bar for each category: the pieces of the series one after another, none below zero."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        down = key(sheet, 2.0, [one.label for one in self.series])
        sums = [number(one) for one in sums_of(self.categories, self.series).values]
        room = max(width_of(shown(Decimal(str(one)), self.unit), SMALL) for one in sums) + 8
        scale = (WIDTH - 2 * EDGE - room) / (max(sums) or 1.0)
        for at, category in enumerate(self.categories):
            top = down = heading(sheet, down, category) + 2
            across = EDGE
            for place, one in enumerate(self.series):
                length = number(one.values[at]) * scale
                if length:
                    fill, hatch = FILLS[place % len(FILLS)]
                    sheet.box((across, down), (length, BAR), fill, INK, hatch=hatch)
                across += length
            told = shown(Decimal(str(sums[at])), self.unit)
            sheet.say((across + 4, down + BAR / 2), told, SMALL)
            sheet.line([(EDGE, top - 1), (EDGE, down + BAR + 1)], LINE)
            down += BAR + GAP
        return down


def sums_of(categories: Sequence[str], series: Sequence[Series]) -> Series:
    """Return what the series come to together, for each category."""
    whole = (
        sum((one.values[at] or Decimal(0) for one in series), Decimal(0))
        for at, _ in enumerate(categories)
    )
    return Series(TOGETHER, tuple(whole))


def stacks(
    title: str, alt: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Chart:
    """Return a bar for each category made of every series, with the sum at its end.

    Every series has as many values as there are categories, none of them below zero.
    """
    if not categories or not series:
        return empty(title)
    told = [*series, sums_of(categories, series)]
    headers = ("", *(one.label for one in told))
    drawing = Stacks(tuple(categories), tuple(series), unit)
    return Chart(title, alt, headers, table_of(categories, told, unit), drawing)
