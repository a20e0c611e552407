"""The public calendar of a unit: its events and the steps of its plan that are shown."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from advisory.events.documents import period_of
from advisory.events.models import Event, EventDay
from advisory.plans.models import PlanStep
from advisory.profiles.models import UnitProfile
from mkus_portal.act import WARSAW
from mkus_portal.calendars import Entry
from mkus_portal.web import wording

ONE_DAY = timedelta(days=1)
STEP = "krok planu pracy"
UNDER_WAY = "w toku"
LAST = date.max


@dataclass(frozen=True, slots=True)
class Line:
    """What happens or happened: `register_url` while one may still sign up for it."""

    first_day: date
    when: str
    title: str
    kind: str
    place: str = ""
    register_url: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is to come, the nearest first; what has been, the newest first."""

    coming: tuple[Line, ...]
    past: tuple[Line, ...]


def calendar_of(profile: UnitProfile, day: date) -> Calendar:
    """Return the calendar as it stands on the day; two queries."""
    coming: list[Line] = []
    past: list[Line] = []
    for event in shown_events(profile):
        line = Line(
            event.starts_on,
            period_of(event),
            event.title,
            event.get_kind_display(),
            event.place,
            reverse("event-registration", args=(event.token,)) if event.registers_on(day) else "",
        )
        (past if event.state == Event.State.HELD or event.ends_on < day else coming).append(line)
    for step in profile.milestones.all():
        (past if step.done_on else coming).append(_line(step, day))
    return Calendar(
        tuple(sorted(coming, key=lambda one: (one.first_day, one.title))),
        tuple(sorted(past, key=lambda one: (one.first_day, one.title), reverse=True)),
    )


def _line(step: PlanStep, day: date) -> Line:
    """Return a step of the plan; one whose term is past and that is not done is under way."""
    if step.done_on is None and step.due_on < day:
        kind = f"{STEP}, planowany na {wording.day(step.due_on)}"
        return Line(LAST, UNDER_WAY, step.name, kind)
    when = step.done_on or step.due_on
    return Line(when, wording.day(when), step.name, STEP)


def shown_events(profile: UnitProfile) -> list[Event]:
    """Return the unit's events that are announced or were held."""
    shown = (Event.State.ANNOUNCED, Event.State.HELD)
    return list(Event.objects.filter(units=profile.unit_id, state__in=shown))


def entries_of(profile: UnitProfile, url: str) -> list[Entry]:
    """Return the calendar as a programme that keeps calendars takes it; three queries.

    `url` is the unit's page, to which each entry leads.
    """
    events = {one.pk: one for one in shown_events(profile)}
    days: dict[int, list[EventDay]] = {}
    for day in EventDay.objects.filter(event__in=events).order_by("held_on"):
        days.setdefault(day.event_id, []).append(day)
    found = [entry for one in events.values() for entry in _event(one, days.get(one.pk, []), url)]
    return found + [_step(one, url) for one in profile.milestones.all()]


def _event(event: Event, days: list[EventDay], url: str) -> list[Entry]:
    """Return an entry for each day whose hours are all known, else one for the whole event."""
    if days and all(one.hours for one in days):
        return [_day(event, one, url) for one in days]
    return [
        Entry(
            key=f"event-{event.pk}",
            stamp=event.created_at,
            title=event.title,
            starts=event.starts_on,
            ends=event.ends_on + ONE_DAY,
            url=url,
            place=event.place,
        )
    ]


def _day(event: Event, day: EventDay, url: str) -> Entry:
    hours = day.hours
    assert hours is not None  # noqa: S101 - asked by the caller
    starts, ends = (datetime.combine(day.held_on, one, WARSAW) for one in hours)
    title = f"{event.title}: {day.topic}" if day.topic else event.title
    key = f"event-day-{day.pk}"
    return Entry(key, event.created_at, title, starts, ends, url, event.place)


def _step(step: PlanStep, url: str) -> Entry:
    day = step.done_on or step.due_on
    stamp = datetime(day.year, day.month, day.day, tzinfo=WARSAW)
    return Entry(f"step-{step.pk}", stamp, step.name, day, day + ONE_DAY, url)
