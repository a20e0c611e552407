"""The refusal of a file, and how much of it may be unpacked."""

from dataclasses import dataclass
from typing import NoReturn

MEGABYTE = 1024 * 1024
UNPACKED = 200 * MEGABYTE
MEMBERS = 3000
PACKED_TOO_WELL = "archiwum po rozpakowaniu jest zbyt duże."


class Unfit(Exception):  # noqa: N818 - an answer to a person, not an error
    """The file cannot be taken; the text is the end of a Polish sentence that says why."""


def refuse(reason: str) -> NoReturn:
    """Raise Unfit with the reason."""
    raise Unfit(reason)


@dataclass(slots=True)
class Budget:
    """What all that is packed into one file may come to, however deep."""

    size: int = UNPACKED
    members: int = MEMBERS

    def spend(self, size: int) -> None:
        """Take away unpacked bytes. Raises Unfit when there are none left."""
        self.size -= size
        if self.size < 0:
            refuse(PACKED_TOO_WELL)

    def count(self, members: int) -> None:
        """Take away members. Raises Unfit when there are none left."""
        self.members -= members
        if self.members < 0:
            refuse("archiwum zawiera zbyt wiele plików.")
