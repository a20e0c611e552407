"""What waits for somebody as a file that calendars read: one entry for each term."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mkus_portal.calendars import Entry, calendar_file
from mkus_portal.notifications.actions import absolute
from mkus_portal.notifications.models import Duty

HOST = "mkus-portal"


def calendar_of(duties: Iterable[Duty], at: datetime) -> bytes:
    """Return the duties that have a term; a term that is a whole day is one in the calendar."""
    return calendar_file((_entry(one, at) for one in duties if one.term is not None), HOST)


def _entry(duty: Duty, at: datetime) -> Entry:
    term = duty.term
    assert term is not None  # noqa: S101 - asked by the caller
    is_moment = isinstance(term, datetime)
    return Entry(
        key=f"zadanie-{duty.pk}",
        stamp=at,
        title=duty.sentence,
        starts=term,
        ends=None if is_moment else term + timedelta(days=1),
        url=absolute(duty.url),
        is_free=True,
    )
