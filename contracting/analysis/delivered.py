"""Loading what contracts have delivered of an analysis, beside its forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracting.analysis.concept import RECIPIENTS, indicators_of
from contracting.analysis.content import filled, method_of
from contracting.analysis.economic_form import economic_of
from contracting.analysis.economics import load
from contracting.analysis.models import Analysis, Delivered
from contracting.analysis.rules.answers import number_of
from contracting.analysis.rules.delivered import (
    GRANT,
    GROUPS,
    Comparison,
    Fact,
    Pair,
    Promised,
    compared,
)
from contracting.analysis.rules.economic import figures_of
from mkus_portal.charts import Chart, Series, bars
from mkus_portal.web import wording

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A contract's newest figures with those that they have replaced, the newest first."""

    now: Delivered
    before: tuple[Delivered, ...]


@dataclass(frozen=True, slots=True)
class CallSum:
    """What the settled contracts of one call come to, PLN."""

    label: str
    contracts: int
    grant: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Promises:
    """All that the page shows; `groups` are (name of the group, pair)."""

    comparison: Comparison
    groups: tuple[tuple[str, Pair], ...]
    contracts: tuple[Kept, ...]
    calls: tuple[CallSum, ...]
    sentence: str


def kept_of(analysis: Analysis) -> tuple[Kept, ...]:
    """Return the contracts that were posted, each with its trace; three queries."""
    rows = Delivered.objects.filter(analysis=analysis).prefetch_related("costs", "results")
    by_contract: dict[str, list[Delivered]] = {}
    for one in rows.order_by("call_ref", "contract_ref", "-version"):
        by_contract.setdefault(one.contract_ref, []).append(one)
    return tuple(Kept(versions[0], tuple(versions[1:])) for versions in by_contract.values())


def promised_of(analysis: Analysis) -> Promised:
    """Return the forecast of a year as the analysis has it."""
    loaded, found = load(analysis), filled(analysis)
    figures = figures_of(loaded.economy, economic_of(analysis))
    item = method_of(analysis).items()[f"{RECIPIENTS}.recipients"]
    people = [number_of(row.text("yearly")) for row in found.said(item)]
    known = [one for one in people if one is not None]
    return Promised(
        costs={code: figures.future[code] for code in GROUPS if figures.future.get(code)},
        recipients=sum(known, ZERO) or None,
        units=loaded.economy.units_after,
        unit_name=loaded.economy.service_unit,
        targets=[
            (one.name, one.unit, one.today, one.target) for one in indicators_of(analysis, found)
        ],
    )


def fact_of(delivered: Delivered) -> Fact:
    """Return a posted contract as the comparison takes it."""
    return Fact(
        delivered.label,
        delivered.begins_on,
        delivered.ends_on,
        {(one.year, one.group): one.amount for one in delivered.costs.all()},
        [(one.label, one.planned, one.reached) for one in delivered.results.all()],
        delivered.recipients,
        delivered.units,
    )


def promises_of(analysis: Analysis) -> Promises | None:
    """Return the comparison of an analysis; None before any contract was posted."""
    kept = kept_of(analysis)
    if not kept:
        return None
    found = compared(promised_of(analysis), [fact_of(one.now) for one in kept])
    names = {code: one.short for code, one in economic_of(analysis).groups.items()}
    return Promises(
        found,
        tuple((names.get(code, code), pair) for code, pair in found.groups),
        kept,
        sums_of(kept),
        sentence_of(found, kept),
    )


def sums_of(kept: Sequence[Kept]) -> tuple[CallSum, ...]:
    """Return the sums of every call, in the order of the calls."""
    by_call: dict[str, list[Delivered]] = {}
    for one in kept:
        by_call.setdefault(one.now.call_ref, []).append(one.now)
    return tuple(
        CallSum(
            rows[0].call_label,
            len(rows),
            sum((c.amount for row in rows for c in row.costs.all() if c.group == GRANT), ZERO),
            sum((row.total for row in rows), ZERO),
        )
        for rows in by_call.values()
    )


def sentence_of(found: Comparison, kept: Sequence[Kept]) -> str:
    """Return the comparison in one sentence for the analysis's page."""
    count = len(kept)
    contracts = wording.plural(count, "rozliczona umowa", "rozliczone umowy", "rozliczonych umów")
    grant = found.yearly
    reached = sum(
        1
        for one in found.indicators
        if one.reached is not None and one.target and one.reached >= one.target
    )
    known = sum(1 for one in found.indicators if one.reached is not None and one.target)
    indicators = f" Cele osiągnięte: {reached} z {known} policzonych wskaźników." if known else ""
    return (
        f"{count} {contracts}. Dotacja w przeliczeniu na rok: prognoza {grant.said_promised},"
        f" rozliczono {grant.said_delivered} – {grant.said_difference}.{indicators}"
    )


def delivered_chart(found: Promises) -> Chart:
    """Return the forecast and what was settled by group, for the days of the contracts."""
    whole = found.comparison.whole
    alt = (
        f"Cały koszt zadania w okresie umów: prognoza {whole.said_promised}, rozliczono"
        f" {whole.said_delivered} – {whole.said_difference}."
    )
    series = (
        Series("Prognoza", tuple(pair.promised for _, pair in found.groups)),
        Series("Rozliczono", tuple(pair.delivered for _, pair in found.groups)),
    )
    return bars("Prognoza i rozliczenie", alt, [name for name, _ in found.groups], series, "zł")
