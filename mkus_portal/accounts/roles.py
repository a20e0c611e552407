"""The register of roles and of the holders for whom somebody may act."""

from collections.abc import Callable
from dataclasses import dataclass

from mkus_portal.act import ScopeKind


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its code, its Polish name, the kind of holder, one sentence on what it is for.

    Whoever `administers` invites people and ends their roles. Such a role, and one that `decides`
    or signs, is taken only by the reader of the invited address.
    """

    code: str
    label: str
    scope_kind: ScopeKind
    sentence: str
    administers: bool = False
    decides: bool = False

    @property
    def is_personal(self) -> bool:
        """Whether nobody but the invited person may take the role."""
        return self.administers or self.decides


_roles: dict[str, Role] = {}
_names: dict[ScopeKind, Callable[[int], str]] = {}


def register(*roles: Role) -> None:
    """Make roles known; called from a room's `apps.py`."""
    for role in roles:
        _roles[role.code] = role


def register_holder(kind: ScopeKind, name: Callable[[int], str]) -> None:
    """Say how the holder of a kind is named, given its id."""
    _names[kind] = name


def all_roles() -> list[Role]:
    """Return every role in the order of registration."""
    return list(_roles.values())


def roles_of(kind: ScopeKind) -> list[Role]:
    """Return the roles that one may hold for a holder of this kind."""
    return [role for role in _roles.values() if role.scope_kind == kind]


def admin_roles(kind: ScopeKind) -> tuple[str, ...]:
    """Return the codes of the roles that administer a holder of this kind."""
    return tuple(role.code for role in roles_of(kind) if role.administers)


def is_personal(code: str) -> bool:
    """Return whether an invitation to the role is for the reader of its address alone."""
    return code in _roles and _roles[code].is_personal


def role_label(code: str) -> str:
    """Return the Polish name of a role; the code itself for one that is not known."""
    return _roles[code].label if code in _roles else code


def holder_name(kind: ScopeKind, holder: int | None) -> str:
    """Return the name of the holder, empty where there is none."""
    if holder is None or kind not in _names:
        return ""
    return _names[kind](holder)
