"""Where the virus scanner listens, as `MKUS_CLAMD` writes it."""

import socket

from django.core.exceptions import ImproperlyConfigured

Address = tuple[socket.AddressFamily, str | tuple[str, int]]


def read_clamd(text: str) -> Address | None:
    """Return the socket's family and address; None for an empty text.

    `unix:/run/clamav/clamd.ctl` is a socket on this machine, `clamav:3310` a host and its port.
    Raises ImproperlyConfigured for anything else.
    """
    if not text:
        return None
    if text.startswith("unix:/"):
        return socket.AF_UNIX, text.removeprefix("unix:")
    host, _, port = text.removeprefix("tcp://").rpartition(":")
    if not host or not port.isdecimal():
        message = (
            "MKUS_CLAMD musi mieć postać unix:/run/clamav/clamd.ctl albo serwer:3310"
            f" (jest: {text!r})."
        )
        raise ImproperlyConfigured(message)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return family, (host.strip("[]"), int(port))
