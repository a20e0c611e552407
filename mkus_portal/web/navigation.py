"""The register of navigation entries: who sees which door."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from mkus_portal.act import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """A door in the header: its label, the page's name, for whom, and where in the row."""

    label: str
    url_name: str
    shown: Callable[[Act], bool]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Door:
    """An entry as the header shows it."""

    label: str
    url: str
    current: bool


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    """Add entries; called from a room's `apps.py`."""
    _entries.extend(entries)


def doors(act: Act, path: str) -> list[Door]:
    """Return the doors for the act, with the one of this page marked."""
    shown = sorted((entry for entry in _entries if entry.shown(act)), key=lambda entry: entry.order)
    found = [(entry.label, reverse(entry.url_name)) for entry in shown]
    inside = [url for _, url in found if path.startswith(url) and url != "/"]
    here = max(inside, key=len, default=path)
    return [Door(label, url, url == here) for label, url in found]
