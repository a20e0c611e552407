"""The demo clock: an operator moves the portal's time by days; a file keeps the shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

LONGEST_WAY = 3650


@dataclass(frozen=True, slots=True)
class Banner:
    """What every page of the demonstration says at its top."""

    moved_by: int
    now: datetime


def _file() -> Path:
    return Path(settings.DATA_DIR) / "demo-clock"


def moved_by() -> int:
    """Return by how many days the portal's time is ahead of the real one."""
    try:
        return int(_file().read_text())
    except (FileNotFoundError, ValueError):
        return 0


def now() -> datetime:
    """Return the portal's time in the demonstration."""
    return timezone.now() + timedelta(days=moved_by())


def move_clock(days: int) -> int:
    """Move the portal's time on by days (back, when negative); return the whole shift."""
    shift = max(-LONGEST_WAY, min(LONGEST_WAY, moved_by() + days))
    _file().write_text(str(shift))
    return shift


def reset_clock() -> None:
    """Bring the portal back to the real time."""
    _file().unlink(missing_ok=True)


def banner() -> Banner:
    """Return the banner of a demonstration's page."""
    return Banner(moved_by(), now())
