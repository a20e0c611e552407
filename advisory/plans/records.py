"""What the records of a unit tell about its plan: which of them may fulfil a step."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from advisory.consultations.models import Consultation
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.plans.models import (
    ANY_EXPERTISE,
    CLOSED,
    EVENT,
    EXPERTISE,
    STAGE_TWO,
    VISIT,
    PlanStep,
)
from advisory.plans.rules import Found, proposals
from advisory.programmes.models import Unit
from contracting.analysis.models import Analysis
from mkus_portal.drafting.models import Row

COLUMNS = ("consultation", "event", "expertise", "analysis")
STAGE_THREE = "E3-"


def proposed(unit: Unit, steps: Sequence[PlanStep], day: date) -> dict[int, Found]:
    """Return for the open steps, by their keys, the records found for them by the day.

    What a done step was fulfilled by is not proposed again.
    """
    waiting = [(one.pk, one.kind) for one in steps if one.done_on is None and one.kind]
    kinds = {kind for _, kind in waiting}
    used = {(name, getattr(one, f"{name}_id")) for one in steps for name in COLUMNS}
    found: dict[str, list[Found]] = defaultdict(list)
    for kind, record in _records(unit, kinds, day):
        if record.column == "analysis" or (record.column, record.pk) not in used:
            found[kind].append(record)
    return proposals(waiting, found)


def _records(unit: Unit, kinds: set[str], day: date) -> list[tuple[str, Found]]:
    records: list[tuple[str, Found]] = []
    if VISIT in kinds:
        records += _visits(unit, day)
    if any(one.startswith(EVENT) for one in kinds):
        records += _events(unit, day)
    if any(one.startswith(EXPERTISE) for one in kinds):
        records += _expertises(unit, day)
    if {STAGE_TWO, CLOSED} & kinds and unit.office_id is not None:
        records += _analyses(unit, day)
    return records


def _visits(unit: Unit, day: date) -> list[tuple[str, Found]]:
    rows = Consultation.objects.filter(
        unit=unit, form=Consultation.Form.VISIT, state=Consultation.State.AGREED, held_on__lte=day
    )
    return [
        (
            VISIT,
            Found("consultation", one.pk, one.held_on, one.subject, one.get_absolute_url()),
        )
        for one in rows.order_by("held_on", "pk")
    ]


def _events(unit: Unit, day: date) -> list[tuple[str, Found]]:
    rows = Event.objects.filter(units=unit, state=Event.State.HELD, ends_on__lte=day)
    return [
        (EVENT + one.kind, Found("event", one.pk, one.ends_on, one.title, one.get_absolute_url()))
        for one in rows.order_by("ends_on", "pk")
    ]


def _expertises(unit: Unit, day: date) -> list[tuple[str, Found]]:
    rows = Expertise.objects.filter(unit=unit, state=Expertise.State.ACCEPTED, accepted_on__lte=day)
    records = []
    for one in rows.order_by("accepted_on", "pk"):
        record = Found(
            "expertise", one.pk, one.accepted_on or day, str(one), one.get_absolute_url()
        )
        records += [(EXPERTISE + one.kind, record), (ANY_EXPERTISE, record)]
    return records


def _analyses(unit: Unit, day: date) -> list[tuple[str, Found]]:
    """Return what the office's analyses tell; not their contents, so without an address."""
    planned = Row.objects.filter(draft=OuterRef("draft"), table__startswith=STAGE_THREE)
    rows = Analysis.objects.filter(office=unit.office_id, is_staged=True).filter(
        Q(state=Analysis.State.CLOSED) | Exists(planned)
    )
    records = []
    for one in rows.order_by("closed_at", "pk"):
        closed = localdate(one.closed_at) if one.closed_at else None
        record = Found("analysis", one.pk, closed or day, "analiza urzędu")
        records.append((STAGE_TWO, record))
        if closed is not None:
            records.append((CLOSED, record))
    return records
