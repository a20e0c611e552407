"""The list of analyses as a table, on the screen and in a file."""

from datetime import datetime

import django_tables2 as tables

from contracting.analysis.models import Analysis
from mkus_portal.web import wording


class AnalysisTable(tables.Table):
    """Title, task, type, state, the last change, the closing."""

    title = tables.Column(verbose_name="Analiza", linkify=True)
    task_name = tables.Column(verbose_name="Zadanie")
    commissioning_type = tables.Column(verbose_name="Typ zlecenia")
    state = tables.Column(verbose_name="Stan")
    changed_at = tables.Column(verbose_name="Ostatnia zmiana", accessor="draft__changed_at")
    closed_at = tables.Column(verbose_name="Zamknięta")

    class Meta:
        model = Analysis
        fields = ("title", "task_name", "commissioning_type", "state", "changed_at", "closed_at")
        caption = "Analizy urzędu"

    def render_changed_at(self, value: datetime) -> str:
        """Return the instant of the last save."""
        return wording.instant(value)

    def render_closed_at(self, value: datetime) -> str:
        """Return the day of closing."""
        return wording.day(value)
