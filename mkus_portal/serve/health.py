"""Does the home page answer? Asked by the supervisor and by the container's health check."""

import http.client
import os
import sys
from collections.abc import Mapping


def answers(address: str, port: int, host: str) -> bool:
    """Whether the home page answers without an error; `host` is a name that the portal serves."""
    connection = http.client.HTTPConnection(address, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def served_host(environ: Mapping[str, str]) -> str:
    """Return a name that the portal serves: the first of MKUS_HOSTS."""
    return (environ.get("MKUS_HOSTS") or "localhost").split(",")[0].strip()


if __name__ == "__main__":
    port = int(os.environ.get("PORT") or "8000")
    sys.exit(not answers("127.0.0.1", port, served_host(os.environ)))
