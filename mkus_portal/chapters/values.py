"""What a report says: chapters of sentences, tables and pictures, all of it text and figures."""

from collections.abc import Callable
from dataclasses import dataclass

from mkus_portal.charts import Chart, Series, bars, columns, stacks, targets
from mkus_portal.documents.registry import Letterhead

Facts = tuple[tuple[str, str], ...]
FEW, MANY, MOST_BESIDE = 3, 6, 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, headings, rows of text; the first cell of a row is its heading.

    The last `numbers` columns hold figures; the last row may be a sum of the others.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 0
    has_sum: bool = False

    @property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The headings, each with whether its column holds figures."""
        first = len(self.headings) - self.numbers
        return tuple((name, at >= first) for at, name in enumerate(self.headings))

    @property
    def lines(self) -> tuple[tuple[tuple[str, str, bool], ...], ...]:
        """The rows: of each cell its heading, what it says, whether it is a figure."""
        return tuple(
            tuple((name, said, is_figure) for (name, is_figure), said in self._beside(row))
            for row in self.rows
        )

    def _beside(self, row: tuple[str, ...]) -> "zip[tuple[tuple[str, bool], str]]":
        return zip(self.columns, row, strict=True)

    @property
    def is_wide(self) -> bool:
        """Whether it has too many words for a telephone, so that its rows stand there as cards."""
        return len(self.headings) - self.numbers > FEW

    @property
    def is_crowded(self) -> bool:
        """Whether a print has to set it in small letters."""
        return len(self.headings) > MANY


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart by its figures, so that it can be kept: how it is drawn is said by `kind`.

    `is_alone`: its figures stand in a table of the same chapter, so it brings none.
    """

    kind: str
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    is_alone: bool = False

    @property
    def chart(self) -> Chart:
        """The chart with its sentence and its table."""
        return DRAWN[self.kind](self)

    @property
    def place(self) -> str:
        """Where its table stands, as the template's tag calls it."""
        if self.is_alone:
            return "alone"
        return "beside" if len(self.categories) <= MOST_BESIDE else "below"

    @property
    def table(self) -> Table:
        """Its figures as a table."""
        chart = self.chart
        headings = tuple(one or "Pozycja" for one in chart.headers)
        return Table(f"{self.title} – dane", headings, chart.rows, len(self.series))


def _bars(one: Picture) -> Chart:
    return bars(one.title, one.alt, one.categories, one.series, one.unit)


def _columns(one: Picture) -> Chart:
    return columns(one.title, one.alt, one.categories, one.series[0], one.unit)


def _stacks(one: Picture) -> Chart:
    return stacks(one.title, one.alt, one.categories, one.series, one.unit)


def _targets(one: Picture) -> Chart:
    return targets(one.title, one.alt, one.categories, one.series[0], one.series[1])


DRAWN: dict[str, Callable[[Picture], Chart]] = {
    "bars": _bars,
    "columns": _columns,
    "stacks": _stacks,
    "targets": _targets,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: heading, sentences, pictures, tables."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a report says; `signatures` are the functions of those who sign it."""

    letterhead: Letterhead
    watermark: str
    title: str
    facts: Facts
    sections: tuple[Section, ...]
    lead: str = ""
    summary: Facts = ()
    note: str = ""
    signatures: tuple[str, ...] = ()
