"""The lists of analyses and of shared ones as tables, on the screen and in a file."""

from datetime import datetime
from typing import Any

import django_tables2 as tables

from contracting.analysis.models import Analysis, SharedAnalysis
from contracting.analysis.peers import is_own
from contracting.surveys.rules import safe_cell
from mkus_portal.act import Act
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


class SharedAnalysisTable(tables.Table):
    """What offices share: title, task, type, sphere, whose, how big the unit is, since when."""

    title = tables.Column(verbose_name="Analiza", linkify=True)
    task_name = tables.Column(verbose_name="Zadanie")
    office = tables.Column(verbose_name="Urząd", accessor="office__name")
    commissioning_type = tables.Column(verbose_name="Typ zlecenia")
    sphere = tables.Column(verbose_name="Sfera")
    unit_size = tables.Column(verbose_name="Wielkość jednostki")
    shared_at = tables.Column(verbose_name="Udostępniona")

    class Meta:
        model = SharedAnalysis
        fields = (
            "title",
            "task_name",
            "office",
            "commissioning_type",
            "sphere",
            "unit_size",
            "shared_at",
        )
        caption = "Udostępnione analizy"

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act

    def value_title(self, value: str) -> str:
        """Return the title in a file."""
        return safe_cell(value)

    def value_task_name(self, value: str) -> str:
        """Return the task in a file."""
        return safe_cell(value)

    def render_office(self, value: str, record: SharedAnalysis) -> str:
        """Return the office, the reader's own marked as such."""
        return f"{value} (Twój urząd)" if is_own(self.act, record) else value

    def render_shared_at(self, value: datetime) -> str:
        """Return the day of sharing."""
        return wording.day(value)
