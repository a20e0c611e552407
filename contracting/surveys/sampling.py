"""Drawing organisations of each unit from the register: the same seed gives the same list."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from contracting.surveys.groups import Group, groups_of
from contracting.surveys.models import Survey
from mkus_portal.folding import folded
from ngos.models import Organisation


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit's part: how many organisations could be drawn, and which were."""

    group: Group
    known: int
    organisations: tuple[Organisation, ...]


def draw(survey: Survey, per_group: int, seed: str) -> list[Drawn]:
    """Return for each unit of the owner up to `per_group` organisations; one query.

    Drawn from those that have an address and their seat in a place of the unit, each for the first
    unit that has it.
    """
    groups = groups_of(survey.owner)
    frame: dict[str, list[Organisation]] = {one.code: [] for one in groups}
    for organisation in Organisation.objects.exclude(email="").order_by("pk"):
        place = folded(organisation.seat_place)
        home = next((one.code for one in groups if place in one.places), None)
        if home is not None:
            frame[home].append(organisation)
    return [
        Drawn(one, len(frame[one.code]), sampled(frame[one.code], per_group, f"{seed}/{one.code}"))
        for one in groups
    ]


def sampled(rows: Sequence[Organisation], count: int, seed: str) -> tuple[Organisation, ...]:
    """Return up to `count` of the rows by name, the same ones for the same seed."""
    picked = Random(seed).sample(list(rows), min(count, len(rows)))  # noqa: S311 - no secret
    return tuple(sorted(picked, key=lambda one: (one.name_folded, one.pk)))


def digest_of(drawn: Sequence[Drawn]) -> str:
    """Return a short digest of the list: what was shown is what is sent."""
    said = ";".join(f"{row.group.code}:{one.pk}" for row in drawn for one in row.organisations)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
