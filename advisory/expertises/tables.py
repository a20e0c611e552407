"""Lists of expertises and of experts, on the screen and in a file."""

from collections.abc import Collection
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisory.expertises.models import Expert, Expertise
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}
LATE = SafeString(' <span class="badge badge-stop">po terminie</span>')
NONE = "–"


class ExpertiseTable(tables.Table):
    """Title, unit, kind, state, expert, and the days: ordered, due, delivered."""

    title = tables.Column(verbose_name="Ekspertyza", linkify=True, empty_values=())
    unit = tables.Column(verbose_name="Jednostka", accessor="unit__name")
    kind = tables.Column(verbose_name="Rodzaj")
    state = tables.Column(verbose_name="Stan")
    expert = tables.Column(verbose_name="Ekspert", accessor="expert__full_name", default=NONE)
    ordered_on = tables.Column(verbose_name="Zamówiono")
    due_on = tables.Column(verbose_name="Termin", default=NONE)
    delivered_on = tables.Column(verbose_name="Oddano", default=NONE)

    class Meta:
        model = Expertise
        fields = ("title", "unit", "kind", "state", "expert", "ordered_on", "due_on")
        sequence = (*fields, "delivered_on")
        caption = "Ekspertyzy"

    def __init__(self, *args: Any, day: date, exclude: Collection[str] = (), **kwargs: Any) -> None:
        self.day = day
        super().__init__(*args, exclude=exclude, **kwargs)

    def render_title(self, record: Expertise) -> str:
        """Return the title; an imported one has only its kind."""
        return record.title or "z importu, bez tytułu"

    def render_ordered_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_ordered_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_due_on(self, value: date, record: Expertise) -> str | SafeString:
        """Return the day; a passed one is marked while the expertise is not delivered."""
        said = wording.day(value)
        return format_html("{}{}", said, LATE) if record.is_late_on(self.day) else said

    def value_due_on(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_delivered_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def value_delivered_on(self, value: date) -> date:
        """Return the day itself."""
        return value


class ExpertTable(tables.Table):
    """Name, organisation, account, how many expertises are in hand and delivered."""

    full_name = tables.Column(verbose_name="Ekspert")
    organisation_name = tables.Column(verbose_name="Organizacja", default=NONE)
    account = tables.Column(
        verbose_name="Konto", accessor="user__email", empty_values=(), order_by="user__email"
    )
    in_hand = tables.Column(verbose_name="W toku", attrs=NUMBER)
    done = tables.Column(verbose_name="Oddane", attrs=NUMBER)
    invite = tables.Column(
        verbose_name="Zaproszenie", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Expert
        fields = ("full_name", "organisation_name")
        sequence = ("full_name", "organisation_name", "account", "in_hand", "done", "invite")
        caption = "Eksperci programu"

    def __init__(self, *args: Any, may_run: bool, **kwargs: Any) -> None:
        super().__init__(*args, exclude=() if may_run else ("invite",), **kwargs)

    def render_account(self, record: Expert) -> str:
        """Return the account, or the address that was invited."""
        if record.user is not None:
            return record.user.email
        return f"zaproszenie: {record.email}"

    def render_invite(self, record: Expert) -> SafeString | str:
        """Return the way to write once more to an expert without an account."""
        if record.user_id is not None:
            return "ma konto"
        return format_html(
            '<a href="{}">Zaproś ponownie<span class="visually-hidden">: {}</span></a>',
            reverse("expert-invite", args=(record.pk,)),
            record.full_name,
        )
