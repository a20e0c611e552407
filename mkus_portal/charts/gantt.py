"""A plan over time: bars of steps, marks of milestones, lines from what must end first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mkus_portal.charts.chart import Chart, empty
from mkus_portal.charts.sheet import (
    EDGE,
    INK,
    LEADING,
    LINE,
    PALE,
    PAPER,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Sheet,
    width_of,
    wrapped,
)
from mkus_portal.web import wording

BAR = 11.0
FEW_DAYS = 45
GAP = 7.0
WIDEST = 60.0
MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120)
LEAST = 2.5
DONE, WAITING = ("#f6ead0", "////"), ("#1b5045", "")
TODAY = "#9a3a22"


@dataclass(frozen=True, slots=True)
class Bar:
    """A step from its first to its last day; `after` is the number of the step it waits for."""

    number: int
    label: str
    start: date
    end: date
    after: int | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone."""

    label: str
    on: date


@dataclass(frozen=True, slots=True)
class Days:
    """Where days stand on the sheet: the first at its left edge, the last at its right one."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return how far from the left a day begins."""
        whole = (self.last - self.first).days + 1
        return EDGE + 6 + (WIDTH - 2 * EDGE - 12) * (day - self.first).days / whole

    def after(self, day: date) -> float:
        """Return how far from the left a day ends."""
        return self.place(date.fromordinal(day.toordinal() + 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture: its name in lines, and the middle of its bar or mark."""

    lines: tuple[str, ...]
    top: float
    middle: float


@dataclass(frozen=True, slots=True)
class Gantt:
    """Under each name its bar or its mark; steps that are done are hatched."""

    steps: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today: date | None

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""
        days, rows = self._days(), self._rows()
        down = rows[-1].middle + BAR / 2 + GAP
        ticks = _ticks(days.first, days.last)
        for day in ticks:
            sheet.line([(days.place(day), 0), (days.place(day), down)], PALE)
        is_inside = self.today is not None and days.first <= self.today <= days.last
        if self.today is not None and is_inside:
            place = days.place(self.today)
            sheet.line([(place, 0), (place, down)], TODAY, 1.2, "--")
        self._waits(sheet, days, rows)
        for row in rows:
            for at, line in enumerate(row.lines):
                behind = (width_of(line) + 4, SIZE * LEADING)
                sheet.box((EDGE - 2, row.top + at * SIZE * LEADING), behind, PAPER)
            sheet.tell((EDGE, row.top), row.lines, SIZE)
        for one, row in zip(self.steps, rows, strict=False):
            start, end = days.place(one.start), days.after(one.end)
            fill, hatch = DONE if one.is_done else WAITING
            size = (max(LEAST, end - start), BAR)
            sheet.box((start, row.middle - BAR / 2), size, fill, INK, hatch=hatch)
        for mark, row in zip(self.marks, rows[len(self.steps) :], strict=True):
            sheet.mark((days.place(mark.on), row.middle), "solid", TODAY)
        down = _scale(sheet, days, ticks, down + 8)
        if self.today is None or not is_inside:
            return down
        text = f"linia przerywana: dziś, {wording.day(self.today)}"
        sheet.say((EDGE, down + 8), text, SMALL, colour=TODAY)
        return down + 16

    def _days(self) -> Days:
        found = [day for one in self.steps for day in (one.start, one.end)]
        found += [one.on for one in self.marks]
        return Days(min(found), max(found))

    def _rows(self) -> list[Row]:
        names = [
            f"{one.number}. {one.label}" + (f" (po nr {one.after})" if one.after else "")
            for one in self.steps
        ]
        names += [f"{one.label} ({wording.day(one.on)})" for one in self.marks]
        rows, down = [], 2.0
        for name in names:
            told = tuple(wrapped(name, WIDTH - 2 * EDGE))
            middle = down + len(told) * SIZE * LEADING + 2 + BAR / 2
            rows.append(Row(told, down, middle))
            down = middle + BAR / 2 + GAP
        return rows

    def _waits(self, sheet: Sheet, days: Days, rows: Sequence[Row]) -> None:
        """Draw a line from the end of a step to the beginning of each that waits for it."""
        places = {one.number: at for at, one in enumerate(self.steps)}
        for at, one in enumerate(self.steps):
            if one.after is None or one.after not in places:
                continue
            before = places[one.after]
            start = (days.after(self.steps[before].end), rows[before].middle)
            turn = min(start[0] + 4, WIDTH - 1)
            end = (days.place(one.start), rows[at].middle)
            edge = rows[at].middle - BAR / 2 - 2
            way = [start, (turn, start[1]), (turn, edge), (end[0], edge), (end[0], end[1])]
            sheet.line(way, LINE, 1)


def gantt(
    title: str, alt: str, steps: Sequence[Bar], marks: Sequence[Mark], today: date | None = None
) -> Chart:
    """Return the plan; done steps are hatched. `today` draws a line, for pages, not for prints."""
    if not steps and not marks:
        return empty(title)
    rows = tuple(
        (f"{one.number}. {one.label}", wording.day(one.start), wording.day(one.end))
        for one in steps
    ) + tuple((mark.label, wording.day(mark.on), "") for mark in marks)
    drawing = Gantt(tuple(steps), tuple(marks), today)
    return Chart(title, alt, ("Działanie", "Od", "Do"), rows, drawing)


def _scale(sheet: Sheet, days: Days, ticks: Sequence[date], down: float) -> float:
    """Write the days of the lines below the plan; return the height below."""
    is_short = (days.last - days.first).days <= FEW_DAYS
    for day in ticks:
        text = f"{day.day}.{day.month:02}." if is_short else f"{day.month:02}.{day.year}"
        half = width_of(text, SMALL) / 2
        middle = min(max(days.place(day), half + EDGE), WIDTH - half - EDGE)
        sheet.say((middle, down), text, SMALL, "center", QUIET)
    return down + 10


def _ticks(first: date, last: date) -> list[date]:
    """Return the days that get a line: days of a short plan, else beginnings of months."""
    most = int((WIDTH - 2 * EDGE) // WIDEST)
    length = (last - first).days
    if length <= FEW_DAYS:
        step = max(1, -(-length // most))
        return [
            date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step)
        ]
    months = [
        month for month in range(first.year * 12, last.year * 12 + 12) if _in(month, first, last)
    ]
    step = next((one for one in MONTHS if len(months) <= one * most), MONTHS[-1])
    kept = [month for month in months if (month % 12 if step <= 12 else month) % step == 0]  # noqa: PLR2004 - months of a year
    return [_first_of(month) for month in kept] or [first]


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _in(month: int, first: date, last: date) -> bool:
    return first <= _first_of(month) <= last
