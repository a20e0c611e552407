"""Steps of loading, and what earlier steps have made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from mkus_portal.act import NOWHERE, Act, Scope, ScopeKind
from mkus_portal.demo.loading.calendar import Calendar
from mkus_portal.demo.models import LoadedStep

Row = TypeVar("Row", bound=models.Model)
ORIGIN = "demo"


@dataclass
class World:
    """What has been made, by key; the anchor of all dates."""

    anchor: datetime
    made: dict[str, int] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The days counted from the anchor."""
        return Calendar(self.anchor)

    def keep(self, key: str, row: models.Model) -> None:
        """Remember a row under its key, in the transaction of the step."""
        LoadedStep.objects.create(key=key, object_id=row.pk, anchor=self.anchor)
        self.made[key] = row.pk

    def get(self, model: type[Row], key: str) -> Row:
        """Return the row as it is now. Raises KeyError for a step that was not made."""
        return model._default_manager.get(pk=self.made[key])  # noqa: SLF001 - Django's own

    def scope(self, kind: ScopeKind, key: str) -> Scope:
        """Return the holder that was made under the key."""
        return Scope(kind, self.made[key])

    def act(self, person: str, role: str, scope: Scope, at: datetime) -> Act:
        """Return the person (by address) acting in a role at the instant."""
        return Act(self.made[f"person:{person}"], role, scope, at, ORIGIN)

    def person_act(self, person: str, at: datetime) -> Act:
        """Return the person acting for nobody but themselves."""
        return self.act(person, "person", NOWHERE, at)


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of loading: when it happened and the actions that it calls; returns its row."""

    key: str
    at: datetime
    make: Callable[[World], models.Model]


def world_at(at: datetime) -> World:
    """Return what is loaded already; a first loading counts from the instant."""
    rows = list(LoadedStep.objects.all())
    anchor = rows[0].anchor if rows else at
    return World(anchor, {row.key: row.object_id for row in rows})


def run(world: World, steps: list[Step]) -> int:
    """Make the missing steps in the order of their instants; return how many there were.

    Each step is one transaction together with its key, so that an interrupted run can go on.
    """
    missing = [step for step in steps if step.key not in world.made]
    for step in sorted(missing, key=lambda one: one.at):
        known = dict(world.made)
        try:
            with transaction.atomic():
                world.keep(step.key, step.make(world))
        except Exception:
            world.made = known
            raise
    return len(missing)
