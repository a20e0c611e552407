"""Celery: letters of comments, and rows of presence that have run out."""

import logging

from celery import shared_task

from mkus_portal.act import Act, now
from mkus_portal.drafting.actions import sweep, write_of_comments

logger = logging.getLogger(__name__)


@shared_task
def tend() -> None:
    """Write the letters that are due, clean up; safe to run at any time, also twice."""
    act = Act.system(now())
    written = write_of_comments(act)
    sweep(act)
    if written:
        logger.info("Listy o uwagach: %s", written)
