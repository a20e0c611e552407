"""Who acts, for whom and when: one small frozen value, the first argument of every action."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Literal, NamedTuple, Self, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string

WARSAW = ZoneInfo("Europe/Warsaw")

ScopeKind = Literal["office", "organisation", "programme", "call", "none"]


class Scope(NamedTuple):
    """For whom somebody acts: the kind of the holder and its id."""

    kind: ScopeKind
    id: int | None


NOWHERE = Scope("none", None)


@dataclass(frozen=True, slots=True)
class Act:
    """Ids, not objects. `at` is aware: the arrival at the trusted proxy, else at Django."""

    user: int | None
    role: str
    scope: Scope
    at: datetime
    origin: str = "web"

    @classmethod
    def system(cls, at: datetime) -> Self:
        """Return the portal itself acting, for Celery and commands."""
        return cls(user=None, role="system", scope=NOWHERE, at=at, origin="system")

    @classmethod
    def public(cls, at: datetime) -> Self:
        """Return a visitor who has not signed in."""
        return cls(user=None, role="public", scope=NOWHERE, at=at)

    @property
    def day(self) -> date:
        """The calendar day in Warsaw on which the act takes place."""
        return self.at.astimezone(WARSAW).date()

    def holds(self, *roles: str) -> bool:
        """Whether the act is done in one of the roles."""
        return self.role in roles

    def acts_for(self, kind: ScopeKind, holder: int | None) -> bool:
        """Whether the act is done for the holder of that kind and id."""
        return holder is not None and self.scope == Scope(kind, holder)

    def later(self, at: datetime) -> Self:
        """Return the same act at another instant."""
        return replace(self, at=at)


@cache
def _clock(path: str) -> Callable[[], datetime]:
    return cast("Callable[[], datetime]", import_string(path))


def now() -> datetime:
    """Return the portal's time. Only the edge asks: views' middleware, Celery tasks, commands."""
    return _clock(settings.PORTAL_CLOCK)()
