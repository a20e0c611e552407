"""The office's list of calls as a table, on the screen and in a file."""

from datetime import date, datetime
from decimal import Decimal

import django_tables2 as tables

from contracting.calls.models import Call, CallAdvice
from mkus_portal.web import wording


class CallTable(tables.Table):
    """Title, year, state, deadline, pool."""

    title = tables.Column(
        verbose_name="Konkurs", linkify=("office-call-detail", {"pk": tables.A("pk")})
    )
    year = tables.Column(verbose_name="Rok", localize=False)
    state = tables.Column(verbose_name="Stan")
    deadline_at = tables.Column(verbose_name="Termin składania ofert")
    pool_sum = tables.Column(verbose_name="Pula", attrs={"td": {"class": "number"}})

    class Meta:
        model = Call
        fields = ("title", "year", "state", "deadline_at", "pool_sum")
        caption = "Konkursy urzędu"

    def render_deadline_at(self, value: datetime) -> str:
        """Return the deadline with its weekday."""
        return wording.deadline(value)

    def render_pool_sum(self, value: Decimal) -> str:
        """Return the pool in złoty."""
        return wording.money(value)


class CallAdviceTable(tables.Table):
    """The drafts that somebody advises on: call, office, state, until when."""

    call = tables.Column(
        verbose_name="Konkurs",
        accessor="call__title",
        linkify=("call-draft", {"pk": tables.A("call_id")}),
    )
    office = tables.Column(verbose_name="Urząd", accessor="call__office__name")
    state = tables.Column(verbose_name="Stan konkursu", accessor="call__state")
    until = tables.Column(verbose_name="Dostęp do dnia")

    class Meta:
        model = CallAdvice
        fields = ("call", "office", "state", "until")
        caption = "Konkursy do porady"
        order_by = ("until",)

    def render_state(self, record: CallAdvice) -> str:
        """Return the state in words."""
        return record.call.get_state_display()

    def render_until(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)
