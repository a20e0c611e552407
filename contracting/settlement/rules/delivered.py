"""The settled costs of a contract by the cost groups of an analysis (mkus.md 4.3), by year."""

from collections.abc import Sequence
from decimal import Decimal

from contracting.settlement.rules.spent import Spent

ZERO = Decimal("0.00")
GRANT = "DOT"
# the ledger's sources in the analysis's groups; interest and income of the task are other money
GROUP_OF = {
    "from_grant": GRANT,
    "from_interest": "NGO-INN",
    "from_income": "NGO-INN",
    "own_financial": "NGO-FIN",
    "recipient_fees": "OPL",
    "other_public": "NGO-INN",
    "other": "NGO-INN",
    "personal": "NGO-OS",
    "in_kind": "NGO-RZ",
}
OTHER = ("own_financial", "other", "other_public", "recipient_fees", "personal", "in_kind")
Costs = dict[tuple[int, str], Decimal]


def delivered_costs(rows: Sequence[Spent], received: Decimal, taken_back: Decimal) -> Costs:
    """Return PLN by (year, group); `taken_back` is what of the used grant was found to come back.

    Items not accepted are left out in the year of their payment; the rest of what comes back, and
    what was reported over the grant received, is taken from the last years.
    """
    found: Costs = {}
    for row in rows:
        _add(found, row)
    reported = sum((row.amounts["from_grant"] for row in rows), ZERO)
    target = max(min(reported, received) - taken_back, ZERO)
    counted = sum((amount for (_, group), amount in found.items() if group == GRANT), ZERO)
    _settle(found, counted - target)
    return {key: amount for key, amount in found.items() if amount}


def _add(found: Costs, row: Spent) -> None:
    """Add an item without what was not accepted of it."""
    left = row.refused_other
    for source in (*OTHER, "from_interest", "from_income"):
        refused = min(left, row.amounts[source])
        left -= refused
        key = (row.year, GROUP_OF[source])
        found[key] = found.get(key, ZERO) + row.amounts[source] - refused
    key = (row.year, GRANT)
    found[key] = found.get(key, ZERO) + row.amounts["from_grant"] - row.refused_grant


def _settle(found: Costs, excess: Decimal) -> None:
    """Take an excess of the grant from the last years; a lack goes to the last year."""
    years = sorted((year for year, group in found if group == GRANT), reverse=True)
    if years and excess < 0:
        found[years[0], GRANT] -= excess
        return
    for year in years:
        part = min(excess, found[year, GRANT])
        found[year, GRANT] -= part
        excess -= part
