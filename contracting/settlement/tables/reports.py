"""The register of reports and of settlements as tables."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracting.contracts.tables import DayColumn
from contracting.settlement.models import TaskReport
from mkus_portal.web import wording


class ReportTable(tables.Table):
    """Reports: contract, contractor, kind, period, term, day of sending, state."""

    name = tables.Column(
        verbose_name="Umowa",
        accessor="contract__number",
        linkify=("report-detail", {"pk": tables.A("pk")}),
    )
    contractor = tables.Column(
        verbose_name="Zleceniobiorca", accessor="contract__organisation__name"
    )
    title = tables.Column(verbose_name="Zadanie", accessor="contract__title")
    kind = tables.Column(verbose_name="Rodzaj")
    period_to = DayColumn(verbose_name="Okres do")
    due_on = DayColumn(verbose_name="Termin")
    first_submitted_at = tables.Column(verbose_name="Złożono")
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = TaskReport
        fields = (
            "name",
            "contractor",
            "title",
            "kind",
            "period_to",
            "due_on",
            "first_submitted_at",
            "state",
        )
        caption = "Sprawozdania"
        order_by = ("due_on", "name")

    def render_first_submitted_at(self, value: date) -> str:
        """Return the day in words."""
        return DayColumn().render(value)

    def value_first_submitted_at(self, value: date) -> str:
        """Return the instant."""
        return value.isoformat()


class TermTable(tables.Table):
    """Reports that are owed: contract, contractor, which report, until when, whether it is late."""

    number = tables.Column(
        verbose_name="Umowa", linkify=("settlement-detail", {"pk": tables.A("contract")})
    )
    contractor = tables.Column(verbose_name="Zleceniobiorca")
    title = tables.Column(verbose_name="Zadanie")
    words = tables.Column(verbose_name="Co złożyć")
    last_day = DayColumn(verbose_name="Termin")
    late = tables.Column(verbose_name="Uwaga", empty_values=())

    class Meta:
        caption = "Sprawozdania do złożenia"
        order_by = ("last_day", "number")

    def render_late(self, value: int | None) -> SafeString | str:
        """Return for how many days it is late, as a badge."""
        if not value:
            return ""
        return format_html('<span class="badge badge-stop">{}</span>', late_in_words(value))

    def value_late(self, value: int | None) -> Any:  # noqa: ANN401 - a number or nothing, for a file
        """Return for how many days it is late."""
        return value or ""


def late_in_words(days: int) -> str:
    """Return for how many days a report is late."""
    return f"po terminie: {days} {wording.plural(days, 'dzień', 'dni', 'dni')}"
