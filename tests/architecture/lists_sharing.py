"""How one more row of the library comes about."""

from itertools import count
from typing import Any

from contracting.analysis.models import SharedAnalysis
from tests.contracting.analysis import sharing_factories as sharing
from tests.contracting.surveys.factories import WROTE

_numbers = count(1)


def add_shared(people: Any) -> SharedAnalysis:
    """One more analysis that the neighbour shares."""
    act = people.act("neighbour_coordinator", WROTE)
    title = f"Sąsiedzka {next(_numbers)}"
    return sharing.share_existing(act, sharing.make_some(act, title=title))


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {"shared-list": ("adviser", add_shared)}
