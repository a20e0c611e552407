"""Letters that we can print: what no vendored font holds becomes a visible empty box."""

from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

BOX = "□"
KEPT = frozenset("\t\n\r")
INVISIBLE = frozenset({"Cc", "Cf", "Mn"})


class Letters(dict[int, str | None]):
    """A table for `str.translate`: keeps the covered letters, fills itself as it is asked."""

    def __init__(self, covered: frozenset[int]) -> None:
        super().__init__()
        self.covered = covered

    def __missing__(self, letter: int) -> str | None:
        replacement: str | None = BOX
        if letter in self.covered or chr(letter) in KEPT:
            replacement = chr(letter)
        elif category(chr(letter)) in INVISIBLE:
            replacement = None
        self[letter] = replacement
        return replacement


@cache
def letters_of(fonts: tuple[Path, ...]) -> Letters:
    """Return the table of everything that one of the font files can draw."""
    covered: set[int] = set()
    for path in fonts:
        covered |= set(TTFont(BytesIO(path.read_bytes())).getBestCmap())
    return Letters(frozenset(covered))
