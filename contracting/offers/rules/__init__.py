"""Sums of the cost calculation, and what an offer still lacks: pure calculation."""

from contracting.offers.rules.gaps import (
    Gap,
    gaps,
    largest_admin_costs,
    largest_grant,
    outside_parts,
)
from contracting.offers.rules.sealing import is_sealed
from contracting.offers.rules.sums import Sums, line_total, line_years, sums_of, years_total

__all__ = [
    "Gap",
    "Sums",
    "gaps",
    "is_sealed",
    "largest_admin_costs",
    "largest_grant",
    "line_total",
    "line_years",
    "outside_parts",
    "sums_of",
    "years_total",
]
