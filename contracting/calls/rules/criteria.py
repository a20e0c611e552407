"""The tree of criteria: groups with their parts, what counts and how, which points may be given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracting.calls.models import CallTask, Criterion
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Branch:
    """A criterion in its place: `number` is 2 or 2.1; a group is not scored itself."""

    number: str
    criterion: Criterion
    is_group: bool

    @property
    def is_part(self) -> bool:
        """Whether it stands in a group."""
        return self.criterion.parent_id is not None


def tree(criteria: Iterable[Criterion]) -> list[Branch]:
    """Return the criteria with their numbers, every group followed by its parts."""
    rows = sorted(criteria, key=lambda one: (one.position, one.pk or 0))
    parts: dict[int, list[Criterion]] = {}
    for one in rows:
        if one.parent_id is not None:
            parts.setdefault(one.parent_id, []).append(one)
    found = []
    for number, top in enumerate((one for one in rows if one.parent_id is None), 1):
        inside = parts.get(top.pk, [])
        found.append(Branch(str(number), top, bool(inside)))
        found += [
            Branch(f"{number}.{place}", one, is_group=False) for place, one in enumerate(inside, 1)
        ]
    return found


def branches_for(task: CallTask, criteria: Iterable[Criterion]) -> list[Branch]:
    """Return the branches that an offer for the task is assessed by, numbered among themselves."""
    return tree(one for one in criteria if one.task_id in {None, task.pk})


def points_of(task: CallTask, criteria: Iterable[Criterion]) -> Decimal:
    """Return the most points that an offer for the task can get, weights counted in."""
    return sum(
        (most_of(one.criterion) for one in branches_for(task, criteria) if not one.is_group),
        Decimal(0),
    )


def most_of(criterion: Criterion) -> Decimal:
    """Return what a criterion without parts adds at most; nothing where it only informs."""
    return criterion.max_points * criterion.weight if criterion.counts else Decimal(0)


def sum_of_parts(parts: Iterable[Criterion]) -> Decimal:
    """Return the points of a group."""
    return sum((most_of(one) for one in parts), Decimal(0)).quantize(CENT)


def points_fault(criterion: Criterion, points: Decimal) -> str:
    """Return what is wrong with points given for the criterion, in a sentence; empty if nothing."""
    most = criterion.max_points
    if not most:
        return "Za to kryterium nie daje się punktów. Wpisz tylko uzasadnienie."
    if points > most:
        return f"Najwyżej {_plain(most)} pkt za to kryterium."
    if points % criterion.points_step and points != most:
        step = _plain(criterion.points_step)
        return (
            f"Punkty daje się co {step}: na przykład {step}, {_plain(2 * criterion.points_step)}."
        )
    return ""


def fits_tree(criterion: Criterion, parts: Sequence[Criterion]) -> Verdict:
    """Whether the criterion can stand where it stands; `parts` are its own."""
    parent = criterion.parent
    if parent is not None and parent.pk == criterion.pk:
        return refused("Kryterium nie może być częścią samego siebie.")
    if parent is not None and parts:
        return refused("Kryterium, które samo ma części, nie może być częścią innego.")
    if parent is not None and parent.parent_id is not None:
        return refused("Wybierz kryterium główne: części nie dzieli się dalej.")
    if parent is not None and criterion.counts and not parent.counts:
        return refused(
            f"Kryterium „{parent}” tylko informuje, więc jego część też nie daje punktów."
        )
    if parts and not criterion.counts and any(one.counts for one in parts):
        return refused("Części tego kryterium dają punkty. Najpierw odznacz to w każdej z nich.")
    if criterion.counts and not criterion.max_points and not parts:
        return refused("Wpisz punkty albo zaznacz, że kryterium nie liczy się do punktów.")
    if most_of(criterion) % CENT:
        return refused("Punkty razy waga mogą mieć najwyżej dwa miejsca po przecinku.")
    return ALLOWED


def _plain(points: Decimal) -> str:
    """Return the points without idle zeros, with a comma."""
    return f"{points.normalize():f}".replace(".", ",")
