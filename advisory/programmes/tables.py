"""Lists of programmes and advisers as tables, on the screen and in a file."""

from datetime import date

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisory.programmes.models import Adviser, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.web import wording

NUMBER = {"td": {"class": "number"}}


class ProgrammeTable(tables.Table):
    """Name, code, dates, how many units."""

    name = tables.Column(verbose_name="Program", linkify=True)
    code = tables.Column(verbose_name="Kod")
    starts_on = tables.Column(verbose_name="Od")
    ends_on = tables.Column(verbose_name="Do")
    units = tables.Column(verbose_name="Jednostek", accessor="unit_count", attrs=NUMBER)

    class Meta:
        model = Programme
        fields = ("name", "code", "starts_on", "ends_on", "units")
        caption = "Programy wsparcia"

    def render_starts_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_ends_on(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)


class RecruitingTable(tables.Table):
    """Name, who runs it, until when, and where the office stands with it."""

    name = tables.Column(verbose_name="Program")
    leader = tables.Column(verbose_name="Lider", default="–")
    recruits_until = tables.Column(verbose_name="Nabór do", default="zamknięty")
    ours = tables.Column(verbose_name="Nasz udział", accessor="pk", orderable=False)

    class Meta:
        model = Programme
        fields = ("name", "leader", "recruits_until", "ours")
        caption = "Programy wsparcia"

    def __init__(self, *args: object, own: dict[int, Unit], act: Act, **kwargs: object) -> None:
        self.own, self.act = own, act
        super().__init__(*args, **kwargs)

    def render_recruits_until(self, value: date) -> str:
        """Return the day in Polish."""
        return wording.day(value)

    def render_ours(self, record: Programme) -> SafeString | str:
        """Return the office's unit with its state, or the way to apply."""
        unit = self.own.get(record.pk)
        if unit is not None:
            return format_html(
                '<a href="{}">{}</a>', unit.get_absolute_url(), unit.get_state_display()
            )
        if not record.recruits_on(self.act.day):
            return "–"
        return format_html(
            '<a class="btn btn-small" href="{}">Zgłoś urząd'
            '<span class="visually-hidden">: {}</span></a>',
            reverse("unit-apply", args=(record.pk,)),
            record.name,
        )


class AdviserTable(tables.Table):
    """Name, organisation, units, account; the coordinator invites from here."""

    full_name = tables.Column(verbose_name="Doradca")
    organisation_name = tables.Column(verbose_name="Organizacja", default="–")
    units = tables.Column(verbose_name="Jednostki", accessor="pk", orderable=False)
    account = tables.Column(
        verbose_name="Konto", accessor="user__email", empty_values=(), order_by="user__email"
    )
    invite = tables.Column(
        verbose_name="Zaproszenie", accessor="pk", orderable=False, exclude_from_export=True
    )
    month = tables.Column(
        verbose_name="Miesiąc", accessor="pk", orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Adviser
        fields = ("full_name", "organisation_name")
        sequence = ("full_name", "organisation_name", "units", "account", "invite", "month")
        caption = "Doradcy programu"

    def __init__(self, *args: object, may_run: bool, **kwargs: object) -> None:
        super().__init__(*args, exclude=() if may_run else ("invite",), **kwargs)

    def render_units(self, record: Adviser) -> str:
        """Return the units that the adviser accompanies or accompanied, each once."""
        names = dict.fromkeys(one.unit.name for one in record.assignments.all())
        return ", ".join(names) or "–"

    def render_account(self, record: Adviser) -> str:
        """Return the account, the waiting invitation, or that there is neither."""
        if record.user is not None:
            return record.user.email
        if record.invitation is not None:
            return f"zaproszenie: {record.invitation.email}"
        return "bez konta"

    def render_invite(self, record: Adviser) -> SafeString | str:
        """Return the way to write to an adviser without an account."""
        if record.user_id is not None:
            return "ma konto"
        return format_html(
            '<a href="{}">Zaproś<span class="visually-hidden">: {}</span></a>',
            reverse("adviser-invite", args=(record.pk,)),
            record.full_name,
        )

    def render_month(self, record: Adviser) -> SafeString:
        """Return the way to the adviser's month."""
        return format_html(
            '<a href="{}">Miesiąc<span class="visually-hidden"> doradcy: {}</span></a>',
            reverse("adviser-month", args=(record.pk,)),
            record.full_name,
        )
