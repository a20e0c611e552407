"""The records behind a value, on the screen and in a file."""

from typing import Any

import django_tables2 as tables

from advisory.consultations.models import Consultation
from advisory.events.documents import period_of
from advisory.events.models import Event
from advisory.events.rules import people_of
from advisory.expertises.models import Expertise
from advisory.programmes.models import Unit
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}


class UnitRecords(tables.Table):
    """Units: name, kind, type, since when."""

    name = tables.Column(verbose_name="Jednostka", linkify=True)
    kind = tables.Column(verbose_name="Rodzaj")
    commissioning_type = tables.Column(verbose_name="Typ zlecenia")
    agreement_signed_on = tables.Column(verbose_name="Porozumienie", default="–")

    class Meta:
        model = Unit
        fields = ("name", "kind", "commissioning_type", "agreement_signed_on")
        caption = "Jednostki, z których liczy się wartość"

    def render_agreement_signed_on(self, value: Any) -> str:  # noqa: ANN401 - a date
        """Return the day in Polish."""
        return wording.day(value)


class ConsultationRecords(tables.Table):
    """Consultations: day, unit, adviser, form, hours."""

    held_on = tables.Column(verbose_name="Data", linkify=True)
    unit = tables.Column(verbose_name="Jednostka", accessor="unit__name")
    adviser = tables.Column(verbose_name="Doradca", accessor="adviser__full_name")
    form = tables.Column(verbose_name="Forma")
    hours = tables.Column(verbose_name="Godziny", attrs=NUMBER)

    class Meta:
        model = Consultation
        fields = ("held_on", "unit", "adviser", "form", "hours")
        caption = "Konsultacje, z których liczy się wartość"

    def render_held_on(self, value: Any) -> str:  # noqa: ANN401 - a date
        """Return the day in Polish."""
        return wording.day(value)

    def render_hours(self, value: Any) -> str:  # noqa: ANN401 - a Decimal
        """Return hours with a comma."""
        return wording.number(value)


class EventRecords(tables.Table):
    """Events: days, title, place, people."""

    starts_on = tables.Column(verbose_name="Kiedy")
    title = tables.Column(verbose_name="Wydarzenie", linkify=True)
    place = tables.Column(verbose_name="Miejsce", default="–")
    people = tables.Column(verbose_name="Osób", accessor="pk", orderable=False, attrs=NUMBER)

    class Meta:
        model = Event
        fields = ("starts_on", "title", "place", "people")
        caption = "Wydarzenia, z których liczy się wartość"

    def render_starts_on(self, record: Event) -> str:
        """Return the days in Polish."""
        return period_of(record)

    def render_people(self, record: Event) -> str:
        """Return how many came."""
        return str(people_of([record]).total)


class ExpertiseRecords(tables.Table):
    """Expertises: unit, kind, days."""

    unit = tables.Column(verbose_name="Jednostka", accessor="unit__name")
    kind = tables.Column(verbose_name="Rodzaj", linkify=True)
    ordered_on = tables.Column(verbose_name="Zamówiono")
    delivered_on = tables.Column(verbose_name="Oddano", default="–")

    class Meta:
        model = Expertise
        fields = ("unit", "kind", "ordered_on", "delivered_on")
        caption = "Ekspertyzy, z których liczy się wartość"

    def render_ordered_on(self, value: Any) -> str:  # noqa: ANN401 - a date
        """Return the day in Polish."""
        return wording.day(value)

    def render_delivered_on(self, value: Any) -> str:  # noqa: ANN401 - a date
        """Return the day in Polish."""
        return wording.day(value)


TABLES: dict[type, type[tables.Table]] = {
    Unit: UnitRecords,
    Consultation: ConsultationRecords,
    Event: EventRecords,
    Expertise: ExpertiseRecords,
}
