"""Lines over categories, above named bands of values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkus_portal.charts.chart import Chart, Series, empty, table_of, tick, ticks
from mkus_portal.charts.sheet import (
    EDGE,
    LEADING,
    PALE,
    QUIET,
    SMALL,
    WIDTH,
    Dash,
    Sheet,
    width_of,
    wrapped,
)

HEIGHT = 190.0
COLOURS, MARKS = ("#1b5045", "#9a3a22", "#20282a"), ("solid", "square")
DASHES: tuple[Dash, ...] = ("-", "--", ":")
BANDS = ("#f2ebdd", "#e4eee8")


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the value axis with a name, such as a class; open ends are None."""

    label: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Field:
    """Where values and categories stand on the sheet, in points."""

    left: float
    right: float
    top: float
    low: float
    high: float

    def level(self, value: float) -> float:
        """Return the height of a value."""
        return self.top + HEIGHT * (self.high - value) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Lines:
    """A line for each series, told apart by its marks and its dashes too."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    bands: tuple[Band, ...]

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        values = [float(one) for line in self.series for one in line.values if one is not None]
        steps = ticks(min(values), max(values))
        top = self._key(sheet) + 18
        left = EDGE + max(width_of(tick(one), SMALL) for one in steps) + 6
        room = max((width_of(band.label, SMALL) + 8 for band in self.bands), default=0.0)
        field = Field(left, WIDTH - EDGE - room, top, steps[0], steps[-1])
        sheet.say((EDGE, top - 12), self.unit, SMALL, colour=QUIET)
        self._bands(sheet, field)
        for one in steps:
            sheet.line([(left, field.level(one)), (field.right, field.level(one))], PALE)
            sheet.say((left - 5, field.level(one)), tick(one), SMALL, "right", QUIET)
        each = (field.right - left) / len(self.categories)
        for at, line in enumerate(self.series):
            points = [
                (left + each * (place + 0.5), field.level(float(value)))
                for place, value in enumerate(line.values)
                if value is not None
            ]
            sheet.line(points, COLOURS[at % 3], 2, DASHES[at % 3])
            for point in points:
                sheet.mark(point, MARKS[at % 2], COLOURS[at % 3])
        names = [wrapped(one, each - 3, SMALL) for one in self.categories]
        for at, name in enumerate(names):
            sheet.tell((left + each * (at + 0.5), top + HEIGHT + 8), name, SMALL, "center")
        return top + HEIGHT + 12 + max(map(len, names)) * SMALL * LEADING

    def _key(self, sheet: Sheet) -> float:
        down = 2.0
        for at, line in enumerate(self.series):
            ends = [(EDGE, down + 6), (EDGE + 26, down + 6)]
            sheet.line(ends, COLOURS[at % 3], 2, DASHES[at % 3])
            sheet.mark((EDGE + 13, down + 6), MARKS[at % 2], COLOURS[at % 3])
            sheet.say((EDGE + 33, down + 6), line.label, SMALL)
            down += 15
        return down

    def _bands(self, sheet: Sheet, field: Field) -> None:
        for at, band in enumerate(self.bands):
            low = field.low if band.low is None else max(field.low, float(band.low))
            high = field.high if band.high is None else min(field.high, float(band.high))
            if low >= high:
                continue
            upper, lower = field.level(high), field.level(low)
            sheet.box(
                (field.left, upper), (WIDTH - EDGE - field.left, lower - upper), BANDS[at % 2]
            )
            if lower - upper > SMALL:
                sheet.say((field.right + 4, (upper + lower) / 2), band.label, SMALL, colour=QUIET)


def lines(
    title: str,
    alt: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
    bands: Sequence[Band] = (),
) -> Chart:
    """Return a line for each series over the categories; `unit` names the axis."""
    if not categories or not any(value is not None for one in series for value in one.values):
        return empty(title)
    headers = ("", *(one.label for one in series))
    drawing = Lines(tuple(categories), tuple(series), unit, tuple(bands))
    return Chart(title, alt, headers, table_of(categories, series, ""), drawing)
