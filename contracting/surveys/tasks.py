"""Celery: automatic reminders, and the closing of surveys whose last day has passed."""

import logging

from celery import shared_task

from contracting.surveys.actions.tending import tend_all
from mkus_portal.act import Act, now

logger = logging.getLogger(__name__)


@shared_task
def tend() -> None:
    """Send due reminders and close what is over; safe to run at any time, also twice."""
    reminded, closed = tend_all(Act.system(now()))
    if reminded or closed:
        logger.info("Badania: przypomnienia %s, zamknięte %s", reminded, closed)
