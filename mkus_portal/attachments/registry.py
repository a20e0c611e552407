"""The register of attachment kinds: to what they belong, who may see, add and remove them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

from mkus_portal.act import Act
from mkus_portal.attachments.formats import DEFAULT, labels, size_text
from mkus_portal.verdict import Verdict


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """A kind of attachment; `name` is a slug, it stands in addresses.

    `may_see(act, obj)` and `may_add(act, obj)` are the only words on who may: adding includes
    replacing and removing. `may_remove(act, obj, left)` adds a condition to removing, `left` is
    how many files would remain. `max_size` is in bytes, the installation's limit where it is None.
    `page(obj)` is the address of the page on which the files stand. `after_change(act, obj)` runs
    in the transaction of every change, also when the scanner has spoken later.
    `printed` says that documents print the file: it has to be a picture that opens.
    """

    name: str
    model: type[models.Model]
    label: str
    may_see: Callable[[Act, Any], Verdict]
    may_add: Callable[[Act, Any], Verdict]
    page: Callable[[Any], str]
    types: tuple[str, ...] = DEFAULT
    max_size: int | None = None
    max_count: int = 10
    may_remove: Callable[[Act, Any, int], Verdict] | None = None
    after_change: Callable[[Act, Any], None] | None = None
    printed: bool = False

    @property
    def size_limit(self) -> int:
        """How large a file may be, in bytes."""
        return self.max_size or int(settings.ATTACHMENT_MAX_SIZE)

    @property
    def hint(self) -> str:
        """What may be chosen, in words."""
        many = f"Najwyżej plików: {self.max_count}. " if self.max_count > 1 else ""
        return (
            f"{many}Każdy do {size_text(self.size_limit)}. Formaty: {labels(self.types)}."
            " Bez haseł, makr i skryptów."
        )


_kinds: dict[str, AttachmentKind] = {}


def register(*kinds: AttachmentKind) -> None:
    """Make attachment kinds known; called from a room's `apps.py`."""
    for kind in kinds:
        _kinds[kind.name] = kind


def attachment_kind(name: str) -> AttachmentKind:
    """Return the kind; raises KeyError for one that nobody registered."""
    return _kinds[name]


def kinds() -> Iterator[AttachmentKind]:
    """All kinds, in the order of their names."""
    return iter(sorted(_kinds.values(), key=lambda kind: kind.name))
