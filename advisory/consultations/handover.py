"""Handing a unit over to another adviser, with the hours that are left."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from advisory.consultations.actions import hours_used
from advisory.programmes import substitutions
from advisory.programmes.models import Adviser, Assignment
from mkus_portal.act import Act
from mkus_portal.locking import hold


def hours_left(assignment: Assignment) -> Decimal:
    """Return the hours of the limit that nobody has used; 0 when it is passed."""
    return max(assignment.hours_limit - hours_used(assignment), Decimal(0))


@transaction.atomic
def hand_over_unit(
    act: Act, assignment: Assignment, adviser: Adviser, *, first_day: date, hours_limit: Decimal
) -> Assignment:
    """End the assignment and begin the next adviser's; the hours handed over leave its limit.

    So the unit's hours stay what they were, unless more are given than were left. Raises Refused,
    ValidationError.
    """
    hold(assignment)
    kept = assignment.hours_limit - min(hours_limit, hours_left(assignment))
    return substitutions.hand_over(
        act, assignment, adviser, first_day=first_day, hours_limit=hours_limit, hours_kept=kept
    )
