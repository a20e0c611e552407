"""Celery: what waits for a replaced adviser waits for whoever stands in, and goes back."""

from celery import shared_task

from advisory.consultations.taking_over import tell_begun_and_ended
from mkus_portal.act import Act, now


@shared_task
def tend() -> None:
    """Follow the substitutions that began or ended by themselves; safe to run twice."""
    tell_begun_and_ended(Act.system(now()))
