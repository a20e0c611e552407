"""The coordinator's list of news."""

from datetime import datetime

import django_tables2 as tables

from advisory.profiles.models import News
from mkus_portal.web import wording


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
