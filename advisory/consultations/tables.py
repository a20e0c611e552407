"""Lists of units with their progress and of consultations, on the screen and in a file."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisory.consultations.models import Consultation
from advisory.programmes.models import Unit
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}
LATE = SafeString(' <span class="badge badge-stop">po terminie</span>')
OVER = SafeString(' <span class="badge badge-stop">ponad limit</span>')


class UnitTable(tables.Table):
    """Units with type, agreement, advisers, hours against the limit, meetings against the due."""

    name = tables.Column(verbose_name="Jednostka", linkify=True)
    kind = tables.Column(verbose_name="Rodzaj")
    commissioning_type = tables.Column(verbose_name="Typ zlecenia")
    agreement_signed_on = tables.Column(verbose_name="Porozumienie", default="brak")
    advisers = tables.Column(verbose_name="Doradca", accessor="pk", orderable=False)
    hours = tables.Column(verbose_name="Godziny", accessor="hours_used", attrs=NUMBER)
    meetings = tables.Column(verbose_name="Spotkania", accessor="meetings_held", attrs=NUMBER)
    log = tables.Column(
        verbose_name="Nowy wpis", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Unit
        fields = ("name", "kind", "commissioning_type", "agreement_signed_on")
        sequence = ("name", "log", *fields[1:], "advisers", "hours", "meetings")
        caption = "Jednostki programu"

    def __init__(self, *args: Any, day: date, exclude: Collection[str] = (), **kwargs: Any) -> None:
        self.day = day
        super().__init__(*args, exclude=exclude, **kwargs)

    def render_agreement_signed_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_agreement_signed_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_advisers(self, record: Unit) -> str:
        """Return who advises the unit on the day."""
        names = [
            f"{one.adviser.full_name} (zastępstwo)"
            if one.is_substitution
            else one.adviser.full_name
            for one in record.assignments.all()
            if self.is_valid(one)
        ]
        return ", ".join(dict.fromkeys(names)) or "brak"

    def is_valid(self, assignment: Any) -> bool:  # noqa: ANN401 - a row of a prefetched relation
        """Whether the assignment is in force on the day of the list."""
        valid: bool = assignment.is_valid_on(self.day) and assignment.ended_at is None
        return valid

    def render_hours(self, value: Decimal, record: Any) -> SafeString:  # noqa: ANN401 - annotated row
        """Return used and limit; hours over the limit are marked."""
        said = format_html("{} / {}", wording.number(value), wording.number(record.hours_limit))
        return said + OVER if value > record.hours_limit else said

    def value_hours(self, value: Decimal) -> Decimal:
        """Return the hours alone."""
        return value

    def render_meetings(self, value: int, record: Unit) -> str:
        """Return held and due."""
        return f"{value} / {record.programme.meetings_due}"

    def value_meetings(self, value: int) -> int:
        """Return the meetings alone."""
        return value

    def render_log(self, record: Unit) -> SafeString:
        """Return the way to a new entry."""
        return format_html(
            '<a class="btn btn-primary btn-small" href="{}">Zapisz konsultację'
            '<span class="visually-hidden">: {}</span></a>',
            reverse("consultation-log", args=(record.pk,)),
            record.name,
        )


def _in_file(name: str, label: str) -> tables.Column:
    """Return a figure that stands in the file alone: the list on the screen is wide enough."""
    return tables.Column(verbose_name=label, accessor=name, visible=False)


class ConsultationTable(tables.Table):
    """Day, unit, adviser, subject, form, hours, people, steps, state; in a file more figures."""

    held_on = tables.Column(verbose_name="Data", linkify=True)
    unit = tables.Column(verbose_name="Jednostka", accessor="unit__name")
    adviser = tables.Column(verbose_name="Doradca", accessor="adviser__full_name")
    subject = tables.Column(verbose_name="Temat")
    form = tables.Column(verbose_name="Forma")
    hours = tables.Column(verbose_name="Godziny", attrs=NUMBER)
    people = tables.Column(verbose_name="Osoby", accessor="people_together", attrs=NUMBER)
    steps = tables.Column(verbose_name="Kroki", accessor="open_steps")
    state = tables.Column(verbose_name="Stan")
    people_office = _in_file("people_office", "Osób z urzędu")
    people_ngo = _in_file("people_ngo", "Osób z organizacji")
    people_university = _in_file("people_university", "Osób z uczelni")
    people_other = _in_file("people_other", "Innych osób")
    travel_km = _in_file("travel_km", "Dojazd, km")
    travel_minutes = _in_file("travel_minutes", "Dojazd, minut")

    class Meta:
        model = Consultation
        fields = ("held_on", "unit", "adviser", "subject", "form", "hours", "people", "state")
        sequence = (
            "held_on",
            "unit",
            "adviser",
            "subject",
            "form",
            "hours",
            "people",
            "steps",
            "state",
            "...",
        )
        caption = "Konsultacje"
        order_by = ("-held_on",)

    def render_held_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_held_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_adviser(self, value: str, record: Any) -> str:  # noqa: ANN401 - annotated row
        """Return the name, and in whose place they held it."""
        return f"{value} (w zastępstwie: {record.replaced})" if record.replaced else value

    def render_hours(self, value: Decimal) -> str:
        """Return hours with a comma."""
        return wording.number(value)

    def value_hours(self, value: Decimal) -> Decimal:
        """Return the number itself."""
        return value

    def render_steps(self, value: int, record: Any) -> SafeString | str:  # noqa: ANN401 - annotated row
        """Return how many steps are open; late ones are marked."""
        if not value:
            return "–"
        said = f"{value} {wording.plural(value, 'otwarty', 'otwarte', 'otwartych')}"
        return SafeString(said) + LATE if record.late_steps else said
