"""Drawing organisations of each unit from the register: the same recipe gives the same list."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from contracting.surveys.groups import Group, groups_of
from contracting.surveys.models import Draw, Survey
from mkus_portal.folding import folded
from ngos.models import Organisation, TrackRecord


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a list is drawn from.

    `by_work`: also organisations with a seat elsewhere to which the unit's office has contracted a
    task. `is_fresh`: none that an earlier draw of the owner took. No legal form: any.
    """

    per_group: int
    seed: str
    by_work: bool = False
    is_fresh: bool = False
    legal_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit's part: how many organisations could be drawn, and which were.

    `from_elsewhere`: keys of those that work in the unit and have their seat outside.
    """

    group: Group
    known: int
    organisations: tuple[Organisation, ...]
    from_elsewhere: frozenset[int]


def draw(survey: Survey, recipe: Recipe, before: Draw | None = None) -> list[Drawn]:
    """Return for each unit of the owner up to `per_group` organisations; a handful of queries.

    An organisation that has an address is drawn for one unit: where its seat is (the place, else
    the post code of the office), else, `by_work`, the first with a task of it. `before` repeats an
    earlier draw: later ones take nobody away.
    """
    groups = groups_of(survey.owner)
    frame: dict[str, list[Organisation]] = {one.code: [] for one in groups}
    homes = _Homes(groups, works=_works(groups) if recipe.by_work else {})
    elsewhere = set()
    for organisation in _register(survey, recipe, before):
        home, is_seat = homes.of(organisation)
        if home is None:
            continue
        frame[home].append(organisation)
        if not is_seat:
            elsewhere.add(organisation.pk)
    return [_drawn(one, frame[one.code], recipe, elsewhere) for one in groups]


def _drawn(group: Group, rows: list[Organisation], recipe: Recipe, elsewhere: set[int]) -> Drawn:
    picked = sampled(rows, recipe.per_group, f"{recipe.seed}/{group.code}")
    return Drawn(group, len(rows), picked, frozenset(one.pk for one in picked) & elsewhere)


def _register(survey: Survey, recipe: Recipe, before: Draw | None) -> Iterable[Organisation]:
    rows = Organisation.objects.exclude(email="")
    if recipe.legal_forms:
        rows = rows.filter(legal_form__in=recipe.legal_forms)
    if recipe.is_fresh:
        earlier = Draw.objects.filter(survey__in=Survey.objects.owned_by(survey.owner))
        if before is not None:
            earlier = earlier.filter(pk__lt=before.pk)
        rows = rows.exclude(pk__in=earlier.values("organisations"))
    return rows.order_by("pk")


class _Homes:
    """In which unit an organisation is drawn."""

    def __init__(self, groups: Sequence[Group], works: dict[int, str]) -> None:
        self.groups, self.works = groups, works

    def of(self, organisation: Organisation) -> tuple[str | None, bool]:
        """Return the unit's code and whether the seat is there; None of no unit."""
        place = folded(organisation.seat_place)
        for one in self.groups:
            if place in one.places:
                return one.code, True
        for one in self.groups:
            if organisation.seat_postcode in one.postcodes:
                return one.code, True
        return self.works.get(organisation.pk), False


def _works(groups: Sequence[Group]) -> dict[int, str]:
    """Return the first unit, by its name, whose office has contracted a task to the organisation.

    The key is the organisation's.
    """
    offices = {one.office: one.code for one in reversed(groups) if one.office is not None}
    order = {one.code: number for number, one in enumerate(groups)}
    rows = TrackRecord.objects.filter(office__in=offices).order_by()
    found: dict[int, str] = {}
    for organisation, office in rows.values_list("organisation", "office").distinct():
        code = offices[office]
        if organisation not in found or order[code] < order[found[organisation]]:
            found[organisation] = code
    return found


def sampled(rows: Sequence[Organisation], count: int, seed: str) -> tuple[Organisation, ...]:
    """Return up to `count` of the rows by name, the same ones for the same seed."""
    picked = Random(seed).sample(list(rows), min(count, len(rows)))  # noqa: S311 - no secret
    return tuple(sorted(picked, key=lambda one: (one.name_folded, one.pk)))


def digest_of(drawn: Sequence[Drawn]) -> str:
    """Return a short digest of the list: what was shown is what is sent."""
    said = ";".join(f"{row.group.code}:{one.pk}" for row in drawn for one in row.organisations)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def recipe_of(row: Draw) -> Recipe:
    """Return the recipe that a draw was made by."""
    return Recipe(
        row.per_group, row.seed, row.by_work, row.is_fresh, tuple(row.legal_forms.split())
    )
