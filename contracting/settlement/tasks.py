"""Celery: what waits for contractors, reminders of the terms of reports."""

import logging

from celery import shared_task

from contracting.settlement.actions.owing import remind_of, to_remind
from mkus_portal.act import Act, now
from mkus_portal.law.registry import remembered

logger = logging.getLogger(__name__)


@shared_task
def remind() -> None:
    """Open what is owed and send the due reminders; safe to run at any time, also twice."""
    act = Act.system(now())
    with remembered():
        sent = sum(remind_of(act, contract) for contract in to_remind())
    if sent:
        logger.info("Przypomnienia o sprawozdaniach: %s", sent)
