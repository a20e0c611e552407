"""`make run` from the outside: it answers, mends itself, stops, and refuses in one sentence."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mkus_portal.serve.ground import ROOT
from tests.services import free_port

SERVE = [sys.executable, "-m", "mkus_portal.serve"]
START_SECONDS = 90


def environment(folder, port):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MKUS_")}
    return plain | {
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "mkus_portal.settings.base",
        "MKUS_DATA": str(folder),
        "MKUS_DEMO": "0",
        "PORT": str(port),
    }


@pytest.fixture
def portal(tmp_path):
    """A running embedded portal: its supervisor, its port and what it has written."""
    port = free_port()
    screen = tmp_path / "screen"
    with screen.open("wb") as output:
        supervisor = subprocess.Popen(
            SERVE,
            cwd=ROOT,
            env=environment(tmp_path / "data", port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: "MKUS Portal: http" in screen.read_text() or supervisor.poll() is not None)
        yield supervisor, port, screen
    finally:
        supervisor.terminate()
        supervisor.wait(timeout=20)


def until(condition, seconds=START_SECONDS):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "too slow"
        time.sleep(0.1)


def parts(supervisor):
    """The command of each child by its id."""
    children = Path(f"/proc/{supervisor.pid}/task/{supervisor.pid}/children").read_text().split()
    return {int(pid): Path(f"/proc/{pid}/cmdline").read_text() for pid in children}


def worker_of(supervisor):
    return next((pid for pid, line in parts(supervisor).items() if "\0worker\0" in line), None)


def home(port):
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=20) as answer:
        return answer.status


def test_portal_answers_mends_itself_and_stops(portal):
    supervisor, port, screen = portal
    assert f"MKUS Portal: http://localhost:{port}/" in screen.read_text()
    assert home(port) == 200

    killed = worker_of(supervisor)
    os.kill(killed, signal.SIGKILL)
    until(lambda: worker_of(supervisor) not in {killed, None}, 20)
    assert home(port) == 200

    supervisor.terminate()
    assert supervisor.wait(timeout=20) == 0
    assert "Traceback" not in screen.read_text()
    assert screen.read_text().rstrip().endswith("Portal zatrzymany.")


def test_second_portal_on_the_port_is_refused_in_one_sentence(portal, tmp_path):
    _, port, _ = portal

    second = subprocess.run(
        SERVE,
        cwd=ROOT,
        env=environment(tmp_path / "other", port),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {port} jest zajęty")
    assert second.stderr.count("\n") == 1
