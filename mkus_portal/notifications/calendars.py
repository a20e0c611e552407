"""What waits for somebody as a file that calendars read (RFC 5545): one entry for each term."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from mkus_portal.notifications.actions import absolute
from mkus_portal.notifications.models import Duty

LINE_OCTETS = 73  # a folded line has at most 75 with the space that goes on
STAMP = "%Y%m%dT%H%M%SZ"
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_of(duties: Iterable[Duty], at: datetime) -> str:
    """Return the duties that have a term; a term that is a whole day is one in the calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MKUS Portal//Czeka na mnie//PL"]
    for duty in duties:
        if duty.term is not None:
            lines += _event(duty, duty.term, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(duty: Duty, term: date | datetime, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:zadanie-{duty.pk}@mkus-portal",
        f"DTSTAMP:{at.astimezone(UTC):{STAMP}}",
        *_when(term),
        f"SUMMARY:{duty.sentence.translate(ESCAPES)}",
        f"URL:{absolute(duty.url)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _when(term: date | datetime) -> tuple[str, ...]:
    if isinstance(term, datetime):
        return (f"DTSTART:{term.astimezone(UTC):{STAMP}}",)
    after = term + timedelta(days=1)
    return (f"DTSTART;VALUE=DATE:{term:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")


def _folded(line: str) -> str:
    """Return a line in pieces of so many octets; no letter is torn apart."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_OCTETS:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
