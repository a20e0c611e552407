"""Celery: the guide and the workbooks are issued when the method or the law has changed."""

import logging

from celery import shared_task

from contracting.analysis.booklet_actions import issue_booklets
from mkus_portal.act import Act, now

logger = logging.getLogger(__name__)


@shared_task
def issue() -> None:
    """Issue what is not out yet; safe to run at any time, also twice."""
    new = issue_booklets(Act.system(now()))
    if new:
        logger.info("Wydane broszury: %s", ", ".join(str(one) for one in new))
