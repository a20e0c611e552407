"""A migrated SQLite file, cast once for the migrations that stand and copied for each process.

A hundred migrations take longer than most tests. The mould lies in the temporary folder under the
digest of all migrations, so that a changed one makes a new mould.
"""

import fcntl
import hashlib
import shutil
import sqlite3
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
A_WEEK = 7 * 24 * 3600
ROOMS = ("mkus_portal", "contracting", "ngos", "advisory")


def digest():
    """The digest of every migration of the portal and of the versions that bring others."""
    seen = hashlib.sha256(f"{django.__version__}{ROOT}".encode())
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("migrations/*.py")):
        seen.update(path.relative_to(ROOT).as_posix().encode())
        seen.update(path.read_bytes())
    seen.update((ROOT / "requirements.lock").read_bytes())
    return seen.hexdigest()[:32]


class Mould:
    """One mould; whoever finds none holds the others back until it is cast."""

    def __init__(self, folder=None):
        self.path = Path(folder or tempfile.gettempdir()) / f"mkus-mould-{digest()}.sqlite3"
        self.lock = ExitStack()

    def copy_to(self, target):
        """Copy the mould and return True; where there is none, wait with the lock for `cast`."""
        handle = self.lock.enter_context(self.path.with_suffix(".lock").open("w"))
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not self.path.exists():
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        shutil.copyfile(self.path, target)
        self.lock.close()
        return True

    def cast(self, source):
        """Keep a migrated file as the mould, and let the others go on."""
        unfinished = self.path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with sqlite3.connect(source) as database:
            database.execute("VACUUM INTO ?", (str(unfinished),))
        database.close()
        unfinished.replace(self.path)
        self.lock.close()
        for old in self.path.parent.glob("mkus-mould-*"):
            if time.time() - old.stat().st_mtime > A_WEEK:
                old.unlink(missing_ok=True)
