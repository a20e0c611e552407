"""The register of who gives and ends the roles of a kind of holder that has no administrator."""

from collections.abc import Callable

from mkus_portal.act import Act, Scope, ScopeKind
from mkus_portal.verdict import Verdict

Giver = Callable[[Act, Scope], Verdict]
_givers: dict[ScopeKind, Giver] = {}


def register(kind: ScopeKind, giver: Giver) -> None:
    """Say who gives the roles of the kind; called from the room's `apps.py`."""
    _givers[kind] = giver


def verdict_on(act: Act, scope: Scope) -> Verdict | None:
    """Return the room's word on the holder; None where its administrators decide."""
    giver = _givers.get(scope.kind)
    return giver(act, scope) if giver is not None else None
