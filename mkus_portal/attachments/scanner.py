"""The virus scanner: clamd by its own protocol, or the test signature alone where there is none."""

import socket
import struct

from django.conf import settings

CHUNK = 64 * 1024
CONNECT_SECONDS = 3
ANSWER_SECONDS = 60
LONGEST_ANSWER = 4096
# The test signature of EICAR, in two pieces so that no scanner takes this module for a virus.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EICAR_NAME = "EICAR-Test-File"


class ScannerAwayError(Exception):
    """The scanner does not answer, or answers what it cannot do."""


def is_configured() -> bool:
    """Whether this installation has a scanner (`MKUS_CLAMD`)."""
    return settings.CLAMD is not None


def scan(content: bytes) -> str:
    """Return the name of the virus, empty when there is none; outside of any transaction.

    Raises ScannerAwayError when a configured scanner gives no answer. Without one only the test
    signature of EICAR is found.
    """
    if not is_configured():
        return EICAR_NAME if EICAR in content else ""
    answer = _ask(b"zINSTREAM\0", content)
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ScannerAwayError(answer)
    return ""


def is_there() -> bool:
    """Whether the scanner answers."""
    try:
        return _ask(b"zPING\0") == "PONG"
    except ScannerAwayError:
        return False


def _ask(command: bytes, content: bytes | None = None) -> str:
    """Send the command with the content in chunks (clamd(8): INSTREAM); return the answer."""
    try:
        with _connected() as line:
            line.sendall(command)
            if content is not None:
                _send(line, content)
            return _answer(line)
    except OSError as error:
        raise ScannerAwayError(str(error)) from error


def _connected() -> socket.socket:
    if settings.CLAMD is None:
        raise OSError
    family, address = settings.CLAMD
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(CONNECT_SECONDS)
        line.connect(address)
        line.settimeout(ANSWER_SECONDS)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, content: bytes) -> None:
    """Send the chunks, each after its length; a scanner that has heard enough hangs up early."""
    try:
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
    except BrokenPipeError:
        return  # its answer says why


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")
