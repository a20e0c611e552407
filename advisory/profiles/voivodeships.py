"""The sixteen voivodeships as a map of tiles: our own rough grid of four by four, pure.

The order is that of reading: from the north down, in each row from the west. So the same list is a
map to the eye and a list to a screen reader. Codes are the first two digits of TERYT.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DARKEST = 4
SOFT_HYPHEN = "\u00ad"
UNKNOWN = "nieznane"
UNKNOWN_LABEL = "nieznane"


@dataclass(frozen=True, slots=True)
class Voivodeship:
    """A tile: the code, the name, and the name with a soft hyphen where a narrow tile breaks it."""

    code: str
    name: str
    shown: str


def _tile(code: str, *parts: str) -> Voivodeship:
    return Voivodeship(code, "".join(parts), SOFT_HYPHEN.join(parts))


MAP = (
    _tile("32", "zachodnio", "pomorskie"),
    _tile("22", "pomorskie"),
    _tile("28", "warmińsko-mazurskie"),
    _tile("20", "podlaskie"),
    _tile("08", "lubuskie"),
    _tile("30", "wielko", "polskie"),
    _tile("04", "kujawsko-pomorskie"),
    _tile("14", "mazo", "wieckie"),
    _tile("02", "dolno", "śląskie"),
    _tile("10", "łódzkie"),
    _tile("26", "święto", "krzyskie"),
    _tile("06", "lubelskie"),
    _tile("16", "opolskie"),
    _tile("24", "śląskie"),
    _tile("12", "mało", "polskie"),
    _tile("18", "pod", "karpackie"),
)
NAMES = {one.code: one.name for one in MAP}


@dataclass(frozen=True, slots=True)
class Tile:
    """A voivodeship with its units; `level` from 0 (none) to 4 (the most) is how dark it is."""

    place: Voivodeship
    count: int
    level: int
    is_chosen: bool


def name_of(code: str) -> str:
    """Return the voivodeship's name; a word that says so for a code that is none."""
    return NAMES.get(code, UNKNOWN_LABEL)


def tiles(counts: Mapping[str, int], chosen: str = "") -> list[Tile]:
    """Return the map; `counts` by code."""
    most = max((counts.get(one.code, 0) for one in MAP), default=0)
    return [
        Tile(one, count, _level(count, most), one.code == chosen)
        for one in MAP
        for count in (counts.get(one.code, 0),)
    ]


def _level(count: int, most: int) -> int:
    return -(-count * DARKEST // most) if count else 0


def unknown(counts: Mapping[str, int]) -> int:
    """Return how many units stand nowhere on the map."""
    return sum(count for code, count in counts.items() if code not in NAMES)
