"""The register of document kinds: what can be asked for, who may read it, how it is made."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mkus_portal.act import Act, Scope
from mkus_portal.workflow.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Logo:
    """A mark at the top of a document: PNG without transparency, and whose it is.

    `name` is the name of the institution: the text that stands for the picture. The content's
    digest covers both, the picture as its SHA-256.
    """

    name: str
    image: bytes

    @property
    def source(self) -> str:
        """The picture as a `data:` address."""
        return f"data:image/png;base64,{b64encode(self.image).decode()}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, at the top of the first page; `place` stands before the date.

    `logos` stand in a row above the name, and below them `support`: the sentence that says from
    whose money the thing is paid.
    """

    name: str
    lines: tuple[str, ...] = ()
    place: str = ""
    logos: tuple[Logo, ...] = ()
    support: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    `build(obj, asked_at)` returns the content, a frozen dataclass; the template reads it as
    `content`. The content's attributes `letterhead` (a Letterhead) and `watermark` (a few words)
    are optional and also reach the frame of the page. `version` changes with the template.
    `may_read(act, obj)` is the only word on who may see the file; `owner(obj)` says in whose list
    it stands (the one who asked, where it is None). `since(obj)` is what everybody may know of the
    object now: a sentence for the public check, empty when nothing has happened.
    """

    code: str
    label: str
    template: str
    build: Callable[[Any, datetime], Any]
    may_read: Callable[[Act, Any], Verdict]
    version: str = "1"
    owner: Callable[[Any], Scope] | None = None
    since: Callable[[Any], str] | None = None


_kinds: dict[str, DocumentKind] = {}


def register(*kinds: DocumentKind) -> None:
    """Make document kinds known; called from a room's `apps.py`."""
    for kind in kinds:
        _kinds[kind.code] = kind


def document_kind(code: str) -> DocumentKind:
    """Return the kind; raises KeyError for one that nobody registered."""
    return _kinds[code]


def kinds() -> Iterator[DocumentKind]:
    """All kinds, in the order of their codes."""
    return iter(sorted(_kinds.values(), key=lambda kind: kind.code))
