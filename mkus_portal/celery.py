"""The Celery application. Tasks only load, delegate to an action and log."""

import logging
import os

from celery import Celery
from celery.app.task import Task
from django.db import transaction
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mkus_portal.settings.base")

app = Celery("mkus_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

logger = logging.getLogger(__name__)


def ring(task: "Task[..., None]", pk: int) -> None:
    """Ring for one row once the transaction has committed.

    A broker that is down is logged and forgotten: the row waits, and beat rings again.
    """

    def send() -> None:
        try:
            task.apply_async((pk,), retry=False)
        except (OperationalError, OSError) as error:
            logger.warning("Kolejka nie odpowiada, zadanie %s poczeka: %s", task.name, error)

    transaction.on_commit(send)
