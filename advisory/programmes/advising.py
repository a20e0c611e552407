"""The register of what happens when somebody else advises a unit: later rooms add to it."""

from collections.abc import Callable

from advisory.programmes.models import Unit
from mkus_portal.act import Act

Change = Callable[[Act, Unit], None]
_changes: list[Change] = []


def register(change: Change) -> None:
    """Let a later room act when a unit's advisers change; called from a room's `apps.py`."""
    _changes.append(change)


def tell_rooms(act: Act, unit: Unit) -> None:
    """Tell the later rooms that other people advise the unit now; in the caller's transaction."""
    for one in _changes:
        one(act, unit)
