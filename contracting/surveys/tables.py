"""The lists of surveys and of links, on the screen and in a file."""

from collections.abc import Collection
from datetime import date
from typing import Any

import django_tables2 as tables

from contracting.surveys.models import Link, Survey
from mkus_portal.web import wording


class SurveyTable(tables.Table):
    """Title, audience, state, days, number of answers."""

    title = tables.Column(verbose_name="Badanie", linkify=True)
    audience = tables.Column(verbose_name="Kto odpowiada")
    state = tables.Column(verbose_name="Stan")
    opens_on = tables.Column(verbose_name="Od")
    closes_on = tables.Column(verbose_name="Do")
    answers = tables.Column(
        verbose_name="Odpowiedzi", accessor="answer_count", attrs={"td": {"class": "number"}}
    )

    class Meta:
        model = Survey
        fields = ("title", "audience", "state", "opens_on", "closes_on")
        sequence = (*fields, "answers")
        caption = "Badania"

    def render_opens_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_closes_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class LinkTable(tables.Table):
    """To whom a link went; whether it was used, unless the survey is anonymous."""

    email = tables.Column(verbose_name="Adres", default="wydruk")
    label = tables.Column(verbose_name="Kto")
    is_used = tables.Column(verbose_name="Odpowiedź")

    class Meta:
        model = Link
        fields = ("email", "label", "is_used")
        caption = "Linki imienne"

    def __init__(
        self, *args: Any, anonymous: bool = False, exclude: Collection[str] = (), **kwargs: Any
    ) -> None:
        hidden = (*exclude, "is_used") if anonymous else exclude
        super().__init__(*args, exclude=hidden, **kwargs)

    def render_is_used(self, value: object) -> str:
        """Return whether an answer came."""
        return "jest" if value else "brak"
