"""Counting: a card's points, an offer's points, the alarm on their spread, an even assignment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from statistics import median
from typing import Protocol

from contracting.evaluation.models import Evaluation
from mkus_portal.money import percent_of

CENT = Decimal("0.01")
PERCENT = 100
AT_LEAST = 2  # one card differs from nothing


@dataclass(frozen=True, slots=True)
class Given:
    """Points given for a criterion; None: not yet."""

    points: Decimal | None
    weight: Decimal = Decimal(1)
    counts: bool = True


class Counted(Protocol):
    """A closed card as counting sees it."""

    @property
    def total(self) -> Decimal | None:
        """Its points."""

    @property
    def is_third_opinion(self) -> bool:
        """Whether it was asked for because the others differ."""


def card_total(rows: Iterable[Given]) -> Decimal:
    """Return the card's weighted points, exact: what only informs adds nothing."""
    counted = (one for one in rows if one.counts and one.points is not None)
    return sum(((one.points or Decimal(0)) * one.weight for one in counted), Decimal(0))


def totals_of(cards: Iterable[Counted]) -> list[Decimal]:
    """Return the points of the cards that have any."""
    return [one.total for one in cards if one.total is not None]


def offer_points(evaluation: Evaluation, cards: Iterable[Counted]) -> Decimal | None:
    """Return an offer's points from its closed cards, rounded half-up once; None without a card.

    A third opinion must not lift a sum: it moves the mean, which counts as many times as there are
    other cards.
    """
    kept = list(cards)
    totals = totals_of(kept)
    if not totals:
        return None
    mean = sum(totals, Decimal(0)) / len(totals)
    if evaluation.counting == Evaluation.Counting.MEDIAN:
        return _rounded(median(totals))
    if evaluation.counting == Evaluation.Counting.MEAN:
        return _rounded(mean)
    regular = sum(1 for one in kept if one.total is not None and not one.is_third_opinion)
    if regular in {0, len(totals)}:
        return _rounded(sum(totals, Decimal(0)))
    return _rounded(mean * regular)


def _rounded(points: Decimal) -> Decimal:
    return points.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the lowest and the highest card of an offer are apart."""

    low: Decimal
    high: Decimal
    most: Decimal
    limit: int

    @property
    def difference(self) -> Decimal:
        """The points between them."""
        return self.high - self.low

    @property
    def share(self) -> Decimal:
        """The difference in per cent of the most points, as it is shown."""
        return percent_of(self.difference, self.most)

    @property
    def is_alarm(self) -> bool:
        """Whether it is more than the evaluation allows; exactly as much is no alarm."""
        return self.difference * PERCENT > self.most * self.limit


def spread_of(totals: Sequence[Decimal], most: Decimal, limit: int) -> Spread | None:
    """Return the spread of two cards or more; None where there is nothing to compare."""
    if len(totals) < AT_LEAST or not most:
        return None
    return Spread(min(totals), max(totals), most, limit)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Cards that differ too much; over once somebody else has scored, or the reason is written."""

    spread: Spread
    is_answered: bool


def alarm_of(
    cards: Iterable[Counted], most: Decimal, limit: int, *, is_explained: bool
) -> Alarm | None:
    """Return the alarm that the closed cards raise: the third opinion ends it, it raises none."""
    kept = list(cards)
    spread = spread_of(totals_of(one for one in kept if not one.is_third_opinion), most, limit)
    if spread is None or not spread.is_alarm:
        return None
    has_third = any(one.is_third_opinion and one.total is not None for one in kept)
    return Alarm(spread, has_third or is_explained)


def cards_needed(wanted: int, able: int) -> int:
    """Return how many cards an offer needs: no more than there are people who may score it."""
    return max(1, min(wanted, able))


def collective_writer(members: Iterable[tuple[int, bool]], excluded: Collection[int]) -> int | None:
    """Return who fills in the commission's one card of an offer; None where nobody may.

    `members` are (key, whether they chair) in the order of the line-up. The chair writes; where the
    chair is excluded from the offer, the first member who is not.
    """
    able = [(key, chairs) for key, chairs in members if key not in excluded]
    return next((key for key, chairs in able if chairs), able[0][0] if able else None)


def even_assignment(
    offers: Iterable[int], able: Mapping[int, Collection[int]], each: int, seed: int
) -> dict[int, list[int]]:
    """Return members by offer, `each` of them, so that nobody has much more than the others.

    `able` are the members who may score an offer. The same seed gives the same assignment.
    """
    chance = Random(seed)  # noqa: S311 - a lot that is shown before it is saved, no secret
    load = dict.fromkeys((one for members in able.values() for one in sorted(members)), 0)
    found: dict[int, list[int]] = {}
    in_turn = sorted(offers)
    chance.shuffle(in_turn)
    for offer in sorted(in_turn, key=lambda one: len(able.get(one, ()))):
        lots = [(load[one], chance.random(), one) for one in sorted(able.get(offer, ()))]
        chosen = [one for _, _, one in sorted(lots)[:each]]
        for one in chosen:
            load[one] += 1
        found[offer] = sorted(chosen)
    return found
