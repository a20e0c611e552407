"""What an announcement still lacks (art. 13 ust. 2 UDPPiW), and what deserves a second look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from contracting.calls.models import Call, CallTask, Criterion, PreviousTask
from contracting.calls.rules.criteria import branches_for, points_of, sum_of_parts
from contracting.calls.rules.terms import Terms, fits_form, terms_of, warsaw_day
from mkus_portal.law.working_days import is_working_day
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

WHOLE = Decimal(100)


class Item(StrEnum):
    """The seven compulsory items of an announcement, in the act's order."""

    TASK_TYPE = "rodzaj zadania"
    FUNDS = "wysokość środków publicznych"
    AWARD_RULES = "zasady przyznawania dotacji"
    CONDITIONS = "terminy i warunki realizacji zadania"
    DEADLINE = "termin składania ofert"
    SELECTION = "tryb i kryteria wyboru oraz termin wyboru ofert"
    PREVIOUS = "zadania zrealizowane w tym i w poprzednim roku"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: the item, the sentence, and the page and field where it is filled in.

    `page` is basics, task, tasks, criteria, previous or text; `task` is the task's id for a task.
    """

    item: Item
    sentence: str
    page: str
    field: str = ""
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A call with all that its announcement is made from."""

    call: Call
    tasks: Sequence[CallTask]
    criteria: Sequence[Criterion]
    previous: Sequence[PreviousTask]


def gaps(contents: Contents) -> list[Gap]:
    """Return every gap of the seven items, in the act's order (R03)."""
    found = [*_call_gaps(contents)]
    for task in contents.tasks:
        found += _task_gaps(task, contents.criteria)
    order = list(Item)
    return sorted(found, key=lambda gap: order.index(gap.item))


def _call_gaps(contents: Contents) -> Iterator[Gap]:
    call = contents.call
    if not contents.tasks:
        yield Gap(Item.TASK_TYPE, "Dodaj co najmniej jedno zadanie.", "tasks")
    for item, field, sentence in (
        (Item.AWARD_RULES, "award_rules", "Opisz zasady przyznawania dotacji."),
        (Item.CONDITIONS, "conditions", "Opisz warunki realizacji zadania."),
        (Item.SELECTION, "selection_rules", "Opisz tryb wyboru ofert."),
    ):
        if not getattr(call, field).strip():
            yield Gap(item, sentence, "text", field)
    if call.deadline_at is None:
        yield Gap(Item.DEADLINE, "Podaj termin składania ofert.", "basics", "deadline_at")
    if call.decision_on is None:
        yield Gap(Item.SELECTION, "Podaj termin wyboru ofert.", "basics", "decision_on")
    if not contents.criteria:
        yield Gap(Item.SELECTION, "Dodaj kryteria wyboru ofert.", "criteria")
    if not contents.previous and not call.first_time:
        sentence = (
            "Wpisz zadania tego samego rodzaju z tego i poprzedniego roku albo zaznacz,"
            " że zlecane są pierwszy raz."
        )
        yield Gap(Item.PREVIOUS, sentence, "previous")


def _task_gaps(task: CallTask, criteria: Sequence[Criterion]) -> Iterator[Gap]:
    terms = terms_of(task)
    name = f"Zadanie „{task}”: "
    if not task.spheres.all():
        yield Gap(Item.TASK_TYPE, f"{name}wybierz sferę zadań.", "task", "spheres", task.pk)
    if terms.pool is None:
        yield Gap(Item.FUNDS, f"{name}podaj pulę środków.", "task", "pool", task.pk)
    if not terms.forms:
        yield Gap(Item.AWARD_RULES, f"{name}wybierz formę zlecenia.", "task", "forms", task.pk)
    for field, missing in (("realization_from", "początek"), ("realization_to", "koniec")):
        if getattr(terms, field) is None:
            sentence = f"{name}podaj {missing} okresu realizacji."
            yield Gap(Item.CONDITIONS, sentence, "task", field, task.pk)
    mine = branches_for(task, criteria)
    if criteria and not mine:
        yield Gap(Item.SELECTION, f"{name}nie ma żadnego kryterium.", "criteria")
    elif mine and not points_of(task, criteria):
        yield Gap(Item.SELECTION, f"{name}żadne kryterium nie daje punktów.", "criteria")


def completeness(contents: Contents) -> Verdict:
    """Whether all seven items are there (R03); the refusal names what is missing."""
    missing = gaps(contents)
    if not missing:
        return ALLOWED
    items = list(dict.fromkeys(gap.item.value for gap in missing))
    return refused(f"Ogłoszenie jest niepełne, brakuje: {'; '.join(items)}.")


def criterion_fits(criterion: Criterion, tasks: Iterable[CallTask]) -> Verdict:
    """Whether the criterion fits the forms of every task that it is for (R04)."""
    for task in tasks:
        mine = criterion.task_id in {None, task.pk}
        if mine and not fits_form(criterion.statutory, terms_of(task).forms):
            return refused(
                "Kryterium udziału środków finansowych własnych lub z innych źródeł dotyczy tylko"
                f" wspierania zadań (art. 15 ust. 1 pkt 4), a zadanie „{task}” jest powierzane."
                " Przypisz kryterium do zadań wspieranych albo usuń je."
            )
    return ALLOWED


def orders(contents: Contents) -> Verdict:
    """Whether the amounts, shares, points and days of every task fit together."""
    groups = _groups_in_order(contents.criteria)
    if not groups:
        return groups
    for task in contents.tasks:
        terms = terms_of(task)
        points = points_of(task, contents.criteria)
        for first, second, sentence in (
            (
                terms.realization_from,
                terms.realization_to,
                "koniec realizacji jest przed jej początkiem.",
            ),
            (terms.min_grant, terms.max_grant, "najniższa dotacja jest wyższa od najwyższej."),
            (terms.min_grant, terms.pool, "najniższa dotacja jest wyższa od puli środków."),
            (
                terms.min_points,
                points,
                f"próg punktowy jest wyższy niż suma punktów kryteriów: {points_text(points)}.",
            ),
        ):
            if _reversed(first, second):
                return refused(f"Zadanie „{task}”: {sentence}")
    return ALLOWED


def _groups_in_order(criteria: Sequence[Criterion]) -> Verdict:
    """Whether every group has the points of its parts and stands for the same as they."""
    known = {one.pk: one for one in criteria}
    parts: dict[int, list[Criterion]] = {}
    for one in criteria:
        if one.parent_id is not None:
            parts.setdefault(one.parent_id, []).append(one)
    for pk, inside in parts.items():
        group = known[pk]
        if group.max_points != sum_of_parts(inside):
            return refused(f"Kryterium „{group}”: punkty nie są sumą punktów jego części.")
        if any((one.statutory, one.task_id) != (group.statutory, group.task_id) for one in inside):
            return refused(f"Części kryterium „{group}” muszą dotyczyć tego samego co ono.")
    return ALLOWED


def points_text(points: Decimal) -> str:
    """Return the points without idle zeros, with a comma."""
    return f"{points.normalize():f}".replace(".", ",")


def _reversed(first: object, second: object) -> bool:
    return first is not None and second is not None and first > second  # type: ignore[operator]  # both dates or both amounts


def warnings(contents: Contents) -> list[str]:
    """Return what is allowed but seldom meant: days off, a decision before the deadline."""
    found: list[str] = []
    call = contents.call
    for task in contents.tasks:
        terms = terms_of(task)
        if terms.deadline_at is not None:
            found += _deadline_warnings(warsaw_day(terms.deadline_at), call, terms)
        found += _share_warnings(task, terms)
    return list(dict.fromkeys(found))


def _share_warnings(task: CallTask, terms: Terms) -> Iterator[str]:
    name = f"Zadanie „{task}”: "
    own, financial = terms.min_own_share, terms.min_own_financial_share
    needed = max(own or 0, financial or 0)
    if _reversed(financial, own):
        yield f"{name}wymagany wkład finansowy jest wyższy niż cały wymagany wkład własny."
    if terms.max_grant_share is not None and terms.max_grant_share + needed > WHOLE:
        yield (
            f"{name}najwyższy udział dotacji i najniższy wkład własny dają razem ponad 100%."
            f" Dotacja nie przekroczy {points_text(WHOLE - Decimal(needed))}%."
        )
    if needed and terms.forms == {"entrust"}:
        yield (
            f"{name}przy powierzeniu dotacja pokrywa cały koszt zadania,"
            " więc nie wymaga się wkładu własnego."
        )
    if _reversed(terms.max_grant, terms.pool):
        yield f"{name}najwyższa dotacja jest wyższa od puli środków."


def _deadline_warnings(day: date, call: Call, terms: Terms) -> Iterator[str]:
    if not is_working_day(day):
        yield (
            f"Termin składania ofert {day:%d.%m.%Y} r. wypada w dzień wolny od pracy."
            " Lepszy byłby dzień roboczy."
        )
    if call.decision_on is not None and call.decision_on < day:
        yield "Termin wyboru ofert jest przed terminem składania ofert."
    if terms.realization_from is not None and terms.realization_from <= day:
        yield "Realizacja zadania może się zacząć przed końcem naboru ofert."
