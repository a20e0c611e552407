"""Days and hours counted from the day of loading; offices work on working days."""

from datetime import date, datetime, time, timedelta

from mkus_portal.act import WARSAW
from mkus_portal.law.working_days import is_working_day, next_working_day

LAST_MONTH_TO_START = 10
LAST_DAY_OF_TASKS = (12, 15)
FIRST_MONTH_TO_END = 3
ENDED_BEFORE, TOOK = timedelta(days=24), timedelta(days=240)


class Calendar:
    """Counts from the Warsaw day of the anchor; all hours are within a working day's reach."""

    def __init__(self, anchor: datetime) -> None:
        self.today = anchor.astimezone(WARSAW).date()

    def day(self, offset: int) -> date:
        """Return the day so many days after the loading (before it, when negative)."""
        return self.today + timedelta(days=offset)

    def office_day(self, offset: int) -> date:
        """Return a working day: of the past the one before, of the future the one after."""
        day = self.day(offset)
        if offset >= 0:
            return next_working_day(day)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    def task_starts(self, offset: int) -> date:
        """Return the first day of tasks; late in the year they wait for the new budget."""
        day = self.day(offset)
        if day.month > LAST_MONTH_TO_START:
            return date(day.year + 1, 1, 2)
        return day

    @property
    def past_tasks(self) -> tuple[date, date]:
        """The first and the last day of tasks that have ended and wait for their final report.

        Early in the year they are the tasks of the year before.
        """
        ended = self.today - ENDED_BEFORE
        if ended.month < FIRST_MONTH_TO_END:
            ended = date(ended.year - 1, *LAST_DAY_OF_TASKS)
        return max(date(ended.year, 1, 2), ended - TOOK), ended

    def task_ends(self, starts: date, years: int) -> date:
        """Return the last day of tasks that take so many budget years."""
        return date(starts.year + years - 1, *LAST_DAY_OF_TASKS)


def moment(day: date, hour: str) -> datetime:
    """Return the instant on the Warsaw clock, for example `moment(day, "09:15")`."""
    return datetime.combine(day, time.fromisoformat(hour), WARSAW)
