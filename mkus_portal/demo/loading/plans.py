"""When a call of the demonstration was prepared, approved, published and closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mkus_portal.demo.loading.calendar import Calendar, moment
from mkus_portal.demo.loading.content import content

HOURS = {
    "prepared": "09:05",
    "sent": "12:20",
    "returned": "13:10",
    "approved": "13:15",
    "published": "14:05",
    "cancelled": "10:30",
    "annulled": "12:45",
}


@dataclass(frozen=True, slots=True)
class CallPlan:
    """A call's entry with the calendar that its days are counted on."""

    entry: dict[str, Any]
    calendar: Calendar

    @property
    def key(self) -> str:
        """The call's key among the steps."""
        return f"call:{self.entry['key']}"

    def has(self, what: str) -> bool:
        """Whether this has happened to the call."""
        return what in self.entry

    @property
    def is_past(self) -> bool:
        """Whether its tasks have ended; its days count from the first day of those tasks."""
        return bool(self.entry.get("past"))

    def day(self, offset: int) -> date:
        """Return the working day that an entry's number of days means."""
        if self.is_past:
            offset += (self.starts - self.calendar.today).days
        return self.calendar.office_day(offset)

    def when(self, what: str) -> datetime:
        """Return when it happened: a working day, later hours for later moves."""
        return moment(self.day(self.entry[what]), HOURS[what])

    def since_opening(self, days: int, hour: str) -> datetime:
        """Return an instant so many days after the publication."""
        return moment(self.when("published").date() + timedelta(days=days), hour)

    def before_closing(self, days: int, hour: str) -> datetime:
        """Return an instant so many days before the deadline."""
        return moment(self.deadline.date() - timedelta(days=days), hour)

    @property
    def deadline(self) -> datetime:
        """The last instant for offers."""
        return moment(self.day(self.entry["deadline"]), self.entry["hour"])

    @property
    def starts(self) -> date:
        """The first day of the tasks."""
        if self.is_past:
            return self.calendar.past_tasks[0]
        return self.calendar.task_starts(self.entry["starts"])

    @property
    def ends(self) -> date:
        """The last day of the tasks."""
        if self.is_past:
            return self.calendar.past_tasks[1]
        return self.calendar.task_ends(self.starts, self.entry["years"])


def call_plans(calendar: Calendar) -> dict[str, CallPlan]:
    """Return the plans of all calls by their keys."""
    return {one["key"]: CallPlan(one, calendar) for one in content("calls")["call"]}
