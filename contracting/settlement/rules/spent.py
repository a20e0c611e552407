"""One line of what was spent, as the report's tables add it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spent:
    """What an item of the ledger says: under which cost, in which year, from which money, PLN.

    `line` is the cost's key in the agreed plan. `year` is the year of payment; of a contribution,
    the year of its last day. `report` is the key of the report that brought the item to the office.
    `amounts` has every name of `models.SOURCES`, and `personal` and `in_kind`. `refused_grant` and
    `refused_other` are the parts of these amounts that the desk has not accepted.
    """

    line: int
    year: int
    report: int | None
    amounts: Mapping[str, Decimal]
    refused_grant: Decimal
    refused_other: Decimal
