"""The portal as `make run` starts it, with the demonstration, in a folder of its own.

The demonstration is loaded and printed once for a run of the tests; a journey starts from a copy.
"""

import fcntl
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkus_portal.serve.ground import ROOT
from tests.services import free_port

START_SECONDS = 1800  # a busy machine loads the demonstration slowly; one that dies is told at once
STOP_SECONDS = 60
PRINT_SECONDS = 900
WAITING = "SELECT count(*) FROM documents_document WHERE state IN ('waiting', 'building')"


@dataclass(frozen=True)
class Portal:
    """Where it answers, and the password of everybody in the demonstration."""

    address: str
    password: str

    def sign_in(self, context, email):
        """A page of somebody who has signed in by the form."""
        page = context.new_page()
        page.goto(self.address + "/konto/login/")
        page.get_by_label("E-mail").fill(email)
        page.locator("[name=password]").fill(self.password)
        page.get_by_role("main").get_by_role("button", name="Zaloguj się").click()
        page.wait_for_url("**/biurko/")
        return page


def environment(folder, port):
    """Nothing of the tests' own settings; everything below the folder."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MKUS_")}
    return plain | {
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "mkus_portal.settings.base",
        "MKUS_DATA": str(folder / "data"),
        "PORT": str(port),
    }


@contextmanager
def running(folder):
    """Start it on a copy of the demonstration; yields the Portal once it says that it is there.

    `folder` is one of pytest's; its parallel workers have the folder above them in common.
    """
    folder = Path(folder)
    above = folder.parent.parent if folder.parent.name.startswith("popen-") else folder.parent
    shutil.copytree(demonstration(above) / "data", folder / "data", dirs_exist_ok=True)
    with started(folder) as portal:
        yield portal


def demonstration(above):
    """The folder of a portal with the demonstration and all its files; made by whoever is first."""
    made = above / "demonstration"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = made.with_suffix(".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            with started(unfinished):
                wait_for_files(unfinished / "data" / "portal.sqlite3")
            unfinished.rename(made)
    return made


def wait_for_files(database):
    """Wait until the worker has printed every document of the demonstration."""
    limit = time.monotonic() + PRINT_SECONDS
    while waiting_in(database):
        assert time.monotonic() < limit, f"{waiting_in(database)} documents are still waiting"
        time.sleep(1)


def waiting_in(database):
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        return connection.execute(WAITING).fetchone()[0]


@contextmanager
def started(folder):
    """Start it with its worker and clock in a folder; yields the Portal once it is there."""
    screen, port = folder / "screen", free_port()
    command = [sys.executable, "-m", "mkus_portal.serve"]
    with screen.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(folder, port), stdout=output, stderr=output
        )
    try:
        yield Portal(f"http://localhost:{port}", wait_for_password(child, screen))
    finally:
        child.terminate()
        child.wait(STOP_SECONDS)


def wait_for_password(child, screen):
    """The password that the portal prints when it is ready."""
    limit = time.monotonic() + START_SECONDS
    while not (
        found := re.search(r"MKUS Portal: http[\s\S]*hasło[^:]*: (\S+)", screen.read_text())
    ):
        assert child.poll() is None, screen.read_text()
        assert time.monotonic() < limit, screen.read_text()
        time.sleep(0.2)
    return found[1]
