"""A sheet that charts are drawn on, by matplotlib: points from the top left, our own letters.

A sheet is as narrow as a telephone, so that its letters are read there and in print. Text stays
text: the page's picture carries the portal's font with it, a print has it already. Whatever is
drawn is placed by the widths of that font's letters, so nothing is measured by drawing it twice.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from matplotlib.artist import Artist

INK, QUIET, LINE, PALE, PAPER = "#20282a", "#4d5856", "#857b68", "#dbd0bc", "#ffffff"
WIDTH = 290.0
EDGE = 2.0
SIZE, SMALL = 11.0, 9.5
DOTS = 220  # in an inch
LEADING = 1.28
RISE = 0.35  # of the letters' size: from the middle of a capital down to its foot
SALT = "mkus-portal"
LAID_OUT_IN, FAMILY = "DejaVu Sans", "'Portal Sans', 'Rest Sans', sans-serif"
FONT = settings.BASE_DIR / "static" / "fonts" / "portal-sans-regular.woff2"
UNKNOWN = 0.62  # of the letters' size: as wide as a letter that the font does not have
UNTURNED = re.compile(r' transform="rotate\(-0 [^"]*"')
COMMON = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüéáíčšžěřůßÄÖÜÉ\u00a0§°±²³½×–—‘’„”“…€−≤≥←↑→↓"
)
Point = tuple[float, float]
Side = Literal["left", "center", "right"]
Dash = Literal["-", "--", ":"]
_lock = Lock()


@cache
def library() -> Any:  # noqa: ANN401 - the module
    """Return matplotlib, set up once: it is big, so whoever draws nothing does not load it."""
    import matplotlib as mpl  # noqa: PLC0415 - loaded by the first chart alone

    mpl.use("svg")
    mpl.rcParams.update(
        {
            "svg.hashsalt": SALT,
            "svg.fonttype": "none",
            "font.family": LAID_OUT_IN,
            "hatch.linewidth": 0.8,
        }
    )
    return mpl


@cache
def _widths() -> dict[int, float]:
    """Return how wide each letter of the portal's font is, as a part of its size."""
    font = TTFont(BytesIO(FONT.read_bytes()))
    whole, advances = font["head"].unitsPerEm, font["hmtx"]
    return {code: advances[name][0] / whole for code, name in font.getBestCmap().items()}


@cache
def letters() -> str:
    """Return the style sheet that gives a picture outside a page the portal's letters."""
    kept = b64encode(_common_letters()).decode()
    source = f"url(data:font/woff2;base64,{kept}) format('woff2')"
    return f"<style>@font-face{{font-family:'Portal Sans';src:{source}}}</style>"


def _common_letters() -> bytes:
    """Return the font with what Polish charts write; every picture on a page carries it."""
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415 - pages alone

    chosen = subset.Options(flavor="woff2", layout_features=[], drop_tables=["BASE", "GDEF"])
    font = subset.load_font(BytesIO(FONT.read_bytes()), chosen)
    cutter = subset.Subsetter(chosen)
    cutter.populate(text=COMMON)
    cutter.subset(font)
    written = BytesIO()
    subset.save_font(font, written, chosen)
    return written.getvalue()


@cache
def _lettering() -> str:
    """Return the family of the portal's letters, known to the library from now on.

    It reads fonts of offices only, from files: ours is unpacked once into its own cache.
    """
    mpl = library()
    from matplotlib import font_manager  # noqa: PLC0415 - loaded by the first picture alone

    packed = FONT.read_bytes()
    path = Path(mpl.get_cachedir()) / f"portal-sans-{sha256(packed).hexdigest()[:16]}.ttf"
    if not path.exists():
        font = TTFont(BytesIO(packed))
        font.flavor = None
        with NamedTemporaryFile(dir=path.parent, delete=False) as unpacked:
            font.save(unpacked)
        Path(unpacked.name).replace(path)
    font_manager.fontManager.addfont(path)
    family: str = font_manager.FontProperties(fname=path).get_name()
    return family


def width_of(text: str, size: float = SIZE) -> float:
    """Return the width of one line in points."""
    widths = _widths()
    return size * sum(widths.get(ord(letter), UNKNOWN) for letter in text)


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """Return a text in lines of at most `width` points; a longer word is cut."""
    lines = [""]
    for word in (piece for one in text.split(" ") for piece in _pieces(one, width, size)):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """Yield a word in pieces that fit."""
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def shortened(text: str, width: float, size: float = SIZE) -> str:
    """Return a text that fits in one line, with a sign where its end is left out."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _short(point: Point) -> Point:
    """Return a point in tenths: nobody sees more, and the picture says it in fewer letters."""
    return round(point[0], 1), round(point[1], 1)


class Sheet:
    """A sheet that keeps nothing: whatever is drawn on it only tells how high it comes.

    y grows downwards; whoever draws returns the height.
    """

    def box(
        self, at: Point, size: Point, fill: str, edge: str = "none", *, hatch: str = ""
    ) -> None:
        """Draw a rectangle from its upper left corner."""

    def shape(self, points: Sequence[Point], fill: str, edge: str = "none") -> None:
        """Draw a closed shape."""

    def line(
        self, points: Sequence[Point], colour: str = LINE, width: float = 0.8, dash: Dash = "-"
    ) -> None:
        """Draw a line through points."""

    def ring(self, at: Point, radius: float, colour: str) -> None:
        """Draw an empty circle."""

    def say(
        self, at: Point, text: str, size: float = SIZE, side: Side = "left", colour: str = INK
    ) -> None:
        """Write a line whose capitals' middle is at a height."""

    def mark(self, at: Point, kind: str, colour: str) -> None:
        """Draw a mark: „hollow” a ring, „solid” a full diamond, „square” a full square."""
        x, y = at
        if kind == "hollow":
            self.ring(at, 4.4, colour)
        elif kind == "solid":
            far = 5.6
            self.shape([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], colour, PAPER)
        else:
            self.box((x - 4, y - 4), (8, 8), colour, PAPER)

    def tell(
        self,
        at: Point,
        lines: Sequence[str],
        size: float = SIZE,
        side: Side = "left",
        colour: str = INK,
    ) -> float:
        """Write lines from a height down; return the height below them."""
        x, y = at
        for line in lines:
            self.say((x, y + size * LEADING / 2), line, size, side, colour)
            y += size * LEADING
        return y


class Canvas(Sheet):
    """A sheet whose drawing becomes an SVG document."""

    def __init__(self) -> None:
        library()
        from matplotlib.figure import Figure  # noqa: PLC0415 - loaded by the first chart alone

        self._figure = Figure(figsize=(WIDTH / 72, 1))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._count = 0

    def _add(self, artist: "Artist") -> None:
        self._count += 1
        artist.set_zorder(self._count)
        artist.set_clip_on(False)
        self._axes.add_artist(artist)

    def box(
        self, at: Point, size: Point, fill: str, edge: str = "none", *, hatch: str = ""
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415 - as above

        (width, height), corner = _short(size), _short(at)
        self._add(
            Rectangle(
                corner,
                width,
                height,
                facecolor=fill,
                edgecolor=edge,
                linewidth=0.9,
                hatch=hatch or None,
            )
        )

    def shape(self, points: Sequence[Point], fill: str, edge: str = "none") -> None:
        """Draw a closed shape."""
        from matplotlib.patches import Polygon  # noqa: PLC0415 - as above

        corners = [_short(one) for one in points]
        self._add(Polygon(corners, facecolor=fill, edgecolor=edge, linewidth=1.2))

    def line(
        self, points: Sequence[Point], colour: str = LINE, width: float = 0.8, dash: Dash = "-"
    ) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D  # noqa: PLC0415 - as above

        across, down = zip(*map(_short, points), strict=True)
        self._add(Line2D(across, down, color=colour, linewidth=width, linestyle=dash))

    def ring(self, at: Point, radius: float, colour: str) -> None:
        """Draw an empty circle."""
        from matplotlib.patches import Circle  # noqa: PLC0415 - as above

        self._add(Circle(_short(at), radius, facecolor=PAPER, edgecolor=colour, linewidth=2))

    def say(
        self, at: Point, text: str, size: float = SIZE, side: Side = "left", colour: str = INK
    ) -> None:
        """Write a line whose capitals' middle is at a height."""
        from matplotlib.text import Text  # noqa: PLC0415 - as above

        x, y = _short((at[0], at[1] + size * RISE))
        words = Text(x, y, text, color=colour, parse_math=False)
        words.set_fontsize(size)
        words.set_horizontalalignment(side)
        self._add(words)

    def svg(self, height: float) -> str:
        """Return the sheet as an SVG document without a date and a maker's name."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - as above

        self._set_size(height)
        target = BytesIO()
        with _lock:
            canvas: Any = FigureCanvasSVG(self._figure)
            canvas.print_svg(target, metadata={"Date": None, "Creator": None})
        text = target.getvalue().decode().replace(f"'{LAID_OUT_IN}'", FAMILY)
        return UNTURNED.sub("", text[text.index("<svg") :].rstrip()) + "\n"

    def png(self, height: float) -> bytes:
        """Return the sheet in dots, in the portal's letters, without a date and a maker's name."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - as above
        from matplotlib.text import Text  # noqa: PLC0415 - as above

        self._set_size(height)
        families = [_lettering(), LAID_OUT_IN]
        for words in self._figure.findobj(Text):
            words.set_fontfamily(families)
        target = BytesIO()
        with _lock:
            canvas: Any = FigureCanvasAgg(self._figure)
            self._figure.set_dpi(DOTS)
            canvas.print_png(target, metadata={"Software": None})
        return target.getvalue()

    def _set_size(self, height: float) -> None:
        self._figure.set_size_inches(WIDTH / 72, height / 72)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
