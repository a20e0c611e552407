"""On what the figures were measured: date, processor, versions, and how busy the machine was."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.utils import timezone

LIBRARIES = ("django", "gunicorn", "psycopg", "weasyprint")
BYTES_IN_GIB = 1024**3
QUIET = 0.5


def machine() -> dict[str, str]:
    """Read it now, before the load."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / BYTES_IN_GIB
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    return {
        "date": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "versions": ", ".join(
            [
                f"Python {platform.python_version()}",
                f"PostgreSQL {postgres.split()[0]}",
                *(f"{name} {version(name)}" for name in LIBRARIES),
            ]
        ),
        "busy before": _busy(os.getloadavg()[0]),
    }


def _busy(load: float) -> str:
    """Say how busy the machine was, and whether the figures are to be believed."""
    if load < QUIET:
        return f"load average {load:.2f}"
    return f"load average {load:.2f} – **others were at work: measure again on a quiet machine**"


def _processor() -> str:
    """Return the processor's name; the kernel's word for the architecture where it has none."""
    cpu = Path("/proc/cpuinfo")
    found = (
        re.search(r"^model name\s*:\s*(.+)$", cpu.read_text(), re.MULTILINE)
        if cpu.exists()
        else None
    )
    return found.group(1).strip() if found else platform.machine()
