"""Lists of events and of their participants, on the screen and in a file."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from advisory.events.documents import period_of
from advisory.events.models import Event, EventDay, Participant
from advisory.events.rules import people_of
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}


class EventTable(tables.Table):
    """Days, title, kind, place, people, state."""

    starts_on = tables.Column(verbose_name="Kiedy")
    title = tables.Column(verbose_name="Wydarzenie", linkify=True)
    kind = tables.Column(verbose_name="Rodzaj")
    place = tables.Column(verbose_name="Miejsce", default="–")
    registered = tables.Column(verbose_name="Zapisanych", attrs=NUMBER)
    people = tables.Column(verbose_name="Osób", accessor="pk", orderable=False, attrs=NUMBER)
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = Event
        fields = ("starts_on", "title", "kind", "place")
        sequence = ("starts_on", "title", "kind", "place", "registered", "people", "state")
        caption = "Wydarzenia programu"

    def render_starts_on(self, record: Event) -> str:
        """Return the days in Polish."""
        return period_of(record)

    def value_starts_on(self, value: date) -> date:
        """Return the first day itself."""
        return value

    def render_people(self, record: Event) -> str:
        """Return how many came; an estimate says so."""
        total = people_of([record]).total
        return f"ok. {total}" if record.estimated else str(total)

    def value_people(self, record: Event) -> int:
        """Return the number alone."""
        return people_of([record]).total


class ParticipantTable(tables.Table):
    """Name, whence, address, on which days they came."""

    full_name = tables.Column(verbose_name="Osoba", order_by=("name_folded", "pk"))
    sector = tables.Column(verbose_name="Skąd")
    comes_from = tables.Column(verbose_name="Urząd lub organizacja", default="–")
    email = tables.Column(verbose_name="E-mail", default="–")
    presences = tables.Column(verbose_name="Obecność", accessor="pk", orderable=False)
    change = tables.Column(
        verbose_name="Zmiana", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Participant
        fields = ("full_name", "sector", "comes_from", "email", "presences")
        sequence = (*fields, "change")
        caption = "Uczestnicy wydarzenia"

    def __init__(self, *args: Any, days: list[EventDay], keeps: bool, **kwargs: Any) -> None:
        self.days = {one.pk: one.held_on for one in days}
        super().__init__(*args, exclude=() if keeps else ("change",), **kwargs)

    def render_change(self, record: Participant) -> SafeString:
        """Return the ways to put the person right and to remove them."""
        ways = (("participant-edit", "Popraw"), ("participant-remove", "Usuń"))
        return format_html_join(
            " · ",
            '<a href="{}">{}<span class="visually-hidden">: {}</span></a>',
            ((reverse(name, args=(record.pk,)), said, record.full_name) for name, said in ways),
        )

    def render_presences(self, record: Participant) -> str:
        """Return the days on which somebody was there."""
        days = sorted(self.days[one.day_id] for one in record.presences.all())
        return ", ".join(wording.day(one) for one in days) or "–"
