"""Inspections: people of an authorisation as one types them, terms in words, share of contracts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

BETWEEN = re.compile(r"\s*[,;]\s*|\s+[–—-]\s+")
Team = list[dict[str, str]]


def team_of(text: str) -> tuple[Team, list[int]]:
    """Return the people, one a line („name, function”), and the numbers of lines without both."""
    people: Team = []
    faults = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        parts = BETWEEN.split(line, maxsplit=1)
        if len(parts) == 2 and all(parts):  # noqa: PLR2004 - a name and a function
            people.append({"name": parts[0], "function": parts[1]})
        else:
            faults.append(number)
    return people, faults


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the contracts of a year, and how much of their grants, the plan covers."""

    contracts: int
    covered: int
    grants: Decimal
    covered_grants: Decimal

    @property
    def share(self) -> Decimal | None:
        """Return the share of contracts in per cent; None where there are none."""
        return Decimal(100 * self.covered) / self.contracts if self.contracts else None

    @property
    def grant_share(self) -> Decimal | None:
        """Return the share of the grants in per cent; None where there are none."""
        return 100 * self.covered_grants / self.grants if self.grants else None


def coverage(contracts: Iterable[tuple[Decimal, bool]]) -> Coverage:
    """Return the coverage of contracts given as (grant, whether it is inspected)."""
    rows = list(contracts)
    covered = [grant for grant, is_covered in rows if is_covered]
    zero = Decimal(0)
    return Coverage(
        len(rows), len(covered), sum((grant for grant, _ in rows), zero), sum(covered, zero)
    )
