"""Setting indicators and writing readings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from advisory.indicators.models import Indicator, Reading
from advisory.indicators.permissions import may_note, may_remove, may_set
from advisory.indicators.sources import SOURCES
from advisory.programmes.models import Programme
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist


@transaction.atomic
def add_indicator(act: Act, programme: Programme, **fields: Any) -> Indicator:
    """Add an indicator at the end of the list. Raises Refused, ValidationError."""
    insist(may_set(act, programme))
    hold(programme)
    return _add(programme, **fields)


def _add(programme: Programme, **fields: Any) -> Indicator:
    last = programme.indicators.aggregate(last=Max("position"))["last"] or 0
    indicator = Indicator(programme=programme, position=last + 1, **fields)
    indicator.full_clean()
    indicator.save()
    return indicator


@transaction.atomic
def add_counted_indicators(act: Act, programme: Programme) -> int:
    """Add every indicator that the portal counts and the programme lacks; return how many.

    They have no target yet. Raises Refused.
    """
    insist(may_set(act, programme))
    hold(programme)
    known = set(programme.indicators.values_list("source", "name"))
    taken = {source for source, _ in known} | {name for _, name in known}
    missing = [one for one in SOURCES if not {one.code, one.label} & taken]
    for one in missing:
        _add(programme, name=one.label, unit=one.unit, source=one.code)
    return len(missing)


@transaction.atomic
def change_indicator(
    act: Act, indicator: Indicator, based_on: int | None = None, **fields: Any
) -> None:
    """Keep a changed name, unit or target; the source stays. Raises Refused, ValidationError."""
    hold(indicator)
    insist(may_set(act, indicator.programme))
    indicator.step(based_on)
    for name, value in fields.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    indicator.save()


@transaction.atomic
def remove_indicator(act: Act, indicator: Indicator) -> None:
    """Take an indicator off the list. Raises Refused when it has readings."""
    hold(indicator)
    insist(may_remove(act, indicator))
    indicator.delete()


@transaction.atomic
def note_reading(act: Act, indicator: Indicator, **fields: Any) -> Reading:
    """Write a value with its day and evidence; nothing is changed later, only written anew.

    Raises Refused, ValidationError for a day to come.
    """
    insist(may_note(act, indicator))
    person = User.objects.filter(pk=act.user or 0).first()
    reading = Reading(
        indicator=indicator, noted_at=act.at, noted_by=str(person) if person else "", **fields
    )
    if reading.day > act.day:
        raise ValidationError({"day": "Stan podaje się na dzień, który już minął, albo na dziś."})
    reading.full_clean(exclude=("noted_by",))
    reading.save()
    return reading
