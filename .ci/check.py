"""`make test`: every check in order, each with its name and time; the first failure ends it.

`--lint` runs only what needs no database.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import services  # noqa: E402  # found only after the root is on the path

BIN = ROOT / ".venv" / "bin"
CLOSING_LINE = re.compile(r"^=+ .*\bin [\d.]+s.* =+$")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
# A process that may not keep its bytecode rewrites every assertion of the suite each time.
KEEP_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

LINT = {
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "ruff check": [BIN / "ruff", "check", "--no-cache", "."],
    "import-linter": [BIN / "lint-imports", "--no-cache"],
    "mypy --strict": [BIN / "mypy"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "templates": [sys.executable, ".ci/compile_templates.py"],
}


class StepFailed(Exception):  # noqa: N818  # says which step it was
    """A step ended with an error; the text is its name."""


@dataclass
class Run:
    """What has been run so far: names with seconds, and pytest's closing lines."""

    times: dict[str, float] = field(default_factory=dict)
    closing: dict[str, str] = field(default_factory=dict)

    def step(self, name: str, command: Sequence[str | Path], extra: Mapping[str, str]) -> None:
        """Run one command and show its output. Raises StepFailed when it fails."""
        print(f"\n── {name}", flush=True)
        start = time.monotonic()
        environ = os.environ | KEEP_BYTECODE | extra
        with subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
        ) as child:
            for line in child.stdout or ():
                print(line, end="", flush=True)
                bare = COLOUR.sub("", line).strip()
                if CLOSING_LINE.match(bare) or re.match(r"^\d+ \w+.* in [\d.]+s", bare):
                    self.closing[name] = bare
        self.times[name] = time.monotonic() - start
        if child.returncode:
            raise StepFailed(name)

    def summary(self) -> None:
        """Show the times, then pytest's closing lines."""
        print("\n── Times")
        for name, seconds in self.times.items():
            print(f"{seconds:7.1f} s  {name}")
        print(f"{sum(self.times.values()):7.1f} s  together\n")
        for name, line in self.closing.items():
            print(f"{name}: {line}")


def lint(run: Run) -> None:
    """Style, import order, types, migrations, templates."""
    embedded = {"DATABASE_URL": "", "REDIS_URL": ""}
    settings = {"DJANGO_SETTINGS_MODULE": "mkus_portal.settings.test"}
    for name, command in LINT.items():
        run.step(name, command, embedded | settings)


def tests(run: Run) -> None:
    """Everything on PostgreSQL and Redis, again on SQLite, then the browser."""
    with ExitStack() as stack:
        database = os.environ.get("DATABASE_URL") or stack.enter_context(services.postgres())
        broker = os.environ.get("REDIS_URL") or stack.enter_context(services.redis())
        print(f"\nPostgreSQL: {hide_password(database)}\nRedis: {hide_password(broker)}")
        urls = {"DATABASE_URL": database, "REDIS_URL": broker}
        run.step("pytest on PostgreSQL + Redis", [*PYTEST, "-n", "2", "-m", "not browser"], urls)
    embedded = {"DATABASE_URL": "", "REDIS_URL": ""}
    again = "not browser and not services and not once"
    run.step("pytest on SQLite", [*PYTEST, "-n", "2", "-m", again], embedded)
    # A file's tests share a world of their own: they stay in one process.
    chromium = [*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "browser"]
    run.step("pytest in Chromium", chromium, embedded)


def hide_password(url: str) -> str:
    """Return the address without what stands between the name and the @."""
    return re.sub(r":[^:@/]+@", ":…@", url)


def main() -> int:
    """Run the steps; return 1 at the first that fails."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run = Run()
    try:
        lint(run)
        if "--lint" not in sys.argv:
            tests(run)
    except StepFailed as failure:
        run.summary()
        print(f"FAILED: {failure}", flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    run.summary()
    return 0


if __name__ == "__main__":
    sys.exit(main())
