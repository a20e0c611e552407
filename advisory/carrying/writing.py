"""Rows of the lists as rows of the portal; everything was checked before."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from advisory.carrying.sheets import Row
from advisory.consultations.actions import open_step
from advisory.consultations.models import SUBJECT_LENGTH, Consultation, NextStep
from advisory.events.models import SECTOR_COLUMNS, Event, EventDay
from advisory.events.rules import days_between
from advisory.expertises.models import Expertise
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.act import WARSAW, Act
from mkus_portal.folding import folded
from mkus_portal.notifications.models import LAST_SECOND
from mkus_portal.offices.models import LocalGovernment

Units = Mapping[str, Unit]
Advisers = Mapping[str, Adviser]
BATCH = 1000


def write_units(act: Act, programme: Programme, rows: Sequence[Row]) -> dict[str, Unit]:
    """Make the units; each is tied to the office with the same code, where there is one."""
    del act
    codes = [row.given["code"] for row in rows]
    offices = LocalGovernment.objects.in_bulk(codes, field_name="code")
    made = Unit.objects.bulk_create(
        Unit(programme=programme, office=offices.get(row.given["code"]), **row.given)
        for row in rows
    )
    return {one.code: one for one in made}


def write_advisers(programme: Programme, rows: Sequence[Row]) -> dict[str, Adviser]:
    """Make the advisers: people without an account, to be invited later."""
    made = Adviser.objects.bulk_create(
        Adviser(
            programme=programme,
            code=row.given["code"],
            full_name=row.given["name"],
            organisation_name=row.given["organisation"],
        )
        for row in rows
    )
    return {one.code: one for one in made}


def write_assignments(units: Units, advisers: Advisers, rows: Sequence[Row]) -> None:
    """Make the assignments."""
    Assignment.objects.bulk_create(
        Assignment(
            unit=units[row.given["unit_code"]],
            adviser=advisers[row.given["adviser_code"]],
            valid_from=row.given["valid_from"],
            valid_to=row.given["valid_to"],
            hours_limit=row.given["hours_limit"],
        )
        for row in rows
    )


def write_consultations(
    act: Act, units: Units, advisers: Advisers, rows: Sequence[Row]
) -> list[Consultation]:
    """Make the consultations: agreed long ago, so nobody is asked and no letter goes out.

    A step whose day has gone by is taken for done on that day; a later one waits for the office.
    """
    made = Consultation.objects.bulk_create(
        (_consultation(act, units, advisers, row) for row in rows), batch_size=BATCH
    )
    steps = NextStep.objects.bulk_create(
        (
            _step(act, consultation, row)
            for consultation, row in zip(made, rows, strict=True)
            if row.given["next_step"]
        ),
        batch_size=BATCH,
    )
    for step in steps:
        if step.done_at is None and step.consultation.unit.office_id is not None:
            open_step(act, step.consultation, step)
    return made


def _consultation(act: Act, units: Units, advisers: Advisers, row: Row) -> Consultation:
    given = row.given
    return Consultation(
        unit=units[given["unit_code"]],
        adviser=advisers[given["adviser_code"]],
        held_on=given["date"],
        started_at=given["start"],
        hours=given["hours"],
        form=given["form"],
        **{column: given[column] for column in SECTOR_COLUMNS.values()},
        travel_km=given["travel_km"],
        travel_minutes=given["travel_minutes"],
        subject=given["subject"],
        agenda=given["agenda"],
        subject_folded=folded(given["subject"])[:SUBJECT_LENGTH],
        findings=given["findings"],
        state=Consultation.State.AGREED,
        logged_at=act.at,
    )


def _step(act: Act, consultation: Consultation, row: Row) -> NextStep:
    due = row.given["next_step_due"]
    is_past = due is not None and due < act.day
    return NextStep(
        consultation=consultation,
        sentence=row.given["next_step"],
        due=due,
        done_at=datetime.combine(due, LAST_SECOND, WARSAW) if is_past else None,
    )


def write_events(act: Act, programme: Programme, units: Units, rows: Sequence[Row]) -> None:
    """Make the events that took place, or change those whose code exists; with their days."""
    known = {one.code: one for one in programme.events.all()}
    for row in rows:
        event = known.get(row.given["code"]) or _new_event(act, programme, row)
        _fill(event, row)
        event.save()
        event.units.set(units[code] for code in row.given["unit_codes"])
        _write_days(event)


def _new_event(act: Act, programme: Programme, row: Row) -> Event:
    """Return an event that counts at once, if it is over."""
    is_over = row.given["date_to"] <= act.day
    state = Event.State.HELD if is_over else Event.State.PLANNED
    return Event(
        programme=programme,
        code=row.given["code"],
        state=state,
        is_imported=is_over,
        created_at=act.at,
    )


def _fill(event: Event, row: Row) -> None:
    given = row.given
    for name in ("kind", "title", "place", "estimated", *SECTOR_COLUMNS.values()):
        setattr(event, name, given[name])
    event.title_folded = folded(event.title)
    event.starts_on, event.ends_on = given["date_from"], given["date_to"]


def _write_days(event: Event) -> None:
    wanted = days_between(event.starts_on, event.ends_on)
    event.days.exclude(held_on__in=wanted).filter(presences=None, shared_by=None).delete()
    there = set(event.days.values_list("held_on", flat=True))
    EventDay.objects.bulk_create(
        EventDay(event=event, held_on=day) for day in wanted if day not in there
    )


def write_expertises(units: Units, rows: Sequence[Row]) -> None:
    """Make the expertises: delivered ones were accepted, the others wait for their expert."""
    Expertise.objects.bulk_create(
        Expertise(
            unit=units[row.given["unit_code"]],
            kind=row.given["kind"],
            ordered_on=row.given["ordered_on"],
            delivered_on=row.given["delivered_on"],
            accepted_on=row.given["delivered_on"],
            state=_state(row),
            is_imported=True,
        )
        for row in rows
    )


def _state(row: Row) -> str:
    delivered = row.given["delivered_on"] is not None
    return Expertise.State.ACCEPTED if delivered else Expertise.State.ORDERED
