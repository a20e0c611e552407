"""Rows of bars under their names, scale rows that come to a hundred, profiles, columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkus_portal.charts.chart import (
    FILLS,
    SWATCH,
    Chart,
    Series,
    empty,
    heading,
    key,
    number,
    on,
    shown,
    table_of,
    tick,
    ticks,
)
from mkus_portal.charts.sheet import (
    EDGE,
    INK,
    LINE,
    PALE,
    QUIET,
    SMALL,
    WIDTH,
    Sheet,
    shortened,
    width_of,
    wrapped,
)

BAR, GAP = 12.0, 8.0
MARKS = ("hollow", "solid", "square")
LEAST = 0.6
# From the worst step of a scale to the best one: each lighter or darker than its neighbour.
STEPS = ("#7a2c1a", "#cf8b6c", "#efe3c8", "#8fbcab", "#1b5045")
OTHERS = ("#1b5045", "#e0b872", "#535c5b", "#cfe0d8", "#9a3a22", "#f6ead0", "#2b5c2e", "#c9c4b8")


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: under each category's name one of every series, its value at the end."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        down = 2.0
        if len(self.series) > 1:
            down = key(sheet, down, [one.label for one in self.series])
        zero, scale = self._places()
        for at, category in enumerate(self.categories):
            top = down = heading(sheet, down, category) + 2
            for place, one in enumerate(self.series):
                self._bar(sheet, down, zero, scale, place, one.values[at])
                down += BAR + 2
            sheet.line([(zero, top - 1), (zero, down - 1)], LINE)
            down += GAP
        return down

    def _places(self) -> tuple[float, float]:
        """Return where zero is, and how many points a unit takes: the figures have their room."""
        values = [one for series in self.series for one in series.values]
        told = [(number(one), width_of(shown(one, self.unit), SMALL) + 8) for one in values]
        low = min(0.0, *(value for value, _ in told))
        high = max(0.0, *(value for value, _ in told))
        left = max((room for value, room in told if value < 0), default=0.0)
        right = max((room for value, room in told if value >= 0), default=0.0)
        scale = max(WIDTH - 2 * EDGE - left - right, WIDTH / 4) / ((high - low) or 1.0)
        return EDGE + left - low * scale, scale

    def _bar(
        self,
        sheet: Sheet,
        down: float,
        zero: float,
        scale: float,
        place: int,
        value: Decimal | None,
    ) -> None:
        length = number(value) * scale
        fill, hatch = FILLS[1 if len(self.series) == 1 else place % len(FILLS)]
        if abs(length) > LEAST:
            start = zero + min(0.0, length)
            sheet.box((start, down), (abs(length), BAR), fill, INK, hatch=hatch)
        is_left = length < 0
        end = zero + length + (-4 if is_left else 4)
        text = shown(value, self.unit)
        sheet.say((end, down + BAR / 2), text, SMALL, "right" if is_left else "left")


def bars(
    title: str, alt: str, categories: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Chart:
    """Return horizontal bars, for each category one of every series, with its value at its end.

    Every series has as many values as there are categories.
    """
    if not categories or not series:
        return empty(title)
    headers = ("", *(one.label for one in series))
    drawing = Bars(tuple(categories), tuple(series), unit)
    return Chart(title, alt, headers, table_of(categories, series, unit), drawing)


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A row of a scale: how many answered each step, in the steps' order."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScaleRows:
    """A bar of a hundred percent for each row, made of the steps of a scale."""

    steps: tuple[str, ...]
    rows: tuple[ScaleRow, ...]
    is_ordered: bool

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        colours, down = self._colours(), 2.0
        for colour, step in zip(colours, self.steps, strict=True):
            sheet.box((EDGE, down + 1), (SWATCH, SWATCH), colour, INK)
            lines = wrapped(step, WIDTH - SWATCH - 3 * EDGE - 5, SMALL)
            down = sheet.tell((EDGE + SWATCH + 5, down), lines, SMALL) + 2
        down += GAP
        for row in self.rows:
            if row.label:
                down = heading(sheet, down, row.label) + 2
            self._row(sheet, down, row, colours)
            down += 20 + GAP
        return down

    def _colours(self) -> list[str]:
        count = len(self.steps)
        if not self.is_ordered or count > len(STEPS):
            return [OTHERS[at % len(OTHERS)] for at in range(count)]
        last = len(STEPS) - 1
        return [STEPS[round(at * last / max(1, count - 1))] for at in range(count)]

    def _row(self, sheet: Sheet, down: float, row: ScaleRow, colours: list[str]) -> None:
        whole, across = sum(row.counts), EDGE
        if not whole:
            sheet.say((EDGE, down + 10), "nikt nie odpowiedział", SMALL, colour=QUIET)
            return
        for count, colour in zip(row.counts, colours, strict=True):
            length = (WIDTH - 2 * EDGE) * count / whole
            if not count:
                continue
            sheet.box((across, down), (length, 20), colour, INK)
            text = f"{round(count * 100 / whole)}%"
            if width_of(text, SMALL) + 4 < length:
                sheet.say((across + length / 2, down + 10), text, SMALL, "center", on(colour))
            across += length


def scale_rows(
    title: str, alt: str, steps: Sequence[str], rows: Sequence[ScaleRow], *, is_ordered: bool = True
) -> Chart:
    """Return a bar of a hundred percent for each row; every row has a count for each step."""
    if not steps or not any(sum(row.counts) for row in rows):
        return empty(title)
    told = tuple((row.label or "Wszyscy", *map(str, row.counts)) for row in rows)
    drawing = ScaleRows(tuple(steps), tuple(rows), is_ordered)
    return Chart(title, alt, ("", *steps), told, drawing)


@dataclass(frozen=True, slots=True)
class Profile:
    """Marks of each series on a scale under each name, joined by a line."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: int
    high: int

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        down, across = 2.0, EDGE
        for at, one in enumerate(self.series):
            sheet.mark((across + 6, down + 6), MARKS[at % len(MARKS)], FILLS[1][0])
            sheet.say((across + 16, down + 6), one.label, SMALL)
            across += 16 + width_of(one.label, SMALL) + 16
        down += 20
        for at, category in enumerate(self.categories):
            down = heading(sheet, down, category) + 9
            self._row(sheet, down, [one.values[at] for one in self.series])
            down += 9 + GAP
        for step in range(self.low, self.high + 1):
            sheet.say((self._place(step), down), str(step), SMALL, "center", QUIET)
        return down + 8

    def _place(self, value: float) -> float:
        span = WIDTH - 2 * EDGE - 24
        return EDGE + 12 + span * (value - self.low) / (self.high - self.low)

    def _row(self, sheet: Sheet, down: float, values: Sequence[Decimal | None]) -> None:
        sheet.line([(self._place(self.low), down), (self._place(self.high), down)], PALE, 1.4)
        for step in range(self.low, self.high + 1):
            sheet.line([(self._place(step), down - 3), (self._place(step), down + 3)], LINE)
        there = [float(one) for one in values if one is not None]
        if there:
            ends = [(self._place(min(there)), down), (self._place(max(there)), down)]
            sheet.line(ends, FILLS[1][0], 3)
        for at, value in enumerate(values):
            if value is not None:
                place = (self._place(float(value)), down)
                sheet.mark(place, MARKS[at % len(MARKS)], FILLS[1][0])


def profile(
    title: str,
    alt: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    low: int,
    high: int,
) -> Chart:
    """Return where each series stands on a scale from `low` to `high`, for each category."""
    if not categories or not any(one is not None for row in series for one in row.values):
        return empty(title)
    headers = ("", *(one.label for one in series))
    drawing = Profile(tuple(categories), tuple(series), low, high)
    return Chart(title, alt, headers, table_of(categories, series, ""), drawing)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns over the categories, with an axis of values; `mark` is a place between them."""

    categories: tuple[str, ...]
    series: Series
    unit: str
    mark: Decimal | None
    mark_label: str
    height: int = 190

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        values = [number(one) for one in self.series.values]
        least = 1.0 if all(one.is_integer() for one in values) else 0.0
        steps = ticks(min(0.0, *values), max(0.0, *values), least=least)
        left = EDGE + max(width_of(tick(one), SMALL) for one in steps) + 6
        top = 34.0 if self.mark_label else 18.0
        sheet.say((EDGE, 7), self.unit, SMALL, colour=QUIET)

        def level(value: float) -> float:
            return top + self.height * (steps[-1] - value) / (steps[-1] - steps[0])

        for one in steps:
            sheet.line([(left, level(one)), (WIDTH - EDGE, level(one))], LINE if not one else PALE)
            sheet.say((left - 5, level(one)), tick(one), SMALL, "right", QUIET)
        each = (WIDTH - EDGE - left) / len(values)
        for at, value in enumerate(values):
            fill, hatch = FILLS[1 if value >= 0 else 0]
            upper, lower = level(max(0.0, value)), level(min(0.0, value))
            if lower - upper > LEAST:
                place = (left + each * (at + 0.18), upper)
                sheet.box(place, (each * 0.64, lower - upper), fill, INK, hatch=hatch)
        below = top + self.height + 6
        self._names(sheet, left, each, below)
        if self.mark is not None:
            self._mark(sheet, left + each * (float(self.mark) + 0.5), top, below - 6)
        return below + 30

    def _names(self, sheet: Sheet, left: float, each: float, down: float) -> None:
        """Write the categories below, only as many as fit."""
        longest = max(width_of(one, SMALL) for one in self.categories)
        step = 1
        while each * step < min(longest, 60) + 6 and step < len(self.categories):
            step += 1
        for at, category in enumerate(self.categories):
            if at % step == 0:
                text = shortened(category, each * step, SMALL)
                sheet.say((left + each * (at + 0.5), down + 6), text, SMALL, "center")

    def _mark(self, sheet: Sheet, across: float, top: float, bottom: float) -> None:
        sheet.line([(across, top - 8), (across, bottom)], "#9a3a22", 1.4, "--")
        half = width_of(self.mark_label, SMALL) / 2
        middle = min(max(across, half + EDGE), WIDTH - half - EDGE)
        sheet.say((middle, top - 15), self.mark_label, SMALL, "center", "#9a3a22")


def columns(
    title: str,
    alt: str,
    categories: Sequence[str],
    series: Series,
    unit: str = "",
    *,
    mark: Decimal | None = None,
    mark_label: str = "",
) -> Chart:
    """Return columns of one series; `mark` is a place of the axis, 0 is the first category."""
    if not categories or not any(one is not None for one in series.values):
        return empty(title)
    drawing = Columns(tuple(categories), series, unit, mark, mark_label)
    return Chart(title, alt, ("", series.label), table_of(categories, [series], unit), drawing)
