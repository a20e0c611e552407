"""A support programme of thousands of units with its records, and who runs it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Model

from advisory.consultations.models import Consultation
from advisory.events.models import Event, EventDay
from advisory.expertises.models import Expertise
from advisory.indicators.actions import add_counted_indicators
from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.act import Act
from tests.cast import act_of, member

UNITS, CONSULTATIONS, ADVISERS = 2500, 300_000, 250
EVENTS, EXPERTISES = 5000, 6000
FIRST = date(2024, 1, 8)
DAYS = 700
BATCH = 5000
FORMS, KINDS = list(Consultation.Form), list(Event.Kind)


def large_programme(at: datetime) -> tuple[Act, Programme]:
    """All of it, written at once; the act is the coordinator's."""
    programme = Programme.objects.create(
        code="duzy", name="Program o tysiącach jednostek", starts_on=FIRST, ends_on=at.date()
    )
    units = Unit.objects.bulk_create(_units(programme), batch_size=BATCH)
    advisers = Adviser.objects.bulk_create(
        Adviser(programme=programme, code=f"d{number:03d}", full_name=f"Doradca {number}")
        for number in range(ADVISERS)
    )
    pairs = [(unit, advisers[at % ADVISERS]) for at, unit in enumerate(units)]
    Assignment.objects.bulk_create(
        Assignment(unit=unit, adviser=adviser, valid_from=FIRST) for unit, adviser in pairs
    )
    _in_batches(Consultation, _consultations(pairs, at))
    events = Event.objects.bulk_create(_events(programme, at), batch_size=BATCH)
    EventDay.objects.bulk_create(
        (EventDay(event=one, held_on=one.starts_on) for one in events), batch_size=BATCH
    )
    Expertise.objects.bulk_create(_expertises(units), batch_size=BATCH)
    act = act_of(member("programme_coordinator", programme.scope, "Karol Koordynator"), at=at)
    add_counted_indicators(act, programme)
    with connection.cursor() as cursor:  # what autovacuum does by itself some minutes later
        cursor.execute("ANALYZE")
    return act, programme


def _units(programme: Programme) -> Iterator[Unit]:
    for number in range(UNITS):
        yield Unit(
            programme=programme,
            code=f"gmina-{number}",
            name=f"Gmina {number:04d}",
            kind="powiat" if number % 20 == 0 else "gmina",
            commissioning_type=("service", "institution", "regranting", "cooperation")[number % 4],
            agreement_signed_on=FIRST,
        )


def _consultations(pairs: list[tuple[Unit, Adviser]], at: datetime) -> Iterator[Consultation]:
    for number in range(CONSULTATIONS):
        unit, adviser = pairs[number % UNITS]
        subject = f"Sprawa {number % 97}"
        yield Consultation(
            unit=unit,
            adviser=adviser,
            held_on=FIRST + timedelta(days=number * 7 % DAYS),
            hours=Decimal(1 + number % 5) / 2,
            form=FORMS[number % len(FORMS)],
            subject=subject,
            subject_folded=subject.lower(),
            state=Consultation.State.AGREED,
            logged_at=at,
        )


def _events(programme: Programme, at: datetime) -> Iterator[Event]:
    for number in range(EVENTS):
        day = FIRST + timedelta(days=number * 3 % DAYS)
        yield Event(
            programme=programme,
            code=f"E{number}",
            kind=KINDS[number % len(KINDS)],
            title=f"Wydarzenie {number}",
            title_folded=f"wydarzenie {number}",
            starts_on=day,
            ends_on=day,
            people_office=number % 9,
            people_ngo=number % 17,
            state=Event.State.HELD,
            created_at=at,
        )


def _expertises(units: list[Unit]) -> Iterator[Expertise]:
    kinds = list(Expertise.Kind)
    for number in range(EXPERTISES):
        yield Expertise(
            unit=units[number % UNITS],
            kind=kinds[number % len(kinds)],
            ordered_on=FIRST + timedelta(days=30),
            is_imported=True,
        )


def _in_batches(model: type[Model], rows: Iterable[Model]) -> None:
    """Write rows without holding all of them at once."""
    batch: list[Model] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            model._default_manager.bulk_create(batch)
            batch = []
    model._default_manager.bulk_create(batch)
