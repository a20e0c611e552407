"""What every chart is: its figures, what they say in a sentence, and how they are drawn."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Protocol

from mkus_portal.charts.sheet import (
    EDGE,
    INK,
    PAPER,
    QUIET,
    SIZE,
    SMALL,
    WIDTH,
    Canvas,
    Sheet,
    letters,
    width_of,
    wrapped,
)
from mkus_portal.web import wording

NO_DATA = "Nie ma jeszcze danych do wykresu."
# Told apart by darkness and hatching too: printed in grey, seen by the colour-blind.
FILLS = (("#f6ead0", "////"), ("#1b5045", ""), ("#9a3a22", "...."), ("#6f9f8f", "xxxx"))
SWATCH = 10.0
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
CLOSE, SLACK = 0.999, 1e-9


class Drawing(Protocol):
    """How a chart is drawn: a frozen dataclass of the figures that the picture needs."""

    def draw(self, sheet: Sheet) -> float:
        """Draw the picture; return its height."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The picture where there is nothing to draw."""

    def draw(self, sheet: Sheet) -> float:
        """Say so in one line."""
        sheet.say((WIDTH / 2, 24), NO_DATA, side="center", colour=QUIET)
        return 48.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the picture, what it says in a sentence, and its figures as a table.

    It is drawn when it is looked at: whoever asks for the sentence or the table waits for nothing.
    """

    title: str
    alt: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    drawing: Drawing

    @property
    def svg(self) -> str:
        """The picture as an SVG document that refers to nothing outside, without letters."""
        canvas = Canvas()
        return canvas.svg(self.drawing.draw(canvas))

    @property
    def png(self) -> bytes:
        """The picture in dots, for office programs that do not show SVG."""
        canvas = Canvas()
        return canvas.png(self.drawing.draw(canvas))

    @property
    def width(self) -> int:
        """The picture's natural width in CSS pixels; it may be shown narrower."""
        return _pixels(WIDTH)

    @property
    def height(self) -> int:
        """The picture's natural height in CSS pixels, known without drawing it."""
        return _pixels(self.drawing.draw(Sheet()))

    @property
    def picture(self) -> str:
        """The picture with the portal's letters in it, for wherever it stands alone."""
        head, sign, rest = self.svg.partition(">")
        return f"{head}{sign}{letters()}{rest}"

    @property
    def address(self) -> str:
        """The picture as a data address for `<img>` on a page."""
        return _address(self.picture)

    @property
    def printed(self) -> str:
        """The picture as a data address for `<img>` in a print, which has the letters already."""
        return _address(self.svg)


def _pixels(points: float) -> int:
    return round(points * 96 / 72)


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one for each category; None where there is none."""

    label: str
    values: tuple[Decimal | None, ...]


def empty(title: str) -> Chart:
    """Return a chart that says that there is nothing to draw."""
    return Chart(title, f"{title}: {NO_DATA}", (), (), Nothing())


def shown(value: Decimal | None, unit: str = "") -> str:
    """Return a value as people read it, „brak” for none."""
    if value is None:
        return "brak"
    text = wording.money(value) if unit == "zł" else wording.number(value)
    if unit == "%":
        return wording.percent(value)
    return text if unit in {"", "zł"} else f"{text}\u00a0{unit}"


def number(value: Decimal | None) -> float:
    """Return a value for drawing; nothing is drawn as zero."""
    return 0.0 if value is None else float(value)


def table_of(
    categories: Sequence[str], series: Sequence[Series], unit: str
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table beside a chart: a category and its values."""
    return tuple(
        (category, *(shown(one.values[at], unit) for one in series))
        for at, category in enumerate(categories)
    )


def ticks(low: float, high: float, most: int = 5, least: float = 0.0) -> list[float]:
    """Return round values from at or below `low` to at or above `high`, `least` apart."""
    if low == high:
        high = low + 1
    rough = max((high - low) / most, least)
    scale = 10.0 ** floor(log10(rough))
    step = next(one * scale for one in ROUND if one * scale >= rough * CLOSE)
    first, last = floor(low / step + SLACK), ceil(high / step - SLACK)
    return [round(at * step, 6) for at in range(first, last + 1)]


def tick(value: float) -> str:
    """Return a value of an axis as Poles write numbers."""
    text = f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
    text = text.rstrip("0").rstrip(",")
    return "0" if text in {"-0", ""} else text.replace("-", "\u2212")


def key(sheet: Sheet, down: float, labels: Sequence[str]) -> float:
    """Draw what each filling means, one beside another while they fit; return the height below."""
    across = EDGE
    for at, label in enumerate(labels):
        lines = wrapped(label, WIDTH - SWATCH - 3 * EDGE, SMALL)
        length = SWATCH + 5 + max(width_of(line, SMALL) for line in lines)
        if across > EDGE and across + length > WIDTH:
            across, down = EDGE, down + 15
        fill, hatch = FILLS[at % len(FILLS)]
        sheet.box((across, down + 1), (SWATCH, SWATCH), fill, INK, hatch=hatch)
        below = sheet.tell((across + SWATCH + 5, down), lines, SMALL)
        across += length + 14
        if len(lines) > 1:
            across, down = WIDTH, below - 15
    return down + 19


def heading(sheet: Sheet, down: float, text: str) -> float:
    """Write the name of a row in as many lines as it takes; return the height below."""
    return sheet.tell((EDGE, down), wrapped(text, WIDTH - 2 * EDGE), SIZE)


def on(fill: str) -> str:
    """Return the colour of letters that are read on a filling."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return INK if red * 0.3 + green * 0.59 + blue * 0.11 > 140 else PAPER  # noqa: PLR2004 - of 255
