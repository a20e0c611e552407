"""Ordering an expertise and all that becomes of it."""

from datetime import date

from django.db import transaction

from advisory.expertises.models import Expertise
from advisory.expertises.permissions import may_import
from advisory.programmes.models import Unit
from mkus_portal.act import Act
from mkus_portal.workflow.engine import insist


@transaction.atomic
def import_expertise(
    act: Act, unit: Unit, kind: str, ordered_on: date, delivered_on: date | None = None
) -> Expertise:
    """Keep an expertise of an earlier record; whoever reads the record tells of the limit.

    Raises MoveRefused, ValidationError for an unknown kind or days that cannot be.
    """
    insist(may_import(act, unit.programme))
    state = Expertise.State.DELIVERED if delivered_on else Expertise.State.ORDERED
    expertise = Expertise(
        unit=unit,
        kind=kind,
        ordered_on=ordered_on,
        delivered_on=delivered_on,
        state=state,
        is_imported=True,
    )
    expertise.full_clean()
    expertise.save()
    return expertise
