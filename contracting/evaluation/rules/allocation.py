"""The order of a task's offers and the division of its pool: pure figures, in złoty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from contracting.evaluation.models import Scenario

ZERO = Decimal("0.00")
GROSZ = Decimal("0.01")
HUNDRED = Decimal(100)
Cut = Scenario.Cut


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer that takes part in the division: its points and the grant that it asks for."""

    pk: int
    points: Decimal
    requested: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """How a pool is divided: threshold in points, caps, what happens when it is too small.

    `min_grant` is the call's lowest grant: less than that helps nobody and is not given.
    """

    cut: str
    min_points: Decimal | None = None
    max_share: Decimal | None = None
    max_grant: Decimal | None = None
    min_grant: Decimal | None = None
    round_to: Decimal = GROSZ


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its place; offers with the same points share a place (1, 1, 3)."""

    entry: Entry
    place: int
    is_tied: bool


def ranking(entries: Iterable[Entry]) -> list[Ranked]:
    """Return the entries by points, the most first; among equals in the order of their keys."""
    ordered = sorted(entries, key=lambda one: (-one.points, one.pk))
    counted: dict[Decimal, int] = {}
    for one in ordered:
        counted[one.points] = counted.get(one.points, 0) + 1
    ranked: list[Ranked] = []
    place = 0
    for number, one in enumerate(ordered, 1):
        if not ranked or ranked[-1].entry.points != one.points:
            place = number
        ranked.append(Ranked(one, place, counted[one.points] > 1))
    return ranked


def passes(entry: Entry, rule: Rule) -> bool:
    """Whether the offer has reached the threshold; exactly the threshold is enough."""
    return rule.min_points is None or entry.points >= rule.min_points


def ceiling(entry: Entry, rule: Rule) -> Decimal:
    """Return the most that the offer can get by the rule, rounded down: never above a cap."""
    caps = [entry.requested]
    if rule.max_share is not None:
        caps.append(entry.requested * rule.max_share / HUNDRED)
    if rule.max_grant is not None:
        caps.append(rule.max_grant)
    return rounded_down(min(caps), rule.round_to)


def rounded_down(amount: Decimal, step: Decimal) -> Decimal:
    """Return the amount in whole steps (a grosz, a złoty, a hundred), down, with two decimals."""
    steps = (amount / step).to_integral_value(rounding=ROUND_DOWN)
    return (steps * step).quantize(GROSZ)


def divide(entries: Sequence[Entry], pool: Decimal | None, rule: Rule) -> dict[int, Decimal]:
    """Return the amount of every entry; 0 for one under the threshold or without money left.

    A pool that is not given does not limit. The sum never exceeds the pool. Where an equal part
    would be less than the lowest grant, the last in the ranking drop out until it is not.
    """
    fit = [one.entry for one in ranking(entries) if passes(one.entry, rule)]
    caps = {one.pk: ceiling(one, rule) for one in fit}
    fit = [one for one in fit if not _is_too_small(caps[one.pk], rule)]
    amounts = dict.fromkeys((one.pk for one in entries), ZERO)
    if pool is None or sum((caps[one.pk] for one in fit), ZERO) <= pool:
        return amounts | {one.pk: caps[one.pk] for one in fit}
    if rule.cut != Cut.PROPORTIONAL:
        return amounts | _in_order(fit, caps, pool, rule)
    while fit:
        shares = _proportional(fit, caps, pool, rule)
        if not any(_is_too_small(amount, rule) for amount in shares.values()):
            return amounts | shares
        fit = fit[:-1]
    return amounts


def _in_order(
    fit: Sequence[Entry], caps: Mapping[int, Decimal], pool: Decimal, rule: Rule
) -> dict[int, Decimal]:
    """Give each its cap while the pool lasts; the next one gets the rest, those after it nothing.

    A rest below the lowest grant goes to nobody.
    """
    left, amounts = pool, {}
    for one in fit:
        amount = min(caps[one.pk], rounded_down(left, rule.round_to))
        if _is_too_small(amount, rule):
            break
        amounts[one.pk] = amount
        left -= amount
        if amount < caps[one.pk]:
            break
    return amounts


def _proportional(
    fit: Sequence[Entry], caps: Mapping[int, Decimal], pool: Decimal, rule: Rule
) -> dict[int, Decimal]:
    """Give all the same part of their caps; what rounding leaves goes by steps to the best."""
    whole = sum((caps[one.pk] for one in fit), ZERO)
    if whole <= pool:
        return {one.pk: caps[one.pk] for one in fit}
    amounts = {one.pk: rounded_down(caps[one.pk] * pool / whole, rule.round_to) for one in fit}
    left = pool - sum(amounts.values(), ZERO)
    for one in fit:
        if left < rule.round_to:
            break
        if amounts[one.pk] + rule.round_to <= caps[one.pk]:
            amounts[one.pk] += rule.round_to
            left -= rule.round_to
    return amounts


def _is_too_small(amount: Decimal, rule: Rule) -> bool:
    return amount <= ZERO or (rule.min_grant is not None and amount < rule.min_grant)
