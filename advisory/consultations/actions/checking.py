"""Whether an entry can be true, and what is odd about it without being wrong."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum

from advisory.consultations.models import Consultation, Entry
from advisory.consultations.rules import (
    Span,
    hours_in_words,
    is_half_hours,
    over_limit,
    overlap,
)
from advisory.programmes.models import Adviser, Assignment, Unit
from mkus_portal.act import Act

ONE_DAY = timedelta(days=1)


def check_entry(act: Act, entry: Entry, unit: Unit, adviser: Adviser) -> None:
    """Refuse what cannot be true. Raises ValidationError with a sentence per field.

    A future day, hours that are not halves, a day without an assignment. Overlaps and hours over
    the limit occur in real records: `warnings_of` tells them, nothing refuses them.
    """
    faults = {}
    if entry.held_on > act.day:
        faults["held_on"] = "Konsultacja nie może mieć daty z przyszłości."
    elif not assignment_of(unit, adviser, entry.held_on):
        faults["held_on"] = "W tym dniu doradca nie ma przydziału do jednostki."
    if not is_half_hours(entry.hours):
        faults["hours"] = "Godziny podaj co pół, np. 1,5."
    if faults:
        raise ValidationError(faults)


def assignment_of(unit: Unit, adviser: Adviser, day: date) -> Assignment | None:
    """Return the assignment in force on the day."""
    rows = Assignment.objects.filter(unit=unit, adviser=adviser, valid_from__lte=day)
    rows = rows.select_related("predecessor__adviser")
    return next((row for row in rows if row.is_valid_on(day)), None)


def warnings_of(consultation: Consultation) -> list[str]:
    """Return what is odd about an entry without being wrong: overlaps, hours over the limit."""
    day = consultation.held_on
    span = Span(day, consultation.started_at, consultation.hours)
    near = Consultation.objects.filter(
        adviser=consultation.adviser, held_on__range=(day - ONE_DAY, day + ONE_DAY)
    ).exclude(pk=consultation.pk)
    found = [
        f"Nakłada się z konsultacją: {other.subject} ({other.unit}, {other.held_on:%d.%m.%Y})."
        for other in near.select_related("unit").order_by("held_on", "pk")
        if overlap(span, Span(other.held_on, other.started_at, other.hours))
    ]
    assignment = assignment_of(consultation.unit, consultation.adviser, day)
    if assignment is not None:
        counted = limiting(assignment)
        over = over_limit(hours_used(counted), counted.hours_limit)
        if over:
            hours = hours_in_words(over)
            found.append(f"Limit godzin doradcy w tej jednostce jest przekroczony o {hours}.")
    return found


def limiting(assignment: Assignment) -> Assignment:
    """Return the assignment whose limit counts: of a substitution that of the one replaced."""
    before = assignment.predecessor
    return before if assignment.is_substitution and before is not None else assignment


def hours_used(assignment: Assignment) -> Decimal:
    """Return the hours logged with the unit during the assignment, also by whoever stood in."""
    entries = Consultation.objects.counting_towards(assignment)
    total: Decimal | None = entries.aggregate(total=Sum("hours"))["total"]
    return total or Decimal(0)
