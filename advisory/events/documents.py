"""The attendance list, the event's report and the certificate, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from advisory.events.models import Event, EventDay, Participant
from advisory.events.permissions import may_read, may_read_certificate
from advisory.events.rules import People, people_of
from advisory.programmes.letterhead import letterhead_of
from mkus_portal.act import NOWHERE, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording

LIST, REPORT, CERTIFICATE = "attendance_list", "event_report", "event_certificate"
EMPTY_ROWS = 8
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the list: name, whence, and a mark for each day."""

    name: str
    whence: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Everything that the list says; before the event its cells wait for signatures."""

    letterhead: Letterhead
    title: str
    facts: tuple[tuple[str, str], ...]
    days: tuple[str, ...]
    lines: tuple[Line, ...]
    empty_rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EventReport:
    """Everything that the report of an event says."""

    letterhead: Letterhead
    watermark: str
    title: str
    facts: tuple[tuple[str, str], ...]
    agenda: str
    days: tuple[tuple[str, str, str, int], ...]
    people: tuple[tuple[str, int, int, int], ...]
    total: tuple[int, int, int]
    units: tuple[str, ...]
    estimated: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything that a certificate says."""

    letterhead: Letterhead
    person: str
    whence: str
    kind: str
    title: str
    place: str
    days: tuple[str, ...]
    hours: str


def period_of(event: Event) -> str:
    """Return the event's days in words: one, or from the first to the last."""
    if event.starts_on == event.ends_on:
        return wording.day(event.starts_on)
    return f"{wording.day(event.starts_on)} – {wording.day(event.ends_on)}"


def _letterhead(event: Event) -> Letterhead:
    return letterhead_of(event.programme, event.get_kind_display().capitalize())


def _facts(event: Event) -> tuple[tuple[str, str], ...]:
    lines = (
        ("Rodzaj", event.get_kind_display()),
        ("Kiedy", period_of(event)),
        ("Miejsce", event.place),
    )
    return tuple((term, said) for term, said in lines if said)


def build_list(event: Event, asked_at: datetime) -> AttendanceList:
    """Return the list as it stands: who registered, who was there on which day."""
    days = list(event.days.all())
    people = event.participants.prefetch_related("presences")
    lines = tuple(
        Line(one.full_name, whence_of(one), tuple(_mark(one, day) for day in days))
        for one in people
    )
    rows = EMPTY_ROWS if event.state == Event.State.ANNOUNCED else 0
    return AttendanceList(
        letterhead=_letterhead(event),
        title=event.title,
        facts=_facts(event),
        days=tuple(wording.day(one.held_on) for one in days),
        lines=lines,
        empty_rows=tuple(range(len(lines) + 1, len(lines) + rows + 1)),
    )


def _mark(person: Participant, day: EventDay) -> str:
    return "obecność" if any(one.day_id == day.pk for one in person.presences.all()) else ""


def whence_of(person: Participant) -> str:
    """Return where somebody comes from: the name they gave, else the sector."""
    return person.comes_from or person.get_sector_display()


def build_report(event: Event, asked_at: datetime) -> EventReport:
    """Return the event's report: figures by sector and day; no names of people."""
    read = Event.objects.with_presence().select_related("programme").get(pk=event.pk)
    people: People = people_of([read])
    is_held = event.state == Event.State.HELD
    return EventReport(
        letterhead=_letterhead(event),
        watermark="" if is_held else "WERSJA ROBOCZA",
        title=event.title,
        facts=_facts(event),
        agenda=event.agenda,
        days=tuple(_day_line(one) for one in event.days.prefetch_related("presences")),
        people=tuple(people.rows),
        total=(people.all_registered, people.all_by_hand, people.total),
        units=tuple(one.name for one in event.units.all()),
        estimated=event.estimated,
    )


def _day_line(day: EventDay) -> tuple[str, str, str, int]:
    return wording.day(day.held_on), hours_of(day), day.topic, len(day.presences.all())


def hours_of(day: EventDay) -> str:
    """Return from when to when, empty where it is not said."""
    hours = day.hours
    return f"{hours[0]:%H:%M}–{hours[1]:%H:%M}" if hours else ""


def build_certificate(participant: Participant, asked_at: datetime) -> Certificate:
    """Return the certificate: the days on which the person was there."""
    event = participant.event
    there = EventDay.objects.filter(presences__participant=participant)
    days = list(there)
    minutes = sum(_minutes(one) for one in days)
    hours = wording.number(in_hours(minutes)) if minutes else ""
    return Certificate(
        letterhead=_letterhead(event),
        person=participant.full_name,
        whence=participant.comes_from,
        kind=event.get_kind_display(),
        title=event.title,
        place=event.place,
        days=tuple(wording.day(one.held_on) for one in days),
        hours=f"{hours} h" if hours else "",
    )


def in_hours(minutes: int) -> Decimal:
    """Return minutes as hours with one decimal place, half-up."""
    return (Decimal(minutes) / 60).quantize(TENTH, ROUND_HALF_UP)


def _minutes(day: EventDay) -> int:
    if day.hours is None:
        return 0
    first, last = day.hours
    return (last.hour - first.hour) * 60 + last.minute - first.minute


def owner_of_event(event: Event) -> Scope:
    """Return the programme, in whose list the document stands."""
    return event.programme.scope


def owner_of_certificate(participant: Participant) -> Scope:
    """Return nobody: a certificate is given out on the person's own page."""
    return NOWHERE


ATTENDANCE_LIST = DocumentKind(
    code=LIST,
    label="Lista obecności",
    template="documents/attendance_list.html",
    build=build_list,
    may_read=may_read,
    owner=owner_of_event,
)
EVENT_REPORT = DocumentKind(
    code=REPORT,
    label="Sprawozdanie z wydarzenia",
    template="documents/event_report.html",
    build=build_report,
    may_read=may_read,
    owner=owner_of_event,
)
EVENT_CERTIFICATE = DocumentKind(
    code=CERTIFICATE,
    label="Zaświadczenie o udziale",
    template="documents/event_certificate.html",
    build=build_certificate,
    may_read=may_read_certificate,
    owner=owner_of_certificate,
)
DOCUMENTS = {one.code: one for one in (ATTENDANCE_LIST, EVENT_REPORT)}
