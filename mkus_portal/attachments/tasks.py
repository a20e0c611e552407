"""Celery: scan the file that the bell rang for; ring again for those that wait."""

import logging

from celery import shared_task

from mkus_portal.act import Act, now
from mkus_portal.attachments import actions, quarantine, scanner, storing
from mkus_portal.attachments.models import Attachment
from mkus_portal.celery import ring

logger = logging.getLogger(__name__)
AT_ONCE = 50


@shared_task
def scan_attachment(pk: int) -> None:
    """Scan one file; safe to run twice."""
    at = now()
    try:
        attachment = actions.scan_waiting(Act.system(at), pk, at)
    except scanner.ScannerAwayError as error:
        logger.warning("Skaner antywirusowy nie odpowiada, załącznik %s poczeka: %s", pk, error)
    except storing.DamagedFileError:
        logger.exception("Plik załącznika %s jest uszkodzony", pk)
    else:
        if attachment is not None:
            logger.info("Załącznik %s: %s", pk, attachment.get_scan_display())


@shared_task
def scan_waiting() -> None:
    """Ring for files in quarantine, the oldest first, and throw away what nobody attached.

    Files that came while the installation had no scanner join the quarantine when it has one.
    """
    at = now()
    if scanner.is_configured() and scanner.is_there():
        quarantine.call_back(AT_ONCE)
    gone = actions.throw_away_parked(at)
    if gone:
        logger.info("Pliki, których nikt nie dołączył, usunięte: %s", gone)
    waiting = list(Attachment.objects.free_at(at).order_by("pk").values_list("pk", flat=True))
    if not waiting:
        return
    if not scanner.is_there():
        logger.warning("Skaner antywirusowy nie odpowiada, plików w kwarantannie: %s", len(waiting))
        return
    for pk in waiting[:AT_ONCE]:
        ring(scan_attachment, pk)
