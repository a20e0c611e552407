"""Who may see, add and remove a file: whoever its kind lets, and what of it stands on a page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models

from mkus_portal.act import Act
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind, attachment_kind
from mkus_portal.verdict import ALLOWED, Verdict, first_refusal, refused

PARKED_AT_MOST = 60
QUARANTINED = refused(
    "Plik czeka na sprawdzenie programem antywirusowym. Będzie można go pobrać, gdy je przejdzie."
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as a page shows it."""

    attachment: Attachment
    may_read: Verdict
    may_remove: Verdict


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of one kind that belong to one object; empty for whoever may not see them."""

    kind: AttachmentKind
    obj: models.Model
    may_see: Verdict
    may_add: Verdict
    lines: list[FileLine] = field(default_factory=list)
    past: list[FileLine] = field(default_factory=list)

    @property
    def takes_more(self) -> bool:
        """Whether the kind has room for another file; a single one is replaced, not joined."""
        return len(self.lines) < self.kind.max_count


def may_see(act: Act, attachment: Attachment) -> Verdict:
    """Ask the kind's own permission; a file that belongs to nothing yet is its sender's alone."""
    if attachment.object_id is None:
        return refused("Plik nie jest jeszcze częścią żadnej sprawy.")
    if attachment.obj is None:
        return refused("Sprawa, do której dołączono plik, już nie istnieje.")
    return attachment.attachment_kind.may_see(act, attachment.obj)


def may_read(act: Act, attachment: Attachment) -> Verdict:
    """Whoever may see it; while it waits for the scanner only the one who sent it."""
    return first_refusal(may_see(act, attachment), _out_of_quarantine(act, attachment))


def _out_of_quarantine(act: Act, attachment: Attachment) -> Verdict:
    own = act.user is not None and attachment.added_by_id == act.user
    return QUARANTINED if attachment.waits and not own else ALLOWED


def may_receive(act: Act, kind: AttachmentKind, obj: models.Model | None) -> Verdict:
    """Whoever may add to the object; for one that does not exist yet, whoever has signed in."""
    if act.user is None:
        return refused("Zaloguj się, aby dodać plik.")
    if Attachment.objects.parked().filter(added_by_id=act.user).count() >= PARKED_AT_MOST:
        return refused("Masz zbyt wiele plików, które nie są w żadnej sprawie. Spróbuj jutro.")
    return kind.may_add(act, obj) if obj is not None else ALLOWED


def may_replace(act: Act, attachment: Attachment) -> Verdict:
    """Whoever may add, as long as the file is the one in force."""
    return first_refusal(_is_current(attachment), _may_add(act, attachment))


def may_remove(act: Act, attachment: Attachment) -> Verdict:
    """Whoever may add, as long as the kind lets the others stand alone."""
    allowed = may_replace(act, attachment)
    if not allowed:
        return allowed
    files = Attachment.objects.filter(
        kind=attachment.kind,
        content_type=attachment.content_type_id,
        object_id=attachment.object_id,
    )
    return _may_leave(act, attachment, files.current().count() - 1)


def _may_add(act: Act, attachment: Attachment) -> Verdict:
    return attachment.attachment_kind.may_add(act, attachment.obj)


def _may_leave(act: Act, attachment: Attachment, left: int) -> Verdict:
    rule = attachment.attachment_kind.may_remove
    return rule(act, attachment.obj, left) if rule else ALLOWED


def _is_current(attachment: Attachment) -> Verdict:
    if attachment.object_id is None or attachment.obj is None or not attachment.is_kept:
        return refused("Tego pliku już nie ma.")
    if Attachment.objects.filter(replaces=attachment.pk).exists():
        return refused("Ten plik zastąpiono już nowszym.")
    return ALLOWED


def files_of(act: Act, name: str, objs: Sequence[models.Model]) -> dict[int, FileList]:
    """Return the objects' files of the kind by the objects' keys; one query for all of them."""
    kind = attachment_kind(name)
    lists = {
        obj.pk: FileList(kind, obj, kind.may_see(act, obj), kind.may_add(act, obj)) for obj in objs
    }
    seen = [one.obj for one in lists.values() if one.may_see]
    found: dict[int, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.of_kind(kind, seen).select_related("added_by", "removed_by")
    for attachment in rows if seen else ():
        found[attachment.object_id or 0].append(attachment)
    for key, attachments in found.items():
        _fill(act, lists[key], attachments)
    return lists


def _fill(act: Act, files: FileList, attachments: list[Attachment]) -> None:
    """Part the files in force from those replaced, removed or refused."""
    replaced = {one.replaces_id for one in attachments}
    current = [one for one in attachments if one.is_kept and one.pk not in replaced]
    for one in attachments:
        one.obj = files.obj  # asked once for all, not once for each
        if one in current:
            leave = _may_leave(act, one, len(current) - 1)
            verdict = first_refusal(files.may_add, leave)
            files.lines.append(FileLine(one, _out_of_quarantine(act, one), verdict))
        else:
            gone = refused("Tego pliku już nie ma.")
            read = _out_of_quarantine(act, one) if one.is_kept else gone
            files.past.append(FileLine(one, read, gone))
