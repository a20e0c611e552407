"""The supervisor: a dead part comes back, all of them end together and quickly."""

import os
import signal
import sys
import time

import pytest

from mkus_portal.serve import children
from mkus_portal.serve.children import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]
PARENT = [
    sys.executable,
    "-c",
    """
import pathlib, subprocess, sys, time
child = subprocess.Popen(["sleep", "60"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
""",
]


def until(condition, seconds=10):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "too slow"
        time.sleep(0.02)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123  # a file of the kernel
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def supervised():
    started = []

    def start(*commands):
        said = []
        family = [Child(f"część {number}", command) for number, command in enumerate(commands)]
        supervisor = Supervisor(family, said.append)
        started.append(supervisor)
        supervisor.look()
        return supervisor, said

    yield start
    for supervisor in started:
        supervisor.stop()


def test_killed_part_comes_back_and_the_others_stay(supervised):
    supervisor, said = supervised(SLEEP, SLEEP)
    first, second = (child.running.pid for child in supervisor.children)

    os.kill(first, signal.SIGKILL)
    until(lambda: not supervisor.children[0].is_alive())
    until(lambda: supervisor.look() or supervisor.children[0].is_alive())

    assert supervisor.children[0].running.pid != first
    assert supervisor.children[1].running.pid == second
    assert said == ["Część „część 0” zakończyła się (kod -9), wraca za 1 s."]


def test_part_that_dies_at_once_waits_longer_each_time():
    child = Child("część", SLEEP)
    pauses = []
    for _ in range(8):
        child.started_at = time.monotonic()
        pauses.append(child.note_death())

    assert pauses[:3] == [1, 2, 4]
    assert pauses[-1] == children.LONGEST_PAUSE


def test_part_that_worked_for_long_comes_back_at_once():
    child = Child("część", SLEEP)
    child.started_at = time.monotonic() - children.STEADY_SECONDS - 1

    assert child.note_death() == 0


def test_dead_part_leaves_nobody_behind(supervised, tmp_path):
    note = tmp_path / "pid"
    supervisor, _ = supervised([*PARENT, str(note)])
    until(lambda: note.exists() and note.read_text())
    grandchild = int(note.read_text())

    supervisor.children[0].running.kill()
    until(lambda: not supervisor.children[0].is_alive())
    supervisor.look()

    until(lambda: not is_running(grandchild))


def test_stop_ends_every_part_also_one_that_does_not_listen(supervised, monkeypatch):
    monkeypatch.setattr(children, "STOP_SECONDS", 0.5)
    supervisor, _ = supervised(SLEEP, STUBBORN)
    time.sleep(0.3)

    supervisor.stop()

    assert not any(child.is_alive() for child in supervisor.children)
