"""What the portal checks by itself in a settlement (contract §§ 2, 3, 5; R16–R18)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from contracting.contracts.agreed import AgreedPlan
from contracting.offers.rules import line_total, sums_of
from contracting.settlement.models import Ground
from contracting.settlement.rules.spent import Spent
from contracting.settlement.rules.tables import (
    NOT_MONEY,
    OTHER_MONEY,
    ZERO,
    total_of,
)
from mkus_portal.money import GROSZ, percent_of
from mkus_portal.web.wording import day, money, percent

HUNDRED = Decimal(100)
NUMBER = re.compile(r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it holds, in words, and what it would mean in money.

    `amount` (PLN) is the part of the grant that the check puts in question, with its `ground`.
    """

    code: str
    ok: bool
    sentence: str
    amount: Decimal = ZERO
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The contract's terms that spending is held against; None means no limit."""

    shift_percent: Decimal | None
    own_share_tolerance: Decimal
    grant_days: tuple[date, date]
    other_days: tuple[date, date]
    received: Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """When an expense was paid, and how much of it the grant and the other money bear."""

    name: str
    day: date | None
    from_grant: Decimal
    from_other: Decimal


def shifts(
    plan: AgreedPlan, spent: Sequence[Spent], percent_allowed: Decimal | None
) -> list[Finding]:
    """Check that no cost borne by the grant grew by more than § 5 allows (R17).

    Where the parties agreed what the grant pays of each cost, that amount is the measure, else the
    whole cost; the excess is at most what the grant bore of the cost.
    """
    if percent_allowed is None:
        return []
    found = []
    for place in plan.lines:
        of_line = [one for one in spent if one.line == place.pk]
        grant = total_of(of_line, "from_grant")
        if not grant:
            continue
        by_line = bool(plan.from_grant)
        agreed = plan.from_grant.get(place.pk, ZERO) if by_line else line_total(place)
        actual = grant if by_line else total_of(of_line)
        largest = (agreed * (HUNDRED + percent_allowed) / HUNDRED).quantize(
            GROSZ, rounding=ROUND_DOWN
        )
        if actual > largest:
            excess = min(actual - largest, grant)
            what = "z dotacji" if by_line else "razem"
            found.append(
                Finding(
                    "shift",
                    ok=False,
                    sentence=(
                        f"„{place.name}”: {what} {money(actual)}, a umowa pozwala na najwyżej"
                        f" {money(largest)} ({money(agreed)} + {percent(percent_allowed)})."
                    ),
                    amount=excess,
                    ground=Ground.EXCESSIVE,
                )
            )
    return found or [
        Finding(
            "shift",
            ok=True,
            sentence=f"Żaden koszt z dotacji nie wzrósł o więcej niż {percent(percent_allowed)}.",
        )
    ]


def own_share(plan: AgreedPlan, spent: Sequence[Spent], tolerance: Decimal) -> list[Finding]:
    """Check that the own share in relation to the grant is not lower than agreed (§ 3, R18).

    The excess is the part of the grant for which the own money, work and things do not suffice.
    """
    agreed, grant = sums_of(plan.content), total_of(spent, "from_grant")
    planned_own = agreed.own + agreed.recipient_fees
    if not agreed.grant or not planned_own or not grant:
        return []
    own = total_of(spent, *OTHER_MONEY, *NOT_MONEY)
    planned, actual = percent_of(planned_own, agreed.grant), percent_of(own, grant)
    least = max(planned_own * HUNDRED / agreed.grant - tolerance, Decimal(0))
    words = f"Wkład inny niż dotacja to {percent(actual)} dotacji, w umowie {percent(planned)}"
    if not least or own * HUNDRED >= least * grant:
        return [Finding("own_share", ok=True, sentence=f"{words}.")]
    covered = (own * HUNDRED / least).quantize(GROSZ, rounding=ROUND_DOWN)
    return [
        Finding(
            "own_share",
            ok=False,
            sentence=f"{words}: wystarcza na dotację {money(covered)}, a wydano {money(grant)}.",
            amount=grant - covered,
            ground=Ground.EXCESSIVE,
        )
    ]


def days_of_payment(items: Iterable[Paid], limits: Limits) -> list[Finding]:
    """Check that every expense was paid in the term that § 2 gives its money."""
    found = []
    for one in items:
        for amount, (first, last), whose in (
            (one.from_grant, limits.grant_days, "z dotacji"),
            (one.from_other, limits.other_days, "z innych środków"),
        ):
            if not amount:
                continue
            if one.day is None:
                sentence = f"{one.name}: nie ma daty zapłaty."
            elif first <= one.day <= last:
                continue
            else:
                sentence = (
                    f"{one.name}: zapłacono {day(one.day)}, a wydatki {whose} można ponosić od"
                    f" {day(first)} do {day(last)}"
                )
            in_question = amount if whose == "z dotacji" else ZERO
            ground = Ground.MISUSED if in_question else ""
            found.append(
                Finding("days", ok=False, sentence=sentence, amount=in_question, ground=ground)
            )
    if found:
        return found
    return [Finding("days", ok=True, sentence="Wszystkie wydatki zapłacono w terminach z umowy.")]


def grant_received(spent: Sequence[Spent], limits: Limits) -> list[Finding]:
    """Check that no more of the grant was spent than was transferred."""
    grant = total_of(spent, "from_grant")
    if grant <= limits.received:
        sentence = f"Z dotacji wydano {money(grant)} z przekazanych {money(limits.received)}."
        return [Finding("received", ok=True, sentence=sentence)]
    sentence = (
        f"Z dotacji wykazano {money(grant)}, a przekazano {money(limits.received)}: różnicę"
        " poniósł zleceniobiorca z innych środków."
    )
    return [Finding("received", ok=False, sentence=sentence)]


def first_number(words: str) -> Decimal | None:
    """Return the first number of a text such as „co najmniej 1 200 osób”; None where none is."""
    found = NUMBER.search(words)
    if found is None:
        return None
    plain = "".join(found.group().split()).replace(",", ".")
    return Decimal(plain)


def reached_percent(planned: str, reached: str) -> Decimal | None:
    """Return reached ÷ planned × 100 with two decimals; None where either gives no number."""
    target, value = first_number(planned), first_number(reached)
    if not target or value is None:
        return None
    return percent_of(value, target)


def results_reached(results: Iterable[tuple[str, str, str]]) -> list[Finding]:
    """Check each planned result as (name, planned value, reached value)."""
    found = []
    for name, planned, reached in results:
        share = reached_percent(planned, reached)
        words = f"„{name}”: planowano {planned or '–'}, osiągnięto {reached or '–'}"
        if share is None:
            found.append(Finding("result", ok=bool(reached), sentence=f"{words}."))
        else:
            sentence = f"{words} ({percent(share)})."
            found.append(Finding("result", ok=share >= HUNDRED, sentence=sentence))
    return found


def in_time(sent_on: date, last_day: date | None, accepted_to: date | None) -> list[Finding]:
    """Check the day of sending against the term (R16; D29 moves it off days free of work)."""
    if last_day is None or accepted_to is None:
        return []
    words = f"Złożono {day(sent_on)}, termin {day(last_day)}"
    if accepted_to != last_day:
        words = f"{words} (przyjmuje się do {day(accepted_to)})."
    return [Finding("term", ok=sent_on <= accepted_to, sentence=words)]
