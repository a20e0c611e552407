"""Celery: send the letters that wait."""

import logging

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError
from post_office.mail import send_queued

logger = logging.getLogger(__name__)


@shared_task
def send_waiting() -> None:
    """Hand every waiting letter to the mail server; one that fails is tried again later."""
    sent, failed, requeued = send_queued(processes=1)
    if sent or failed or requeued:
        logger.info("Listy: wysłane %s, nieudane %s, odłożone %s", sent, failed, requeued)


def ring_for_letters() -> None:
    """Ring after the commit; with the broker down the letters wait for beat."""

    def send() -> None:
        try:
            send_waiting.apply_async(retry=False)
        except (OperationalError, OSError) as error:
            logger.warning("Kolejka nie odpowiada, listy poczekają: %s", error)

    transaction.on_commit(send)
