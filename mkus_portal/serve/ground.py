"""What must be true before the portal starts; an obstacle is one sentence that says what to do."""

import ctypes
import errno
import fcntl
import os
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent
LAST_PORT = 65_535
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libmagic.so.1": "libmagic1",
}


class Obstacle(Exception):  # noqa: N818  # not an error of the program: a sentence for the person
    """The portal cannot start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the portal stands: its address and its data folder."""

    bind: str
    port: int
    data_folder: Path

    @property
    def url(self) -> str:
        """The address that a person opens."""
        return f"http://localhost:{self.port}/"


def read_place(environ: Mapping[str, str]) -> Place:
    """Read PORT, MKUS_BIND and MKUS_DATA; raises Obstacle for a port that is not one."""
    text = environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        message = f"PORT musi być liczbą od 1 do {LAST_PORT} (jest: {text})."
        raise Obstacle(message)
    folder = Path(environ.get("MKUS_DATA") or ROOT / "var")
    return Place(environ.get("MKUS_BIND") or "127.0.0.1", int(text), folder.absolute())


def check_port(place: Place) -> None:
    """Raise Obstacle when somebody else listens on the port."""
    family = socket.AF_INET6 if ":" in place.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.bind, place.port))
        except OSError as error:
            raise Obstacle(_port_sentence(place, error)) from error


def _port_sentence(place: Place, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {place.port} jest zajęty przez inny program. "
            f"Wybierz inny, na przykład: PORT={min(place.port + 1, LAST_PORT)} make run"
        )
    if error.errno == errno.EACCES:
        return f"Portu {place.port} może używać tylko administrator. Spróbuj: PORT=8000 make run"
    return f"Nie mogę słuchać pod adresem {place.bind}:{place.port}: {error.strerror}."


def claim_folder(place: Place) -> IO[str]:
    """Make the data folder and keep it for one running portal as long as the file stays open."""
    folder = place.data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        claim = (folder / "serve.lock").open("a")
    except OSError as error:
        message = (
            f"Nie mogę zapisywać w folderze danych {folder} ({error.strerror}). "
            "Popraw prawa do folderu albo wskaż inny zmienną MKUS_DATA."
        )
        raise Obstacle(message) from error
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        claim.close()
        message = (
            f"W folderze danych {folder} działa już inny portal. "
            "Zatrzymaj go albo wskaż inny folder zmienną MKUS_DATA."
        )
        raise Obstacle(message) from error
    return claim


def missing_packages() -> list[str]:
    """Debian's packages of the shared libraries that cannot be opened."""
    return [package for library, package in LIBRARIES.items() if not _opens(library)]


def check_libraries() -> None:
    """Raise Obstacle with the exact command when a shared library is not there."""
    missing = missing_packages()
    if missing:
        command = "apt-get install -y " + " ".join(missing)
        if os.geteuid():
            command = f"sudo {command}"
        message = f"Brakuje bibliotek systemowych. Zainstaluj je: {command}"
        raise Obstacle(message)


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
