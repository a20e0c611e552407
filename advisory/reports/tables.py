"""The list of a programme's reports, and how much advisers have to do."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from advisory.reports.load import EVENT, STEP, AdviserLoad, Load, first_of_quarter
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


NUMBER = {"td": {"class": "number"}}
OVER = SafeString(' <span class="badge badge-stop">ponad limit</span>')
SILENT = SafeString(' <span class="badge badge-stop">bez kontaktu</span>')
LATE = SafeString(' <span class="badge badge-stop">po terminie</span>')


def with_units(address: str, name: str, units: int) -> SafeString:
    """Return a name as a link, and in how many units the adviser works."""
    word = wording.plural(units, "jednostka", "jednostki", "jednostek")
    return format_html(
        '<a href="{}">{}</a><br><span class="quiet">{} {}</span>', address, name, units, word
    )


def entries_link(shown: str, said: str, **asked: object) -> SafeString:
    """Return a figure as the way to the entries behind it."""
    address = f"{reverse('consultation-list')}?{urlencode(asked)}"
    return format_html(
        '<a href="{}">{}<span class="visually-hidden"> – {}</span></a>', address, shown, said
    )


class LoadTable(tables.Table):
    """Assignments with hours, meetings, what comes next, what waits; the file has more columns."""

    adviser = tables.Column(verbose_name="Doradca", accessor="assignment__adviser__full_name")
    unit = tables.Column(verbose_name="Jednostka", accessor="assignment__unit__name")
    hours = tables.Column(verbose_name="Godziny / limit", accessor="sums__hours", attrs=NUMBER)
    limit = tables.Column(verbose_name="Limit", accessor="assignment__hours_limit", visible=False)
    agreed = tables.Column(verbose_name="Uzgodnione", accessor="sums__agreed", visible=False)
    substituted = tables.Column(
        verbose_name="W zastępstwie", accessor="sums__substituted", visible=False
    )
    month = tables.Column(verbose_name="Miesiąc / 3 miesiące", accessor="sums__month", attrs=NUMBER)
    quarter = tables.Column(verbose_name="3 miesiące", accessor="sums__quarter", visible=False)
    meetings = tables.Column(verbose_name="Spotkania", accessor="sums__meetings", attrs=NUMBER)
    units = tables.Column(verbose_name="Jednostek doradcy", visible=False)
    term = tables.Column(verbose_name="Najbliższy termin", accessor="term__day", default="–")
    overdue = tables.Column(verbose_name="Czeka", accessor="sums__overdue")
    drafts = tables.Column(verbose_name="Niewysłane", accessor="sums__drafts", visible=False)
    last = tables.Column(verbose_name="Ostatni kontakt", accessor="sums__last", empty_values=())

    class Meta:
        caption = "Przydziały doradców"

    def __init__(self, rows: list[Load], *, day: date) -> None:
        self.day = day
        super().__init__(rows)

    def figure(self, record: Load, shown: str, said: str, **asked: object) -> SafeString:
        """Return a figure of the assignment as the way to its entries."""
        whose = f"{said}, {record.assignment.unit.name}"
        return entries_link(shown, whose, assignment=record.assignment.pk, **asked)

    def render_adviser(self, value: str, record: Load) -> SafeString:
        """Return the adviser with the way to all their assignments, and the count of units."""
        address = f"?{urlencode({'adviser': record.assignment.adviser_id})}"
        return with_units(address, value, record.units)

    def value_adviser(self, value: str) -> str:
        """Return the name."""
        return value

    def render_unit(self, value: str, record: Load) -> SafeString:
        """Return the unit as a link."""
        return format_html('<a href="{}">{}</a>', record.assignment.unit.get_absolute_url(), value)

    def render_hours(self, value: Decimal, record: Load) -> SafeString:
        """Return logged and limit, what is agreed and what substitutes held."""
        shown = f"{wording.number(value)} / {wording.number(record.assignment.hours_limit)}"
        said = self.figure(record, shown, "wpisy")
        if record.is_over:
            said += OVER
        agreed = f"uzgodnione: {wording.number(record.sums.agreed)}"
        said += format_html("<br>{}", self.figure(record, agreed, "wpisy", state="agreed"))
        if record.sums.substituted:
            instead = wording.number(record.sums.substituted)
            said += format_html('<br><span class="quiet">w zastępstwie: {}</span>', instead)
        return said

    def value_hours(self, value: Decimal) -> Decimal:
        """Return the hours alone."""
        return value

    def render_month(self, value: Decimal, record: Load) -> SafeString:
        """Return the hours of the present month, and with the two before it."""
        month, quarter = self.day.replace(day=1), first_of_quarter(self.day)
        return format_html(
            "{} / {}",
            self.figure(record, wording.number(value), "wpisy miesiąca", since=month),
            self.figure(
                record,
                wording.number(record.sums.quarter),
                "wpisy trzech miesięcy",
                since=quarter,
            ),
        )

    def value_month(self, value: Decimal) -> Decimal:
        """Return the hours of the month alone."""
        return value

    def render_meetings(self, value: int, record: Load) -> SafeString:
        """Return held and due."""
        return self.figure(record, f"{value} / {record.due}", "wizyty", form="visit")

    def value_meetings(self, value: int) -> int:
        """Return the meetings alone."""
        return value

    def render_term(self, value: date, record: Load) -> SafeString:
        """Return the day with what it is of, and the way there; one that has gone by is marked."""
        unit = record.assignment.unit_id
        kind = record.term.kind if record.term else ""
        address = f"{reverse('consultation-list')}?{urlencode({'unit': unit, 'steps': 'open'})}"
        if kind == STEP:
            address = reverse("unit-plan", args=(unit,))
        elif kind == EVENT:
            address = f"{reverse('event-list')}?{urlencode({'units': unit})}"
        said = format_html('<a href="{}">{}, {}</a>', address, wording.day(value), kind)
        return said + LATE if value < self.day else said

    def value_term(self, value: date) -> date:
        """Return the day itself."""
        return value

    def render_overdue(self, value: int, record: Load) -> SafeString | str:
        """Return what the office has not agreed to for too long, and what is not sent."""
        late = f"w urzędzie: {value}"
        drafts = f"niewysłane: {record.sums.drafts}"
        found = [
            self.figure(record, said, "wpisy", **asked)
            for count, said, asked in (
                (value, late, {"waiting": "long"}),
                (record.sums.drafts, drafts, {"state": "draft"}),
            )
            if count
        ]
        return format_html_join(SafeString("<br>"), "{}", ((one,) for one in found)) or "–"

    def value_overdue(self, value: int) -> int:
        """Return the number."""
        return value

    def render_last(self, value: date | None, record: Load) -> SafeString:
        """Return the day of the last entry; a long silence is marked."""
        said = SafeString(wording.day(value) if value else "nie było")
        return said + SILENT if record.is_silent else said

    def value_last(self, value: date | None) -> date | str:
        """Return the day itself."""
        return value or ""


class AdviserLoadTable(tables.Table):
    """Advisers with the sums of their assignments; the file has more columns."""

    name = tables.Column(verbose_name="Doradca")
    units = tables.Column(verbose_name="Jednostek", visible=False)
    hours = tables.Column(verbose_name="Godziny / limit", attrs=NUMBER)
    limit = tables.Column(verbose_name="Limit", visible=False)
    agreed = tables.Column(verbose_name="Uzgodnione", visible=False)
    month = tables.Column(verbose_name="Miesiąc / 3 miesiące", attrs=NUMBER)
    quarter = tables.Column(verbose_name="3 miesiące", visible=False)
    meetings = tables.Column(verbose_name="Spotkania", attrs=NUMBER)
    over = tables.Column(verbose_name="Ponad limit", attrs=NUMBER)
    silent = tables.Column(verbose_name="Bez kontaktu", attrs=NUMBER)
    overdue = tables.Column(verbose_name="Czeka w urzędzie", attrs=NUMBER)
    drafts = tables.Column(verbose_name="Niewysłane", attrs=NUMBER)

    class Meta:
        caption = "Doradcy programu"

    def __init__(self, rows: list[AdviserLoad], *, url: str) -> None:
        self.url = url
        super().__init__(rows)

    def behind(self, record: AdviserLoad, shown: str, **asked: object) -> SafeString:
        """Return a figure as the way to the adviser's assignments."""
        address = f"{self.url}?{urlencode({'adviser': record.pk, **asked})}"
        said = f" – przydziały: {record.name}"
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">{}</span></a>', address, shown, said
        )

    def marked(self, record: AdviserLoad, value: int, look: str) -> SafeString | str:
        """Return a count of what stands out, with the way to it."""
        return self.behind(record, str(value), look=look) if value else "0"

    def render_name(self, value: str, record: AdviserLoad) -> SafeString:
        """Return the name with the way to the adviser's month, and how many units they have."""
        return with_units(reverse("adviser-month", args=(record.pk,)), value, record.units)

    def value_name(self, value: str) -> str:
        """Return the name."""
        return value

    def render_hours(self, value: Decimal, record: AdviserLoad) -> SafeString:
        """Return logged and limit, and what is agreed."""
        shown = f"{wording.number(value)} / {wording.number(record.limit)}"
        link = self.behind(record, shown)
        if value > record.limit:
            link += OVER
        agreed = wording.number(record.agreed)
        return link + format_html('<br><span class="quiet">uzgodnione: {}</span>', agreed)

    def value_hours(self, value: Decimal) -> Decimal:
        """Return the hours alone."""
        return value

    def render_month(self, value: Decimal, record: AdviserLoad) -> SafeString:
        """Return the hours of the present month, and with the two before it."""
        return self.behind(record, f"{wording.number(value)} / {wording.number(record.quarter)}")

    def value_month(self, value: Decimal) -> Decimal:
        """Return the hours of the month alone."""
        return value

    def render_meetings(self, value: int, record: AdviserLoad) -> SafeString:
        """Return held and due."""
        return self.behind(record, f"{value} / {record.due}")

    def value_meetings(self, value: int) -> int:
        """Return the meetings alone."""
        return value

    def render_over(self, value: int, record: AdviserLoad) -> SafeString | str:
        """Return in how many units the limit is passed."""
        return self.marked(record, value, "over")

    def value_over(self, value: int) -> int:
        """Return the number."""
        return value

    def render_silent(self, value: int, record: AdviserLoad) -> SafeString | str:
        """Return in how many units nobody met or wrote for long."""
        return self.marked(record, value, "silent")

    def value_silent(self, value: int) -> int:
        """Return the number."""
        return value

    def render_overdue(self, value: int, record: AdviserLoad) -> SafeString | str:
        """Return how many entries the offices have not agreed to for too long."""
        return self.marked(record, value, "overdue")

    def value_overdue(self, value: int) -> int:
        """Return the number."""
        return value

    def render_drafts(self, value: int, record: AdviserLoad) -> SafeString | str:
        """Return how many entries the adviser has not sent."""
        return self.marked(record, value, "drafts")

    def value_drafts(self, value: int) -> int:
        """Return the number."""
        return value
