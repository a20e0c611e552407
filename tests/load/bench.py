"""`make bench`: the first figures, measured on a private PostgreSQL and Redis of this machine.

Starts everything itself and ends it; asks nothing outside 127.0.0.1. Writes build/bench.json and
the table in docs/benchmarks.md. Needs about a minute and a machine that does nothing else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import services
from tests.load.report import write

ROOT = Path(__file__).resolve().parent.parent.parent


def measured(folder: Path) -> Path:
    """Measure in a program of its own, whose settings are the portal's; return the results."""
    results = folder / "results.json"
    with services.postgres() as database, services.redis() as broker:
        environ = os.environ | {
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "MKUS_DATA": str(folder / "data"),
            "MKUS_MODE": "embedded",
            "MKUS_DEMO": "0",
            "MKUS_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "mkus_portal.settings.base",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "tests.load.measuring", str(results)]
        subprocess.run(command, cwd=ROOT, env=environ, check=True)
    return results


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="mkus-bench-"))
    try:
        results = measured(folder)
        kept = ROOT / "build" / "bench.json"
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(results, kept)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(write(kept, ROOT / "docs" / "benchmarks.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
