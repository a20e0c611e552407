"""Terms and meetings as a file that calendars read (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `ends` is the day after the last, or an instant; None for a moment.

    `is_free` is one that leaves the time free, as a term does.
    """

    key: str
    stamp: datetime
    title: str
    starts: date | datetime
    ends: date | datetime | None
    url: str
    place: str = ""
    is_free: bool = False


def calendar_file(entries: Iterable[Entry], host: str, name: str = "") -> bytes:
    """Return the file, the same bytes for the same entries; `host` makes their names unique."""
    calendar = Calendar()
    calendar.add("prodid", "-//MKUS Portal//PL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", "Europe/Warsaw")
    for entry in sorted(entries, key=lambda one: one.key):
        calendar.add_component(_event(entry, host))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, host: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", _in_utc(entry.stamp))
    event.add("dtstart", _in_utc(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _in_utc(entry.ends))
    event.add("summary", entry.title)
    event.add("url", entry.url)
    if entry.place:
        event.add("location", entry.place)
    if entry.is_free:
        event.add("transp", "TRANSPARENT")
    return event


def _in_utc(when: date | datetime) -> date | datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else when
