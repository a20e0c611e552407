"""Celery: send the letters that wait."""

import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError
from post_office.mail import _send_bulk
from post_office.models import STATUS, Email

logger = logging.getLogger(__name__)
AT_ONCE = 100
LEASE = timedelta(minutes=5)  # longer than post_office gives a batch: three minutes


def claim(at: datetime) -> list[Email]:
    """Take the letters that are due at the instant, the oldest first; nobody else has them then.

    A letter is won by the UPDATE that puts its time off; whoever dies with it in hand leaves it due
    again when the lease has run out. post_office asks for no lock of its own.
    """
    is_due = Q(scheduled_time=None) | Q(scheduled_time__lte=at)
    due = Email.objects.filter(is_due, status__in=(STATUS.queued, STATUS.requeued))
    return [
        letter
        for letter in due.order_by("pk").prefetch_related("attachments")[:AT_ONCE]
        if due.filter(pk=letter.pk).update(scheduled_time=at + LEASE)
    ]


@shared_task
def send_waiting() -> None:
    """Hand every waiting letter to the mail server; one that fails is tried again later."""
    letters = claim(timezone.now())
    if letters:
        sent, failed, requeued = _send_bulk(letters, uses_multiprocessing=False)
        logger.info("Listy: wysłane %s, nieudane %s, odłożone %s", sent, failed, requeued)


def ring_for_letters() -> None:
    """Ring after the commit; with the broker down the letters wait for beat."""

    def send() -> None:
        try:
            send_waiting.apply_async(retry=False)
        except (OperationalError, OSError) as error:
            logger.warning("Kolejka nie odpowiada, listy poczekają: %s", error)

    transaction.on_commit(send)
