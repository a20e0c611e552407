"""What the portal does by itself for open surveys."""

from datetime import timedelta

from contracting.surveys.actions.inviting import remind
from contracting.surveys.actions.running import close_survey
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken


def is_reminder_due(act: Act, survey: Survey) -> bool:
    """Whether the automatic reminder's day has come and none has gone out since.

    A reminder sent by hand on that day or later counts.
    """
    if survey.remind_days is None or survey.closes_on is None:
        return False
    first = survey.closes_on - timedelta(days=survey.remind_days)
    done = survey.reminded_on is not None and survey.reminded_on >= first
    return survey.takes_answers_on(act.day) and act.day >= first and not done


def tend_all(act: Act) -> tuple[int, int]:
    """Return how many reminders were sent and how many surveys closed; each in a transaction."""
    reminded = closed = 0
    for survey in Survey.objects.filter(state=Survey.State.OPEN).order_by("pk"):
        try:
            if survey.is_past_on(act.day):
                close_survey(act, survey)
                closed += 1
            elif is_reminder_due(act, survey):
                reminded += remind(act, survey)
        except (Refused, Overtaken):  # somebody was faster
            continue
    return reminded, closed
