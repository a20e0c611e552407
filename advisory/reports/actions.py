"""Asking for the document of an adviser's month."""

from datetime import date

from django.db import transaction

from advisory.programmes.models import Adviser
from advisory.reports.documents import MONTH, entries_of
from advisory.reports.models import AdviserMonth
from advisory.reports.permissions import may_ask
from advisory.reports.rules import month_in_words
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.workflow.engine import MoveRefused


@transaction.atomic
def ask_for_month(act: Act, adviser: Adviser, first_day: date) -> Document:
    """Ask for the month's document, the first time or once more. Raises MoveRefused."""
    verdict = may_ask(act, adviser, entries=len(entries_of(adviser, first_day)))
    if not verdict:
        raise MoveRefused(verdict)
    month, _ = AdviserMonth.objects.get_or_create(
        adviser=adviser, year=first_day.year, month=first_day.month
    )
    title = f"Miesiąc doradcy: {adviser.full_name}, {month_in_words(first_day)}"
    return request(act, MONTH, month, title=title)
