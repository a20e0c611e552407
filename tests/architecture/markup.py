"""What every page of ours must have, and what it must not hold."""

import re
from html.parser import HTMLParser

SKIP_LINK = "Przejdź do treści"


class Reader(HTMLParser):
    """Reads a page and notes what breaks the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.counts: dict[str, int] = {}
        self.language = ""
        self.title = ""
        self.first_link = ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in {"title", "a"}:
            self._inside.append(tag)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"<{tag}> w stronie")
        for name, value in given.items():
            if name == "style" or re.match(r"on[a-z]+$", name):
                self.faults.append(f"{name}= w <{tag}>")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside == ["title"] and self.counts["title"] == 1:
            self.title += data
        if self._inside == ["a"] and self.counts["a"] == 1:
            self.first_link += data


def faults_of(html: str) -> list[str]:
    """What is wrong with a whole page."""
    reader = Reader()
    reader.feed(html)
    faults = list(reader.faults)
    if reader.language != "pl":
        faults.append(f"lang={reader.language!r}")
    if reader.counts.get("h1", 0) != 1:
        faults.append(f"nagłówków h1: {reader.counts.get('h1', 0)}")
    if not reader.title.partition("·")[0].strip():
        faults.append("brak tytułu")
    if reader.first_link.strip() != SKIP_LINK:
        faults.append(f"pierwszy link: {reader.first_link.strip()!r}")
    return faults
