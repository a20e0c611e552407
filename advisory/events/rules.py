"""People by sector, and people never counted twice: pure calculation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from advisory.events.models import SECTOR_COLUMNS, Event, Sector
from mkus_portal.folding import folded

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class People:
    """People of one event, or of several: registered who came, and counted by hand, by sector."""

    registered: Mapping[str, int]
    by_hand: Mapping[str, int]

    def of(self, sector: str) -> int:
        """Return how many came from the sector."""
        return self.registered[sector] + self.by_hand[sector]

    @property
    def all_registered(self) -> int:
        """How many of those who registered came."""
        return sum(self.registered.values())

    @property
    def all_by_hand(self) -> int:
        """How many have numbers only."""
        return sum(self.by_hand.values())

    @property
    def total(self) -> int:
        """How many came: office + organisations + universities + others."""
        return self.all_registered + self.all_by_hand

    @property
    def rows(self) -> list[tuple[str, int, int, int]]:
        """The sectors: label, registered, by hand, together."""
        return [
            (one.label, self.registered[one], self.by_hand[one], self.of(one)) for one in Sector
        ]


def people_of(events: Iterable[Any]) -> People:
    """Return the people of events that were read `with_presence`."""
    found = list(events)
    return People(
        {one.value: sum(getattr(row, f"present_{one}") for row in found) for one in Sector},
        {one.value: sum(getattr(row, SECTOR_COLUMNS[one]) for row in found) for one in Sector},
    )


def person_key(full_name: str, email: str, comes_from: str) -> str:
    """Return by what somebody is known at another event: the address, else name and whence."""
    if email:
        return email.strip().casefold()
    return f"{folded(full_name)}|{folded(comes_from)}"


def different_people(rows: Iterable[tuple[str, str, str]]) -> int:
    """Return how many people stand behind the rows `(full_name, email, comes_from)`."""
    return len({person_key(*row) for row in rows})


def days_between(first: date, last: date) -> list[date]:
    """Return every day from the first to the last."""
    return [first + ONE_DAY * offset for offset in range((last - first).days + 1)]


def next_code(taken: Iterable[str]) -> str:
    """Return the next free code of the series E001, E002 and so on."""
    known = set(taken)
    number = len(known) + 1
    while f"E{number:03d}" in known:
        number += 1
    return f"E{number:03d}"


def is_two_day_training(event: Event) -> bool:
    """Whether it is a training for an office that lasts two days (mkus.md 7.4)."""
    return event.kind == Event.Kind.OFFICE_TRAINING and event.days_long == 2  # noqa: PLR2004 - two days, by its definition
