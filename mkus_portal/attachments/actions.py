"""Receiving files, attaching them to an object, replacing, removing, scanning those that wait."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from mkus_portal.act import Act
from mkus_portal.attachments import condemned, quarantine, scanner, storing
from mkus_portal.attachments.apart import examine_apart
from mkus_portal.attachments.examining.refusing import Unfit, refuse
from mkus_portal.attachments.formats import size_text, tidy_name
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import may_receive, may_remove, may_replace
from mkus_portal.attachments.registry import AttachmentKind, attachment_kind
from mkus_portal.celery import ring
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from mkus_portal.versions import Overtaken

PARKED_FOR = timedelta(days=1)
Scan = Attachment.Scan

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Received:
    """What has become of the files that were sent: those taken, a sentence for each refused."""

    taken: list[Attachment] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def receive(
    act: Act, name: str, uploads: "Iterable[UploadedFile[bytes]]", obj: models.Model | None = None
) -> Received:
    """Examine, scan and keep the files, each on its own; they belong to nothing until `attach`.

    `obj` is the object to which they will belong, where there is one already. Order for each file:
    size, content (in a process apart), scanner, storage, row; only the row is in a transaction.
    What nobody attaches is thrown away after a day.
    """
    kind = attachment_kind(name)
    insist(may_receive(act, kind, obj))
    received = Received()
    for number, upload in enumerate(uploads):
        shown = tidy_name(upload.name or "")
        try:
            if number >= kind.max_count:
                refuse(f"można dodać najwyżej tyle plików: {kind.max_count}.")
            received.taken.append(_receive_one(act, kind, upload, shown, obj))
        except Unfit as reason:
            received.refusals.append(f"„{shown}” – {reason}")
    return received


def _receive_one(
    act: Act,
    kind: AttachmentKind,
    upload: "UploadedFile[bytes]",
    name: str,
    obj: models.Model | None,
) -> Attachment:
    """Return the kept file. Raises Unfit with the reason; a virus leaves its trace."""
    if (upload.size or 0) > kind.size_limit:
        limit, size = size_text(kind.size_limit), size_text(upload.size or 0)
        refuse(f"plik jest za duży ({size}). Może mieć najwyżej {limit}.")
    content = upload.read()
    code = examine_apart(name, content, kind.types, printed=kind.printed)
    row = _row(act, kind, name, content)
    row.format_code = code
    row.scan, row.virus = _scanned(content)
    row.scanned_at = act.at if row.scan in {Scan.CLEAN, Scan.INFECTED} else None
    if row.is_infected:
        row.object_id = obj.pk if obj is not None else None
        row.save()
        logger.warning("Załącznik %s odrzucony, wirus: %s", row.pk, row.virus)
        refuse(
            f"program antywirusowy znalazł w nim wirusa ({row.virus}). Plik nie został przyjęty."
        )
    _keep(row, content)
    return row


def _row(act: Act, kind: AttachmentKind, name: str, content: bytes) -> Attachment:
    return Attachment(
        kind=kind.name,
        content_type=ContentType.objects.get_for_model(kind.model),
        name=name,
        size=len(content),
        digest=storing.digest_of(content),
        added_by_id=act.user,
        added_role=act.role,
        scope_kind=act.scope.kind,
        scope_id=act.scope.id,
        added_at=act.at,
    )


def _scanned(content: bytes) -> tuple[str, str]:
    """Return what the scanner has said, and the virus; without an answer the file waits."""
    try:
        virus = scanner.scan(content)
    except scanner.ScannerAwayError as error:
        logger.warning("Skaner antywirusowy nie odpowiada, plik poczeka: %s", error)
        return Scan.WAITING, ""
    if virus:
        return Scan.INFECTED, virus[: quarantine.VIRUS_LENGTH]
    return Scan.CLEAN if scanner.is_configured() else Scan.UNSCANNED, ""


def _keep(row: Attachment, content: bytes) -> None:
    """Store the file and its row; a row that cannot be written leaves no file behind."""
    # The bell is in `tasks`, which scans with this module.
    from mkus_portal.attachments.tasks import scan_attachment  # noqa: PLC0415 - as said

    stored = storing.keep(content)
    row.file = stored
    try:
        with transaction.atomic():
            row.save()
            if row.waits:
                ring(scan_attachment, row.pk)
    except Exception:
        storing.throw_away(stored)
        raise


@transaction.atomic
def attach(
    act: Act,
    obj: models.Model,
    files: Sequence[Attachment],
    *,
    replaces: Attachment | None = None,
) -> None:
    """Give received files to the object; joins the caller's transaction.

    Raises Refused with the reason, Overtaken when a file has meanwhile been given to another
    object, thrown away or condemned.
    """
    for kind in dict.fromkeys(one.attachment_kind for one in files):
        ours = [one for one in files if one.kind == kind.name]
        _lock(obj)
        insist(kind.may_add(act, obj), _room_for(kind, obj, len(ours) - bool(replaces)))
        content_type = ContentType.objects.get_for_model(kind.model)
        for one in ours:
            parked = Attachment.objects.parked().filter(
                pk=one.pk, content_type=content_type, added_by_id=act.user
            )
            if not parked.update(object_id=obj.pk, replaces=replaces):
                raise Overtaken
        _changed(act, kind, obj)


@transaction.atomic
def replace(act: Act, old: Attachment, new: Attachment) -> None:
    """Put a received file in the place of the old one, which stays in the history."""
    obj: Any = old.obj
    _lock_and_reread(obj, old)
    insist(may_replace(act, old))
    attach(act, obj, [new], replaces=old)


@transaction.atomic
def remove(act: Act, attachment: Attachment) -> None:
    """Delete the file; its row stays: what it was, who added and who removed it."""
    obj: Any = attachment.obj
    _lock_and_reread(obj, attachment)
    insist(may_remove(act, attachment))
    stored = str(attachment.file)
    Attachment.objects.filter(pk=attachment.pk).update(
        removed_at=act.at, removed_by_id=act.user, file=""
    )
    storing.throw_away(stored)
    _changed(act, attachment.attachment_kind, obj)


def scan_waiting(act: Act, pk: int, at: datetime) -> Attachment | None:
    """Scan a file that waits; None when somebody else has it or it is done.

    Raises ScannerAwayError; the file then waits on.
    """
    attachment = quarantine.take(pk, at)
    if attachment is None:
        return None
    try:
        virus = scanner.scan(storing.read_file(attachment))
    except (scanner.ScannerAwayError, storing.DamagedFileError):
        quarantine.retry_later(attachment)
        raise
    with transaction.atomic():
        if not virus:
            quarantine.pass_clean(attachment, at)
        elif quarantine.condemn(attachment, virus, at):
            storing.throw_away(str(attachment.file))
            condemned.tell(act, Attachment.objects.get(pk=pk))
        if attachment.object_id is not None and attachment.obj is not None:
            _changed(act, attachment.attachment_kind, attachment.obj)
    return Attachment.objects.get(pk=pk)


def throw_away_parked(at: datetime) -> int:
    """Delete what was received and attached to nothing for a day; return how many there were."""
    old = Attachment.objects.parked().filter(added_at__lte=at - PARKED_FOR)
    gone = 0
    for pk, stored in old.values_list("pk", "file"):
        with transaction.atomic():
            deleted, _ = Attachment.objects.parked().filter(pk=pk).delete()
            if deleted:
                storing.throw_away(stored)
                gone += 1
    return gone


def _lock(obj: models.Model) -> None:
    """Let nobody else change the object's files meanwhile."""
    rows = type(obj)._base_manager.select_for_update(of=("self",))  # noqa: SLF001 - Django's own
    rows.get(pk=obj.pk)


def _lock_and_reread(obj: models.Model, attachment: Attachment) -> None:
    """Take the lock. Raises Overtaken when somebody has removed or replaced the file meanwhile."""
    was_kept = attachment.is_kept
    _lock(obj)
    attachment.refresh_from_db()
    is_replaced = Attachment.objects.filter(replaces=attachment.pk).exists()
    if was_kept and (is_replaced or not attachment.is_kept):
        raise Overtaken


def _room_for(kind: AttachmentKind, obj: models.Model, more: int) -> Verdict:
    there = Attachment.objects.of_kind(kind, [obj]).current().count()
    if there + more <= kind.max_count:
        return ALLOWED
    return refused(
        f"Można dołączyć najwyżej tyle plików: {kind.max_count} (jest już: {there})."
        " Usuń niepotrzebne albo połącz je w jeden."
    )


def _changed(act: Act, kind: AttachmentKind, obj: models.Model) -> None:
    if kind.after_change is not None:
        kind.after_change(act, obj)
