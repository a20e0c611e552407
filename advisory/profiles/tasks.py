"""Celery: the letters with news, a batch at a time."""

import logging

from celery import shared_task

from advisory.profiles.actions import post_batch
from advisory.profiles.actions.news import BATCH
from advisory.profiles.models import News
from mkus_portal.act import Act, now
from mkus_portal.celery import ring

logger = logging.getLogger(__name__)


@shared_task
def post_news(pk: int) -> None:
    """Write the next batch of a piece of news, and ring for the one after it."""
    news = News.objects.being_sent().select_related("programme").filter(pk=pk).first()
    if news is None:
        return
    written = post_batch(Act.system(now()), news)
    logger.info("Aktualność %s: napisano listów %s", pk, written)
    if written == BATCH:
        ring(post_news, pk)


@shared_task
def tend() -> None:
    """Ring for the news that not everybody has a letter of; safe to run at any time."""
    for pk in News.objects.being_sent().values_list("pk", flat=True):
        ring(post_news, pk)
