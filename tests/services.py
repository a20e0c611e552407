"""Private PostgreSQL, Redis and clamd for the tests: in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

START_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def postgres_programs():
    """The folder with initdb and postgres: the newest that Debian installed, else on PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parent.parent.name),
    )
    found = versions[-1] if versions else shutil.which("initdb")
    if not found:
        message = (
            "Nie ma PostgreSQL (initdb): zainstaluj pakiet postgresql albo podaj DATABASE_URL."
        )
        raise SystemExit(message)
    return Path(found).parent


def unprivileged():
    """Arguments for subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    message = "Nie ma konta postgres ani nobody, a PostgreSQL nie działa jako root."
    raise SystemExit(message)


@contextmanager
def private_folder(prefix, account):
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(ready, server, name):
    limit = time.monotonic() + START_SECONDS
    while not ready():
        if server.poll() is not None or time.monotonic() > limit:
            message = f"{name} nie wystartował."
            raise SystemExit(message)
        time.sleep(0.1)


def stop(server, signal_number):
    server.send_signal(signal_number)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


class Postgres:
    """A PostgreSQL cluster of one's own that can be stopped and started again on its port."""

    def __init__(self, folder, account):
        self.programs, self.folder, self.account = postgres_programs(), folder, account
        self.cluster, self.port = folder / "cluster", free_port()
        self.url = f"postgres://mkus@127.0.0.1:{self.port}/postgres"
        initdb = [self.programs / "initdb", "-D", self.cluster, "-U", "mkus", "-A", "trust"]
        initdb += ["-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        subprocess.run(
            initdb, check=True, cwd=folder, stdout=subprocess.DEVNULL, close_fds=True, **account
        )

    def start(self):
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 100,
            "log_min_messages": "fatal",
        }
        command = [self.programs / "postgres", "-D", self.cluster]
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, **self.account
            )
        probe = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        wait_until(
            lambda: not subprocess.run(probe, check=False).returncode, self.server, "Postgres"
        )

    def stop(self):
        stop(self.server, 2)


@contextmanager
def postgres_cluster() -> Iterator[Postgres]:
    """A new cluster, started; yields what stops and starts it."""
    account = unprivileged()
    with private_folder("mkus-postgres-", account) as folder:
        cluster = Postgres(folder, account)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def postgres() -> Iterator[str]:
    """A new PostgreSQL cluster on a free port; yields its DATABASE_URL."""
    with postgres_cluster() as cluster:
        yield cluster.url


@contextmanager
def redis(port=None) -> Iterator[str]:
    """A new Redis on the port (a free one), nothing on disk; yields its REDIS_URL."""
    program, port = shutil.which("redis-server"), port or free_port()
    if not program:
        message = "Nie ma redis-server: zainstaluj pakiet redis-server albo podaj REDIS_URL."
        raise SystemExit(message)
    with private_folder("mkus-redis-", {}) as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "no", "--databases", "64"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: answers(port), server, "Redis")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            stop(server, 15)


def answers(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(b"PING\r\n")
        return line.recv(16).startswith(b"+PONG")
    return False


VIRUS = b"MKUS-PORTAL-PROBNY-WIRUS"
VIRUS_NAME = "Mkus.Probny"
CLAMD = """\
Foreground yes
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}
TemporaryDirectory {folder}
StreamMaxLength 4M
"""


@contextmanager
def clamd() -> Iterator[str]:
    """A new clamd that knows one virus, ours; yields what MKUS_CLAMD says."""
    program = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        message = "Nie ma clamd: zainstaluj pakiet clamav-daemon."
        raise SystemExit(message)
    with private_folder("mkus-clamd-", {}) as folder:
        (folder / "clamd.conf").write_text(CLAMD.format(folder=folder))
        (folder / "mkus.ndb").write_text(f"{VIRUS_NAME}:0:*:{VIRUS.hex()}\n")
        server = subprocess.Popen(
            [program, "--config-file", folder / "clamd.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until((folder / "clamd.sock").exists, server, "clamd")
            yield f"unix:{folder}/clamd.sock"
        finally:
            stop(server, 15)
