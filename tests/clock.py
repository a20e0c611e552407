"""The portal's time in tests: it stands still until a test moves it."""

from datetime import datetime

from mkus_portal.act import WARSAW

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=WARSAW)


class Clock:
    """`clock.at = …` moves the time that pages, tasks and commands see."""

    def __init__(self):
        self.at = NOW


clock = Clock()


def now():
    return clock.at
