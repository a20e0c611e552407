"""What comes of a save: kept, or two texts to choose from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is kept; `version` is what the next save is based on."""

    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody saved the same place first: nothing is lost, the person picks one of two texts.

    Picking is a save based on `version`. `is_idle` when `mine` is the very text that it was based
    on: the person has changed nothing, so there is nothing to pick.
    """

    place: str
    mine: str
    theirs: str
    who: str
    version: int
    at: datetime
    is_idle: bool = False
