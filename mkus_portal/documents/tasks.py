"""Celery: build the document that the bell rang for; ring again for those that wait."""

import logging

from celery import shared_task

from mkus_portal.act import Act, now
from mkus_portal.celery import ring
from mkus_portal.documents import actions, lease
from mkus_portal.documents.models import Document

logger = logging.getLogger(__name__)
AT_ONCE = 50


@shared_task
def build_document(pk: int) -> None:
    """Build one document; safe to run twice."""
    document = actions.build(Act.system(now()), pk, now)
    if document is not None:
        logger.info("Dokument %s: %s", document.number, document.get_state_display())


@shared_task
def build_waiting() -> None:
    """Ring for documents that wait or whose worker died, the oldest first."""
    at = now()
    lost = lease.give_up_abandoned(at)
    if lost:
        logger.warning("Dokumenty, których budowa przerwała się za każdym razem: %s", lost)
    waiting = Document.objects.free_at(at).order_by("pk").values_list("pk", flat=True)
    for pk in waiting[:AT_ONCE]:
        ring(build_document, pk)
