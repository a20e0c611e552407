"""Pages kept for visitors: whole bytes under a token of their content, until an instant.

A page may be kept when everybody without a cookie gets the same: no person, no CSRF token, nothing
left to change but what the token stands for and what the clock brings. Whoever keeps a page reads
the token before the rows, so the page is never older than its token.
"""

import gzip
import re
import time
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

MAX_AGE = 60.0  # seconds: names of offices change without a new token
MAX_PAGES = 512
TAKES_GZIP = re.compile(r"\bgzip\b")


def is_fresh(read_at: float) -> bool:
    """Whether something read at that second of the worker's own clock may still be shown."""
    return time.monotonic() - read_at < MAX_AGE


def is_plain(request: HttpRequest) -> bool:
    """Whether the page for this request is everybody's: no cookie came, none has to be made."""
    return not request.COOKIES and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: good from `made_at` until `until` under its token."""

    token: str
    made_at: datetime
    until: datetime
    read_at: float
    body: bytes
    packed: bytes

    def is_good(self, token: str, at: datetime) -> bool:
        """Whether a request at the instant, under the token in force, may get it."""
        if not token or token != self.token or not is_fresh(self.read_at):
            return False
        return self.made_at <= at < self.until

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, packed once and for all for those that take gzip.

        There is no secret in it, so it needs none of the padding that Django's gzip adds.
        """
        takes_gzip = TAKES_GZIP.search(request.headers.get("Accept-Encoding", ""))
        response = HttpResponse(self.packed if takes_gzip else self.body)
        if takes_gzip:
            response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


def made(token: str, made_at: datetime, until: datetime, read_at: float, body: bytes) -> Kept:
    """Return the page ready for the shelf."""
    return Kept(token, made_at, until, read_at, body, gzip.compress(body, mtime=0))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages of one worker, by whatever tells them apart; a full shelf is emptied."""

    pages: dict[Hashable, Kept] = field(default_factory=dict)

    def find(self, key: Hashable, token: str, at: datetime) -> Kept | None:
        """Return the page made before, if nothing has changed since; None to make it."""
        kept = self.pages.get(key)
        return kept if kept is not None and kept.is_good(token, at) else None

    def keep(self, key: Hashable, page: Kept) -> None:
        """Keep the page."""
        if len(self.pages) >= MAX_PAGES:
            self.pages.clear()
        self.pages[key] = page
