"""The groups of an owner whose answers can be compared, as a later room registers them.

A group is a plain label: its code is kept with a link and an answer, never a key to a row.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mkus_portal.act import Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class Group:
    """A unit of a programme; `places` are folded names of places that lie in it.

    `postcodes` are those of its office, `office` the office's key where it has one.
    """

    code: str
    name: str
    places: frozenset[str]
    postcodes: frozenset[str] = frozenset()
    office: int | None = None


_sources: dict[ScopeKind, Callable[[Scope], list[Group]]] = {}


def register(kind: ScopeKind, source: Callable[[Scope], list[Group]]) -> None:
    """Say where the groups of holders of the kind come from."""
    _sources[kind] = source


def groups_of(owner: Scope) -> list[Group]:
    """Return the owner's groups; none where it has no units."""
    return _sources[owner.kind](owner) if owner.kind in _sources else []


def names_of(owner: Scope) -> dict[str, str]:
    """Return each group's name by its code."""
    return {one.code: one.name for one in groups_of(owner)}
