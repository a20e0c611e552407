"""A small load generator: some connections to 127.0.0.1, one request after another on each.

`python tests/load/client.py '{"port": 8105, "paths": ["/"], "connections": 16, "seconds": 5}'`
prints one line of JSON. It is a program of its own, so that its work is not the portal's; a real
browser's `Accept-Encoding: gzip` is sent. With `body` it POSTs; `{n}` there counts up from `first`.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from itertools import count, cycle
from statistics import median, quantiles

END = b"\r\n\r\n"
OK = b"HTTP/1.1 200"
CHUNK = 262_144
LONGEST_SECONDS = 30
MOST_CONNECTIONS = 64


@dataclass
class Order:
    """What to ask for, over how many connections and for how long."""

    port: int
    paths: list[str]
    connections: int = 1
    seconds: float = 5.0
    cookie: str = ""
    body: str = ""
    first: int = 0

    def requests(self):
        """Return the endless row of requests as bytes."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head = f"Host: localhost\r\nAccept-Encoding: gzip\r\n{cookie}"
        form = "Content-Type: application/x-www-form-urlencoded\r\n"
        token = self.cookie.rsplit("csrftoken=", 1)[-1]
        for path, number in zip(cycle(self.paths), count(self.first)):
            if not self.body:
                yield f"GET {path} HTTP/1.1\r\n{head}\r\n".encode()
                continue
            body = self.body.replace("{n}", str(number)).encode()
            size = f"Content-Length: {len(body)}\r\nX-CSRFToken: {token}\r\n"
            yield f"POST {path} HTTP/1.1\r\n{head}{form}{size}\r\n".encode() + body


@dataclass
class Line:
    """One connection: what has come of its answer so far."""

    port: int
    line: socket.socket = field(init=False)
    got: bytearray = field(default_factory=bytearray)
    whole: int = 0
    sent_at: float = 0.0

    def __post_init__(self):
        self.line = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes):
        self.got.clear()
        self.whole, self.sent_at = 0, time.perf_counter()
        self.line.sendall(request)

    def receive(self) -> bool:
        """Read what there is; whether the answer is whole. Raises ConnectionError at its end."""
        piece = self.line.recv(CHUNK)
        if not piece:
            raise ConnectionError
        self.got += piece
        if not self.whole:
            end = self.got.find(END)
            if end < 0:
                return False
            length = self.got.lower().find(b"content-length:", 0, end)
            size = int(self.got[length + 15 : self.got.find(b"\r", length)]) if length >= 0 else 0
            self.whole = end + len(END) + size
        return len(self.got) >= self.whole


def load(order: Order) -> dict[str, object]:
    """Send and count until the time is over."""
    requests, times, refused, size = order.requests(), [], 0, 0
    selector = selectors.DefaultSelector()

    def opened() -> Line:
        line = Line(order.port)
        selector.register(line.line, selectors.EVENT_READ, line)
        line.send(next(requests))
        return line

    start = time.perf_counter()
    lines = [opened() for _ in range(order.connections)]
    while time.perf_counter() - start < order.seconds:
        for key, _ in selector.select(timeout=1):
            line = key.data
            try:
                if not line.receive():
                    continue
            except ConnectionError:
                selector.unregister(line.line)
                line.line.close()
                lines[lines.index(line)] = opened()
                continue
            times.append(time.perf_counter() - line.sent_at)
            size = line.whole
            refused += not line.got.startswith(OK)
            line.send(next(requests))
    seconds = time.perf_counter() - start
    for line in lines:
        line.line.close()
    return {
        "requests": len(times),
        "refused": refused,
        "rate": len(times) / seconds,
        "median_ms": median(times) * 1000,
        "p95_ms": quantiles(times, n=20)[-1] * 1000,
        "bytes": size,
        "client_cpu": time.process_time() / seconds,
    }


def main() -> int:
    order = Order(**json.loads(sys.argv[1]))
    if order.seconds > LONGEST_SECONDS or not 0 < order.connections <= MOST_CONNECTIONS:
        return 2
    sys.stdout.write(json.dumps(load(order)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
