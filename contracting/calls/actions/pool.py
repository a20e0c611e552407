"""Posting what later rooms do with a task's money."""

from decimal import Decimal

from django.db import transaction

from contracting.calls.models import CallTask, PoolEntry
from mkus_portal.act import Act


@transaction.atomic
def post_pool_entry(
    act: Act, task: CallTask, kind: str, amount: Decimal, *, who: str, label: str
) -> PoolEntry:
    """Keep a change of the task's money; joins the transaction of what has happened."""
    entry = PoolEntry(task=task, kind=kind, who=who[:250], label=label[:300], posted_at=act.at)
    entry.amount, entry.posted_by_id = amount, act.user
    entry.save()
    return entry
