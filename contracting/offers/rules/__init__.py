"""Sums of the cost calculation, and what an offer still lacks: pure calculation."""

from contracting.offers.rules.gaps import (
    Gap,
    gaps,
    largest_admin_costs,
    largest_grant,
    outside_parts,
)
from contracting.offers.rules.parts import changed_sections, part_of, section_of_item
from contracting.offers.rules.sealing import is_sealed
from contracting.offers.rules.sums import Sums, line_total, line_years, sums_of, years_total

__all__ = [
    "Gap",
    "Sums",
    "changed_sections",
    "gaps",
    "is_sealed",
    "largest_admin_costs",
    "largest_grant",
    "line_total",
    "line_years",
    "outside_parts",
    "part_of",
    "section_of_item",
    "sums_of",
    "years_total",
]
