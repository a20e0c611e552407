"""Celery: steps of plans that have come due wait for their people."""

from celery import shared_task

from advisory.plans.actions import tell_due
from mkus_portal.act import Act, now


@shared_task
def tend() -> None:
    """Open what has come due; safe to run at any time, also twice."""
    tell_due(Act.system(now()))
