"""Settings of the journeys: as the tests', with a beat that rings every second.

The guide and the workbooks are not issued: the worker would print them first.
"""

from mkus_portal.settings.test import *  # noqa: F403 - the same settings but for the beat
from mkus_portal.settings.test import CELERY_BEAT_SCHEDULE

CELERY_BEAT_SCHEDULE = {
    name: {**entry, "schedule": 1.0}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name != "booklets"
}
