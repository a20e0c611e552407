"""The register of navigation entries: who sees which door, and which doors share a fold."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from mkus_portal.act import Act

MOST_IN_A_ROW = 7


class Fold(StrEnum):
    """Doors of one kind of work, under one name when a row would not hold them all."""

    CALLS = "Konkursy i oferty"
    ANALYSES = "Analizy"
    CONTRACTS = "Umowy"
    SUPPORT = "Wsparcie"
    PEOPLE = "Osoby"


@dataclass(frozen=True, slots=True)
class Entry:
    """A door in the header: its label, the page's name, for whom, where in the row, which fold."""

    label: str
    url_name: str
    shown: Callable[[Act], bool]
    order: int = 50
    fold: Fold | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """An entry as the header shows it, or a fold with the doors `inside` and no address."""

    label: str
    url: str
    current: bool
    inside: tuple["Door", ...] = ()


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    """Add entries; called from a room's `apps.py`."""
    _entries.extend(entries)


def doors(act: Act, path: str) -> list[Door]:
    """Return the doors for the act, with the one of this page marked.

    A row that fits stays a row. A longer one folds what belongs together; a fold stands where its
    first door stood, and one door alone is not folded.
    """
    shown = sorted((entry for entry in _entries if entry.shown(act)), key=lambda entry: entry.order)
    found = [(entry, reverse(entry.url_name)) for entry in shown]
    ahead = [url for _, url in found if path.startswith(url) and url != "/"]
    here = max(ahead, key=len, default=path)
    row = [(entry.fold, Door(entry.label, url, url == here)) for entry, url in found]
    return [door for _, door in row] if len(row) <= MOST_IN_A_ROW else _folded(row)


def _folded(row: list[tuple[Fold | None, Door]]) -> list[Door]:
    by_fold: dict[object, list[Door]] = {}
    for at, (fold, door) in enumerate(row):
        by_fold.setdefault(at if fold is None else fold, []).append(door)
    return [_fold(name, inside) for name, inside in by_fold.items()]


def _fold(name: object, inside: list[Door]) -> Door:
    if len(inside) == 1:
        return inside[0]
    return Door(str(name), "", any(one.current for one in inside), tuple(inside))
