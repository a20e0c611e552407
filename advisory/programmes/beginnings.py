"""The register of what happens when a unit begins: later rooms add to it."""

from collections.abc import Callable

from advisory.programmes.models import Unit
from mkus_portal.act import Act

Beginning = Callable[[Act, Unit], None]
_beginnings: list[Beginning] = []


def register(beginning: Beginning) -> None:
    """Let a later room act when a unit begins; called from a room's `apps.py`."""
    _beginnings.append(beginning)


def begin(act: Act, unit: Unit) -> None:
    """Tell the later rooms that the unit begins; in the transaction of the signing."""
    for one in _beginnings:
        one(act, unit)
