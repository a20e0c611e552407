"""A plan over time: bars of steps, marks of milestones, arrows from what must end first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mkus_portal.charts.chart import (
    COLOURS,
    HATCHES,
    LINE,
    Chart,
    empty,
    figure,
    svg_of,
    wrapped,
)
from mkus_portal.web import wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.36
HEAD = 1.0
FEW_DAYS, MONTHS, MANY_MONTHS = 45, 400, 900


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


def gantt(
    title: str, alt: str, steps: Sequence[Bar], marks: Sequence[Mark], today: date | None = None
) -> Chart:
    """Draw the plan; done steps are hatched. `today` draws a line, for pages, not for prints."""
    if not steps and not marks:
        return empty(title)
    drawn, axes = figure(HEAD + ROW * (len(steps) + len(marks)))
    names = [f"{one.number}. {one.label}" for one in steps] + [one.label for one in marks]
    places = {one.number: len(names) - 1 - at for at, one in enumerate(steps)}
    for one in steps:
        axes.barh(
            places[one.number],
            (one.end - one.start).days + 1,
            left=float(_day(one.start)),
            height=0.55,
            color=COLOURS[3] if one.is_done else COLOURS[0],
            hatch=HATCHES[1] if one.is_done else "",
            edgecolor="white",
        )
    for at, mark in enumerate(marks):
        axes.plot(_day(mark.on), len(marks) - 1 - at, marker="D", color=COLOURS[2], markersize=8)
    _arrows(axes, steps, places)
    if today is not None:
        axes.axvline(_day(today), color=COLOURS[2], linewidth=1, linestyle="--")
    axes.set_yticks(range(len(names) - 1, -1, -1), [wrapped(one, 40) for one in names], fontsize=8)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.tick_params(axis="y", length=0)
    _days(
        axes, [*(one.start for one in steps), *(one.end for one in steps), *(m.on for m in marks)]
    )
    axes.grid(axis="x", color="#dbd0bc", linewidth=0.6)
    axes.set_axisbelow(True)
    rows = tuple(
        (f"{one.number}. {one.label}", wording.day(one.start), wording.day(one.end))
        for one in steps
    ) + tuple((mark.label, wording.day(mark.on), "") for mark in marks)
    return Chart(title, alt, svg_of(drawn), ("Działanie", "Od", "Do"), rows)


def _day(day: date) -> int:
    return day.toordinal()


def _arrows(axes: "Axes", steps: Sequence[Bar], places: dict[int, int]) -> None:
    by_number = {one.number: one for one in steps}
    for one in steps:
        before = by_number.get(one.after) if one.after is not None else None
        if before is None:
            continue
        axes.annotate(
            "",
            xy=(_day(one.start), places[one.number]),
            xytext=(_day(before.end) + 1, places[before.number]),
            arrowprops={"arrowstyle": "->", "color": LINE, "connectionstyle": "angle,rad=0"},
        )


def _days(axes: "Axes", days: Sequence[date]) -> None:
    """Write the beginnings of months (or weeks, quarters, years) below the plan."""
    first, last = min(days), max(days)
    length = (last - first).days
    ticks = _ticks(first, last, length)
    labels = [
        f"{day.day}.{day.month:02}.{day.year}"
        if length <= FEW_DAYS
        else f"{day.month:02}.{day.year}"
        for day in ticks
    ]
    axes.set_xticks([_day(day) for day in ticks], labels, rotation=30, ha="right", fontsize=8)
    axes.set_xlim(_day(first) - length * 0.02 - 1, _day(last) + length * 0.02 + 2)


def _ticks(first: date, last: date, length: int) -> list[date]:
    if length <= FEW_DAYS:
        step = max(1, length // 6)
        return [date.fromordinal(day) for day in range(_day(first), _day(last) + 1, step)]
    months = 1 if length <= MONTHS else 3 if length <= MANY_MONTHS else 12
    found, year, month = [], first.year, 1
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first:
            found.append(date(year, month, 1))
        month += months
        if month > 12:  # noqa: PLR2004 - months of a year
            year, month = year + 1, month - 12
    return found or [first]
