"""A live portal beside the tests: web processes, a worker and the clock that rings, as served."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from mkus_portal.serve.__main__ import commands
from mkus_portal.serve.ground import ROOT, Place
from mkus_portal.serve.health import answers

READY_SECONDS = 60
WEB, WORKER, BEAT = range(3)


def part(number, environ, port=0):
    """Start one of the portal's parts exactly as `make run` does, in a session of its own."""
    os.environ.setdefault("MKUS_LOG_LEVEL", "WARNING")  # `commands` writes it into the command
    place = Place("127.0.0.1", port, Path(environ["MKUS_DATA"]))
    command = commands(place)[number].command
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | environ, start_new_session=True)


def kill(child):
    """End a part and its whole family at once, as a power cut would."""
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def wait_for_web(child, port):
    """Wait for the home page; a port that somebody else holds ends the child."""
    limit = time.monotonic() + READY_SECONDS
    while not answers("127.0.0.1", port, "localhost"):
        assert child.poll() is None, "the web processes did not start"
        assert time.monotonic() < limit, "the home page does not answer"
        time.sleep(0.1)


@contextmanager
def web(environ, port):
    """Two web processes on the port; yields the master."""
    child = part(WEB, environ, port)
    try:
        wait_for_web(child, port)
        yield child
    finally:
        kill(child)


@contextmanager
def background(environ, *numbers):
    """The worker, beat or both; yields them."""
    children = [part(number, environ) for number in numbers]
    try:
        yield children
    finally:
        for child in children:
            if child.poll() is None:
                kill(child)


def wait_for(found, seconds=60, pause=0.3):
    """Ask again and again until the answer says yes; return it."""
    limit = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(pause)
    return answer
