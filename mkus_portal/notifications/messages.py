"""The register of message kinds: each letter the portal writes, with its two templates."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageKind:
    """A kind of letter; `subject` is a format string, `template` the text's template."""

    code: str
    label: str
    subject: str
    template: str


_kinds: dict[str, MessageKind] = {}


def register(*kinds: MessageKind) -> None:
    """Make message kinds known; called from a room's `apps.py`."""
    for kind in kinds:
        _kinds[kind.code] = kind


def message_kind(code: str) -> MessageKind:
    """Return the kind; raises KeyError for one that nobody registered."""
    return _kinds[code]


def message_kinds() -> Iterator[MessageKind]:
    """All kinds, in the order of their codes."""
    return iter(sorted(_kinds.values(), key=lambda kind: kind.code))
