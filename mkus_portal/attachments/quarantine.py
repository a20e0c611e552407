"""Who scans a waiting file now: conditional UPDATEs, the attempt's number is the fence."""

from datetime import datetime, timedelta

from django.db import models

from mkus_portal.attachments.models import Attachment

LEASE = timedelta(minutes=3)  # longer than the scanner is given for an answer
VIRUS_LENGTH = 200


def take(pk: int, at: datetime) -> Attachment | None:
    """Return the file leased to one worker, or None when there is nothing to take."""
    free = Attachment.objects.free_at(at).filter(pk=pk)
    for attempts in free.values_list("attempts", flat=True):
        if free.filter(attempts=attempts).update(attempts=attempts + 1, lease_until=at + LEASE):
            return Attachment.objects.get(pk=pk)
    return None


def pass_clean(attachment: Attachment, at: datetime) -> bool:
    """Let the file out; False when the row was no longer this attempt's."""
    return bool(
        _mine(attachment).update(scan=Attachment.Scan.CLEAN, scanned_at=at, lease_until=None)
    )


def condemn(attachment: Attachment, virus: str, at: datetime) -> bool:
    """Leave the row as a trace without its file; False when it was no longer this attempt's."""
    return bool(
        _mine(attachment).update(
            scan=Attachment.Scan.INFECTED,
            virus=virus[:VIRUS_LENGTH],
            file="",
            scanned_at=at,
            lease_until=None,
        )
    )


def retry_later(attachment: Attachment) -> bool:
    """End the lease: beat rings again."""
    return bool(_mine(attachment).update(lease_until=None))


def call_back(limit: int) -> list[int]:
    """Let files that came while there was no scanner wait for it; return their keys."""
    unscanned = Attachment.objects.filter(scan=Attachment.Scan.UNSCANNED).exclude(file="")
    keys = list(unscanned.order_by("pk").values_list("pk", flat=True)[:limit])
    unscanned.filter(pk__in=keys).update(scan=Attachment.Scan.WAITING)
    return keys


def _mine(attachment: Attachment) -> models.QuerySet[Attachment]:
    return Attachment.objects.filter(
        pk=attachment.pk, scan=Attachment.Scan.WAITING, attempts=attachment.attempts
    ).exclude(file="")
