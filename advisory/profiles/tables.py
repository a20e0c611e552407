"""The public list of units, the coordinator's lists of news and of files."""

from datetime import datetime

import django_tables2 as tables

from advisory.profiles.models import Download, News, UnitProfile
from advisory.profiles.voivodeships import name_of
from mkus_portal.web import wording


class UnitTable(tables.Table):
    """Name, type, task, voivodeship, taking part."""

    name = tables.Column(
        accessor="unit__name",
        verbose_name="Jednostka",
        linkify=lambda record: record.get_absolute_url(),
    )
    type = tables.Column(
        accessor="unit__get_commissioning_type_display",
        verbose_name="Typ zlecenia",
        order_by="unit__commissioning_type",
    )
    task = tables.Column(accessor="unit__task", verbose_name="Zadanie", default="–")
    region = tables.Column(verbose_name="Województwo")
    state = tables.Column(
        accessor="unit__get_state_display", verbose_name="Udział", order_by="unit__state"
    )

    class Meta:
        model = UnitProfile
        fields = ("name", "type", "task", "region", "state")
        caption = "Jednostki programu"

    def render_region(self, value: str) -> str:
        """Return the voivodeship's name."""
        return name_of(value)

    def value_region(self, value: str) -> str:
        """Return the same in a file."""
        return name_of(value)


class NewsTable(tables.Table):
    """Title, state, when published, when sent."""

    title = tables.Column(verbose_name="Tytuł", linkify=True)
    state = tables.Column(verbose_name="Stan")
    published_at = tables.Column(verbose_name="Opublikowano", default="–")
    sent_at = tables.Column(verbose_name="Rozesłano", default="–")

    class Meta:
        model = News
        fields = ("title", "state", "published_at", "sent_at")
        caption = "Aktualności programu"

    def render_published_at(self, value: datetime) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_sent_at(self, value: datetime) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class DownloadTable(tables.Table):
    """Title, terms of use, whether it is shown."""

    title = tables.Column(verbose_name="Tytuł", linkify=True)
    licence = tables.Column(verbose_name="Warunki użycia", default="–")
    is_public = tables.Column(verbose_name="Na stronie „Do pobrania”")

    class Meta:
        model = Download
        fields = ("title", "licence", "is_public")
        caption = "Pliki do pobrania"

    def render_is_public(self, value: bool) -> str:  # noqa: FBT001 - called by the table
        """Return yes or no."""
        return "tak" if value else "nie"

    def value_is_public(self, value: bool) -> str:  # noqa: FBT001 - as above
        """Return the same in a file."""
        return self.render_is_public(value)
