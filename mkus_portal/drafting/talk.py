"""What a room says about talk over its drafts: who may, where places stand, who is told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mkus_portal.act import Act
from mkus_portal.verdict import Verdict

SECTION = "@"
OFFICE_SIDE, OTHER_SIDE = "office", "outside"


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a form: its address, and the fields and tables (by code) that stand on it."""

    code: str
    title: str
    url: str
    items: frozenset[str]


def side_of(act: Act) -> str:
    """Return the office's side, with its commissions, or the other one: NGOs and their advisers.

    What one side says in a draft that both may read never reaches the other.
    """
    return OFFICE_SIDE if act.scope.kind in {"office", "call"} else OTHER_SIDE


def one_side(act: Act, obj: Any) -> str:  # noqa: ANN401 - any room's object
    """Return the one side of a draft that is a single team's, whoever of it acts."""
    return ""


def two_sides(act: Act, obj: Any) -> str:  # noqa: ANN401 - any room's object
    """Return the side of a draft that an office and an organisation may both read."""
    return side_of(act)


@dataclass(frozen=True, slots=True)
class Talk:
    """Who talks over a kind of draft.

    `may_comment(act, obj)` is asked besides reading; once the draft is frozen it says why not.
    `steps(obj)` are the form's pages. `team(act, obj, side)` are the people of a side, by id,
    who may read the draft at the act's instant: nobody else is told of comments. `guests` are those
    of them who were let in by a Key: they are always told. `owners` are told while nobody has
    written anything yet; without it the whole team. Where not everybody who reads the draft takes
    part in the work on it, `may_read(act, obj)` says who also sees the comments and who is here.
    """

    may_comment: Callable[[Act, Any], Verdict]
    steps: Callable[[Any], Sequence[Step]]
    team: Callable[[Act, Any, str], Iterable[int]]
    guests: Callable[[Act, Any, str], Iterable[int]] | None = None
    side: Callable[[Act, Any], str] = two_sides
    may_read: Callable[[Act, Any], Verdict] | None = None
    owners: Callable[[Act, Any, str], Iterable[int]] | None = None
