"""A calendar as iCalendar (RFC 5545): pure text, the same for the same entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
BREAK = "\r\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; days without hours end on the day after the last."""

    key: str
    stamp: datetime
    title: str
    place: str
    starts: date | datetime
    ends: date | datetime


def calendar_file(name: str, host: str, url: str, entries: Iterable[Entry]) -> bytes:
    """Return the file; `host` makes the entries' names their own in the world."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//MKUS Portal//PL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "X-WR-TIMEZONE:Europe/Warsaw",
    ]
    for entry in sorted(entries, key=lambda one: one.key):
        lines += _entry(entry, host, url)
    lines.append("END:VCALENDAR")
    return (BREAK.join(_folded(one) for one in lines) + BREAK).encode()


def _entry(entry: Entry, host: str, url: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@{host}",
        f"DTSTAMP:{_instant(entry.stamp)}",
        _when("DTSTART", entry.starts),
        _when("DTEND", entry.ends),
        f"SUMMARY:{_text(entry.title)}",
        *([f"LOCATION:{_text(entry.place)}"] if entry.place else []),
        f"URL:{url}",
        "END:VEVENT",
    ]


def _when(name: str, when: date | datetime) -> str:
    if isinstance(when, datetime):
        return f"{name}:{_instant(when)}"
    return f"{name};VALUE=DATE:{when:%Y%m%d}"


def _instant(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(said: str) -> str:
    """Return a text with the signs that mean something there marked as plain (RFC 5545, 3.3.11)."""
    plain = said.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> str:
    """Return the line in pieces of at most 75 octets, no letter torn (RFC 5545, 3.1)."""
    pieces, piece, room = [], "", OCTETS
    for letter in line:
        width = len(letter.encode())
        if width > room:
            pieces.append(piece)
            piece, room = "", OCTETS - 1
        piece += letter
        room -= width
    return f"{BREAK} ".join([*pieces, piece])
