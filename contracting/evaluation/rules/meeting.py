"""A meeting's arithmetic: quorum, who may vote, what a vote says, what is left of the pool."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mkus_portal.web import wording
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

PERCENT = 100


def quorum_needed(line_up: int, percent: int) -> int:
    """Return how many voting members must be there: the per cent of the line-up, rounded up."""
    return -(-line_up * percent // PERCENT)


@dataclass(frozen=True, slots=True)
class Votes:
    """How a vote went."""

    votes_for: int
    votes_against: int
    abstained: int

    @property
    def cast(self) -> int:
        """All votes together."""
        return self.votes_for + self.votes_against + self.abstained


def votes_fit(votes: Votes, entitled: int) -> Verdict:
    """Whether no more votes were cast than there were people entitled to vote on the offer."""
    if votes.cast <= entitled:
        return ALLOWED
    people = wording.plural(entitled, "osoba", "osoby", "osób")
    may = wording.plural(entitled, "może", "mogą", "może")
    return refused(
        f"Głosów jest {votes.cast}, a w sprawie tej oferty głosować {may} {entitled} {people}."
        " Popraw liczbę głosów albo obecność."
    )


def amount_fits(votes: Votes, proposed: Decimal | None, asked: Decimal | None) -> Verdict:
    """Whether the amount goes with the vote and is no more than the bidder asks for."""
    if proposed and asked is not None and proposed > asked:
        return refused(f"Oferent wnioskuje o {wording.money(asked)}. Nie proponuj więcej.")
    if proposed and votes.votes_against > votes.votes_for:
        return refused("Większość jest przeciw: zostaw kwotę pustą albo wpisz 0.")
    if votes.votes_for > votes.votes_against and proposed is None:
        return refused("Większość jest za: wpisz proponowaną kwotę (0, jeśli bez dotacji).")
    return ALLOWED


@dataclass(frozen=True, slots=True)
class Pool:
    """A task's pool while amounts are proposed; None where the announcement gave none."""

    pool: Decimal | None
    proposed: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is not proposed yet; below zero when more is."""
        return None if self.pool is None else self.pool - self.proposed

    @property
    def is_over(self) -> bool:
        """Whether more is proposed than there is."""
        return self.left is not None and self.left < 0


def pool_of(pool: Decimal | None, amounts: Iterable[Decimal | None]) -> Pool:
    """Return the pool with the sum of the amounts proposed from it."""
    return Pool(pool, sum((one for one in amounts if one is not None), Decimal(0)))
