"""Lists of offers: the organisation's own, and the office's with sealed ones."""

from datetime import date, datetime
from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracting.offers.models import Advice, Offer
from mkus_portal.web import wording

SEALED = "zapieczętowana"
NUMBER = {"td": {"class": "number"}}


class OwnOfferTable(tables.Table):
    """The organisation's offers: title, call, state, number, time, grant."""

    title = tables.Column(
        verbose_name="Oferta", accessor="task_title", linkify=True, empty_values=()
    )
    call = tables.Column(verbose_name="Konkurs", accessor="task__call__title")
    office = tables.Column(verbose_name="Urząd", accessor="office__name")
    state = tables.Column(verbose_name="Stan")
    number = tables.Column(verbose_name="Numer")
    submitted_at = tables.Column(verbose_name="Złożona")
    grant = tables.Column(verbose_name="Dotacja", attrs=NUMBER)

    class Meta:
        model = Offer
        fields = ("title", "call", "office", "state", "number", "submitted_at", "grant")
        caption = "Oferty organizacji"
        order_by = ("-submitted_at",)

    def render_title(self, record: Offer) -> str:
        """Return the title, or the task while nobody has written one."""
        return str(record)

    def render_submitted_at(self, value: datetime) -> str:
        """Return the instant of sending."""
        return wording.instant(value)

    def render_grant(self, value: Decimal) -> str:
        """Return the grant in złoty."""
        return wording.money(value)


def opened_page(record: Offer) -> str | None:
    """Return the offer's page once it is open; a sealed row leads nowhere."""
    shown: str | None = record.shown_bidder  # type: ignore[attr-defined]  # annotated by sent_to
    return None if shown is None else reverse("offer-content", args=(record.pk,))


def two_lines(first: str, second: str) -> SafeString:
    """Return a cell with a quiet second line."""
    return format_html('{}<br><span class="quiet">{}</span>', first, second)


def hidden(offer: Offer) -> str:
    """Return what stands for that which the office may not know, or will never learn."""
    return SEALED if offer.is_standing else "–"


class OfficeOfferTable(tables.Table):
    """Offers sent to the office; of a sealed one nothing but its number and time.

    A cell holds two lines, the task over its call and the bidder over the offer's title; files have
    a column for each.
    """

    number = tables.Column(verbose_name="Numer", linkify=opened_page)
    submitted_at = tables.Column(verbose_name="Złożona")
    task = tables.Column(verbose_name="Zadanie", accessor="task__title")
    call = tables.Column(verbose_name="Konkurs", accessor="task__call__title", visible=False)
    bidder = tables.Column(verbose_name="Oferent", accessor="shown_bidder", empty_values=())
    title = tables.Column(
        verbose_name="Tytuł zadania", accessor="shown_title", empty_values=(), visible=False
    )
    state = tables.Column(verbose_name="Stan")
    grant = tables.Column(verbose_name="Dotacja", accessor="shown_grant", attrs=NUMBER)

    class Meta:
        model = Offer
        fields = ("number", "submitted_at", "task", "call", "bidder", "title", "state", "grant")
        caption = "Oferty złożone do urzędu"
        order_by = ("-submitted_at",)

    def render_submitted_at(self, value: datetime) -> str:
        """Return the instant of sending to the second."""
        return wording.exact_instant(value)

    def render_grant(self, value: Decimal) -> str:
        """Return the grant in złoty."""
        return wording.money(value)

    def render_task(self, value: str, record: Offer) -> SafeString:
        """Return the task's title over the call's."""
        return two_lines(value, record.task.call.title)

    def value_task(self, value: str) -> str:
        """Return the task's title alone."""
        return value

    def render_bidder(self, value: str | None, record: Offer) -> str:
        """Return the bidder over the offer's title once the offer is open."""
        return hidden(record) if value is None else two_lines(value, record.shown_title)  # type: ignore[attr-defined]  # annotated by sent_to

    def value_bidder(self, value: str | None) -> str | None:
        """Leave the cell of a sealed offer empty in exports."""
        return value

    def value_title(self, value: str | None) -> str | None:
        """Leave the cell of a sealed offer empty in exports."""
        return value


class AdviceTable(tables.Table):
    """The offers that somebody advises on: offer, organisation, call, state, until when."""

    offer = tables.Column(verbose_name="Oferta", accessor="offer__task_title", empty_values=())
    organisation = tables.Column(verbose_name="Organizacja", accessor="offer__organisation__name")
    call = tables.Column(verbose_name="Konkurs", accessor="offer__task__call__title")
    state = tables.Column(verbose_name="Stan oferty", accessor="offer__state")
    until = tables.Column(verbose_name="Dostęp do dnia")

    class Meta:
        model = Advice
        fields = ("offer", "organisation", "call", "state", "until")
        caption = "Oferty do porady"
        order_by = ("until",)

    def render_offer(self, record: Advice) -> SafeString:
        """Return the way to the offer."""
        offer = record.offer
        return format_html('<a href="{}">{}</a>', offer.get_absolute_url(), str(offer))

    def value_offer(self, record: Advice) -> str:
        """Return the title for a file."""
        return str(record.offer)

    def render_state(self, record: Advice) -> str:
        """Return the state in words."""
        return record.offer.get_state_display()

    def render_until(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)
