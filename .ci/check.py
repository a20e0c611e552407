"""`make test`: every check, each with its name and time; the first failure ends all.

Two lanes run beside each other, so that one works while the other waits; a step's output is shown
when it has ended.

`--lint` runs only what needs no database.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, suppress
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
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
# Each process takes the tests that follow each other, and what one of them made for its neighbours.
PARALLEL = [*PYTEST, "-n", "2", "--dist", "worksteal"]

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
    """What is running and what has run: children, names with seconds, pytest's closing lines."""

    start: float = field(default_factory=time.monotonic)
    children: list[subprocess.Popen[str]] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    closing: dict[str, str] = field(default_factory=dict)
    is_ending: bool = False

    def step(self, name: str, command: Sequence[str | Path], extra: Mapping[str, str]) -> None:
        """Run one command and show its output. Raises StepFailed when it fails."""
        if self.is_ending:
            return
        print(f"… {name}", flush=True)
        start = time.monotonic()
        environ = os.environ | KEEP_BYTECODE | extra
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as child:
            self.children.append(child)
            output, _ = child.communicate()
        self.times[name] = time.monotonic() - start
        print(f"\n── {name}\n{output}", end="", flush=True)
        for line in output.splitlines():
            bare = COLOUR.sub("", line).strip()
            if CLOSING_LINE.match(bare) or re.match(r"^\d+ \w+.* in [\d.]+s", bare):
                self.closing[name] = bare
        if child.returncode:
            raise StepFailed(name)

    def beside(self, *lanes: Callable[["Run"], None]) -> None:
        """Run the lanes at the same time; the first failure ends all and is raised."""
        with ThreadPoolExecutor(len(lanes)) as pool:
            try:
                for lane in as_completed([pool.submit(one, self) for one in lanes]):
                    lane.result()
            except BaseException:
                self.is_ending = True
                self.interrupt()
                raise

    def interrupt(self) -> None:
        """Do to every child and its family what Ctrl+C would."""
        for child in self.children:
            if child.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGINT)

    def summary(self) -> None:
        """Show the times, then pytest's closing lines."""
        print("\n── Times")
        for name, seconds in self.times.items():
            print(f"{seconds:7.1f} s  {name}")
        print(f"{time.monotonic() - self.start:7.1f} s  together\n")
        for name, line in self.closing.items():
            print(f"{name}: {line}")


def lint(run: Run) -> None:
    """Style, import order, types, migrations, templates."""
    settings = {"DJANGO_SETTINGS_MODULE": "mkus_portal.settings.test"}
    for name, command in LINT.items():
        run.step(name, command, EMBEDDED | settings)


def on_postgres(run: Run) -> None:
    """Test everything but the browser on PostgreSQL and Redis."""
    with ExitStack() as stack:
        database = os.environ.get("DATABASE_URL") or stack.enter_context(services.postgres())
        broker = os.environ.get("REDIS_URL") or stack.enter_context(services.redis())
        print(f"PostgreSQL: {hide_password(database)}\nRedis: {hide_password(broker)}")
        urls = {"DATABASE_URL": database, "REDIS_URL": broker}
        run.step("pytest on PostgreSQL + Redis", [*PARALLEL, "-m", "not browser"], urls)


def on_sqlite(run: Run) -> None:
    """Ask again what another database could answer otherwise."""
    again = "not browser and not services and not once"
    run.step("pytest on SQLite", [*PARALLEL, "-m", again], EMBEDDED)


def in_chromium(run: Run) -> None:
    """Look at every page; a file's tests share a world of their own and stay in one process."""
    command = [*PYTEST, "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "browser"]
    run.step("pytest in Chromium", command, EMBEDDED)


def hide_password(url: str) -> str:
    """Return the address without what stands between the name and the @."""
    return re.sub(r":[^:@/]+@", ":…@", url)


def main() -> int:
    """Run the lanes; return 1 at the first step that fails."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run = Run()
    try:
        if "--lint" in sys.argv:
            run.beside(lint)
        else:
            run.beside(lint, on_postgres)
            run.beside(on_sqlite, in_chromium)
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
