"""What every chart is and how it is drawn: by matplotlib, the same input giving the same bytes."""

import textwrap
from base64 import b64encode
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from mkus_portal.web import wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, QUIET, LINE = "#20282a", "#535c5b", "#857b68"
COLOURS = ("#1b5045", "#c98a1b", "#9a3a22", "#6f9f8f", "#535c5b", "#e0b872", "#2b5c2e", "#b9a98a")
HATCHES = ("", "//", "..", "xx", "\\\\", "--", "++", "oo")
MARKERS = ("o", "s", "^", "D", "v", "P")
WIDTH = 7.2
WRAPPED = 34
SALT = "mkus-portal"
NO_DATA = "Nie ma jeszcze danych do wykresu."
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the picture, what it says in a sentence, and its figures as a table.

    `svg` is a whole SVG document; nothing in it refers to anything outside.
    """

    title: str
    alt: str
    svg: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def address(self) -> str:
        """Return the picture as a data address for `<img>`."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one for each category; None where there is none."""

    label: str
    values: tuple[Decimal | None, ...]


@cache
def library() -> Any:  # noqa: ANN401 - the module
    """Return matplotlib, set up once: it is big, so whoever draws nothing does not load it."""
    import matplotlib as mpl  # noqa: PLC0415 - loaded by the first chart alone

    mpl.use("svg")
    mpl.rcParams.update(
        {
            "svg.hashsalt": SALT,
            "svg.fonttype": "path",
            "path.simplify": True,
            "font.family": "DejaVu Sans",
            "font.size": 10,
            "text.color": INK,
            "axes.edgecolor": LINE,
            "axes.labelcolor": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.unicode_minus": True,
            "xtick.color": INK,
            "ytick.color": INK,
            "hatch.linewidth": 0.6,
            "legend.frameon": False,
        }
    )
    return mpl


def figure(height: float, **axes: Any) -> "tuple[Figure, Axes]":
    """Return an empty figure of the page's width with its axes; `height` in inches."""
    library()
    from matplotlib.figure import Figure  # noqa: PLC0415 - loaded by the first chart alone

    drawn = Figure(figsize=(WIDTH, height), layout="constrained")
    return drawn, drawn.add_subplot(**axes)


def svg_of(drawn: "Figure") -> str:
    """Return a figure as an SVG document without a date and a maker's name."""
    target = BytesIO()
    with _lock:
        drawn.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    text = target.getvalue().decode()
    return text[text.index("<svg") :].rstrip() + "\n"


def empty(title: str) -> Chart:
    """Return a chart that says that there is nothing to draw."""
    drawn, axes = figure(1.2)
    axes.set_axis_off()
    axes.text(0.5, 0.5, NO_DATA, ha="center", va="center", color=QUIET)
    return Chart(title, f"{title}: {NO_DATA}", svg_of(drawn), (), ())


def wrapped(text: str, width: int = WRAPPED) -> str:
    """Return a label in lines that fit beside a chart."""
    return "\n".join(textwrap.wrap(text, width)) or text


def shown(value: Decimal | None, unit: str = "") -> str:
    """Return a value as people read it, „brak” for none."""
    if value is None:
        return "brak"
    text = wording.money(value) if unit == "zł" else wording.number(value)
    return text if unit in {"", "zł"} else f"{text}\u00a0{unit}"


def number(value: Decimal | None) -> float:
    """Return a value for drawing; nothing is drawn as zero."""
    return 0.0 if value is None else float(value)


def with_thousands(axis: Any, unit: str) -> None:  # noqa: ANN401 - matplotlib's axis
    """Write the ticks of an axis as Poles write numbers."""
    axis.set_major_formatter(lambda value, _position: _tick(value))
    if unit:
        axis.set_label_text(unit)


def _tick(value: float) -> str:
    text = f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return text.rstrip("0").rstrip(",").replace("-", "\u2212")
