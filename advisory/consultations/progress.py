"""How far units are: hours against the limit, meetings against what is due."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from advisory.consultations.models import Consultation
from advisory.programmes.models import Assignment, Unit
from mkus_portal.counting import number_of

HOURS: "DecimalField[Any, Any]" = DecimalField(max_digits=8, decimal_places=1)


def with_progress(
    units: QuerySet[Unit],
    entries: QuerySet[Consultation],
    assignments: QuerySet[Assignment],
) -> QuerySet[Any]:
    """Add `hours_used`, `meetings_held` (visits, as the programme counts them), `hours_limit`."""
    own = entries.filter(unit=OuterRef("pk")).order_by().values("unit")
    limits = assignments.filter(unit=OuterRef("pk")).order_by().values("unit")
    visits = entries.filter(form=Consultation.Form.VISIT)
    return units.annotate(
        hours_used=_sum(own.annotate(found=Sum("hours"))),
        hours_limit=_sum(limits.annotate(found=Sum("hours_limit"))),
        meetings_held=number_of(visits, "unit"),
    )


def _sum(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(
        Subquery(rows.values("found"), output_field=HOURS), Decimal(0), output_field=HOURS
    )
