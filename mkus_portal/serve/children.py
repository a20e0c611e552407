"""The portal's parts as children of one supervisor: started, watched, restarted, stopped."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
STEADY_SECONDS = 20.0
LONGEST_PAUSE = 30.0
STOP_SECONDS = 8.0


def _die_with_the_parent() -> None:
    """Ask Linux to stop this child when the supervisor itself is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One part: its command, and how often it has died young."""

    name: str
    command: Sequence[str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    not_before: float = 0.0
    early_deaths: int = 0

    def start(self) -> None:
        """Start the part in a session of its own, so that its whole family can be stopped."""
        self.running = subprocess.Popen(
            self.command,
            start_new_session=True,
            preexec_fn=_die_with_the_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # one-threaded here
        )
        self.started_at = time.monotonic()

    def is_alive(self) -> bool:
        """Whether the part is running."""
        return self.running is not None and self.running.poll() is None

    def signal_family(self, number: signal.Signals) -> None:
        """Send a signal to the part and everything that it started."""
        if self.running is None:
            return
        try:
            os.killpg(self.running.pid, number)
        except ProcessLookupError:
            return

    def note_death(self) -> float:
        """Kill what the dead part left behind; return the seconds to wait before a new start."""
        self.signal_family(signal.SIGKILL)
        young = time.monotonic() - self.started_at < STEADY_SECONDS
        self.early_deaths = self.early_deaths + 1 if young else 0
        pause = min(LONGEST_PAUSE, 2.0**self.early_deaths / 2) if young else 0.0
        self.not_before = time.monotonic() + pause
        self.running = None
        return pause


@dataclass
class Supervisor:
    """Keeps the children alive until it is told to stop."""

    children: Sequence[Child]
    say: Callable[[str], None]
    stopping: bool = field(default=False, init=False)

    def listen(self) -> None:
        """Stop on SIGTERM, SIGINT and SIGHUP."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop_asked)

    def _stop_asked(self, number: int, frame: object) -> None:
        self.stopping = True

    def look(self) -> None:
        """Restart every child that has died and whose pause is over."""
        for child in self.children:
            if child.is_alive():
                continue
            if child.running is not None:
                code = child.running.returncode
                pause = child.note_death()
                self.say(f"Część „{child.name}” zakończyła się (kod {code}), wraca za {pause:g} s.")
            if time.monotonic() >= child.not_before:
                child.start()

    def watch(self, pause: float = 0.3) -> None:
        """Look after the children until a signal comes."""
        while not self.stopping:
            self.look()
            time.sleep(pause)

    def stop(self) -> None:
        """Ask every child to finish; after STOP_SECONDS kill what is still there."""
        for child in self.children:
            if child.running is not None and child.is_alive():
                child.running.send_signal(signal.SIGTERM)
        limit = time.monotonic() + STOP_SECONDS
        while time.monotonic() < limit and any(child.is_alive() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal_family(signal.SIGKILL)
            if child.running is not None:
                child.running.wait()
