"""The list of a programme's reports."""

from datetime import date

import django_tables2 as tables

from advisory.reports.models import ProgrammeReport
from mkus_portal.web import wording


class ReportTable(tables.Table):
    """Kind and day."""

    kind = tables.Column(verbose_name="Rodzaj", linkify=True)
    last_day = tables.Column(verbose_name="Stan na dzień")

    class Meta:
        model = ProgrammeReport
        fields = ("kind", "last_day")
        caption = "Sprawozdania programu"

    def render_last_day(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)
