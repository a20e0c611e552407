"""The ledger as tables: expenses and contributions on the screen, expenses in a file."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contracting.contracts.tables import DayColumn
from contracting.evaluation.tables import NUMBER, AmountColumn
from contracting.settlement.costs import Cost
from contracting.settlement.models import SOURCES, Contribution, ExpenseDocument, Item
from contracting.settlement.rules.columns import ORDINAL, heading_of
from mkus_portal.attachments.permissions import FileList
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording

OUTSIDE = "pozycja spoza obecnego planu"
ALARMED = "uwaga: patrz wyżej"
BREAK = SafeString("<br>")


class ItemTable(tables.Table):
    """What both tables of the ledger show of a row, and what can be done with it.

    `files` and `changes` are by the rows' keys, `alarmed` are keys: all given for the shown rows.
    """

    edit: str
    remove: str

    def __init__(self, *args: Any, costs: Mapping[int, Cost], **kwargs: Any) -> None:
        self.costs = costs
        self.files: Mapping[int, FileList] = {}
        self.changes: Mapping[int, Verdict] = {}
        self.alarmed: Collection[int] = ()
        super().__init__(*args, **kwargs)

    def render_line(self, value: int) -> str:
        """Return the cost's number and name."""
        return str(self.costs.get(value, OUTSIDE))

    def render_state(self, record: Item) -> str | SafeString:
        """Return what the desk says, with its remark."""
        said = record.get_state_display()
        if not record.reason:
            return said
        return format_html('{}<br><span class="quiet">{}</span>', said, record.reason)

    def render_files(self, record: Item) -> str | SafeString:
        """Return the files, each to be taken by whoever may; the way to add one."""
        files = self.files.get(record.pk)
        if files is None or not files.may_see:
            return "–"
        links = [self._file(line) for line in files.lines]
        if files.may_add:
            url = reverse("attachment-add", args=(files.kind.name, record.pk))
            hidden = format_html('<span class="visually-hidden">: {}</span>', record)
            links.append(format_html('<a href="{}">Dodaj{}</a>', url, hidden))
        return format_html_join(BREAK, "{}", ((one,) for one in links)) or "–"

    def _file(self, line: Any) -> str | SafeString:  # noqa: ANN401 - a FileLine
        name = line.attachment.name
        if not line.may_read:
            return format_html('{} <span class="why">{}</span>', name, line.may_read.reason)
        url = reverse("attachment-file", args=(line.attachment.pk,))
        return format_html('<a href="{}" download>{}</a>', url, name)

    def render_change(self, record: Item) -> str | SafeString:
        """Return the ways to change the row, or why there are none."""
        verdict = self.changes.get(record.pk)
        if verdict is None:
            return "–"
        if not verdict:
            return format_html('<span class="why">{}</span>', verdict.reason)
        hidden = format_html('<span class="visually-hidden">: {}</span>', record)
        return format_html(
            '<a href="{}">Zmień{}</a><br><a href="{}">Usuń{}</a>',
            reverse(self.edit, args=(record.pk,)),
            hidden,
            reverse(self.remove, args=(record.pk,)),
            hidden,
        )


class ExpenseTable(ItemTable):
    """Expenses by cost: document, issuer, days, amounts, state, files."""

    edit, remove = "expense-edit", "expense-remove"
    line = tables.Column(verbose_name="Pozycja kosztów", order_by=("place", "pk"))
    document = tables.Column(
        verbose_name="Dokument", accessor="document_number", order_by=("number_folded", "pk")
    )
    issuer = tables.Column(verbose_name="Wystawca", accessor="issuer_name")
    paid_on = DayColumn(verbose_name="Zapłacono", default="jeszcze nie")
    gross = AmountColumn(verbose_name="Brutto", attrs=NUMBER)
    from_grant = AmountColumn(verbose_name="Z dotacji", attrs=NUMBER)
    rest = AmountColumn(verbose_name="Inne środki", attrs=NUMBER)
    state = tables.Column(verbose_name="Stan")
    files = tables.Column(verbose_name="Skany", empty_values=(), orderable=False)
    change = tables.Column(verbose_name="Zmiana", empty_values=(), orderable=False)

    class Meta:
        model = ExpenseDocument
        fields = (
            "line",
            "document",
            "issuer",
            "paid_on",
            "gross",
            "from_grant",
            "rest",
            "state",
            "files",
            "change",
        )
        caption = "Wydatki"
        order_by = ("line",)

    def render_document(self, record: ExpenseDocument) -> SafeString:
        """Return the number, what it is and for what; whether it is to be watched."""
        said = format_html(
            "<strong>{}</strong><br>{} z {}<br>{}",
            record.document_number,
            record.get_kind_display(),
            wording.day(record.issued_on),
            record.name,
        )
        if record.pk not in self.alarmed:
            return said
        return said + format_html('<br><span class="badge badge-stop">{}</span>', ALARMED)

    def render_issuer(self, record: ExpenseDocument) -> str | SafeString:
        """Return the name with the NIP."""
        if not record.issuer_nip:
            return record.issuer_name
        return format_html("{}<br>NIP {}", record.issuer_name, record.issuer_nip)


class ContributionTable(ItemTable):
    """Contributions by cost: what, when, hours and rate, value, state, files."""

    edit, remove = "contribution-edit", "contribution-remove"
    line = tables.Column(verbose_name="Pozycja kosztów", order_by=("place", "pk"))
    name = tables.Column(verbose_name="Wkład")
    day_from = tables.Column(verbose_name="Kiedy")
    hours = tables.Column(verbose_name="Godziny", attrs=NUMBER)
    rate = AmountColumn(verbose_name="Stawka", attrs=NUMBER)
    value = AmountColumn(verbose_name="Wartość", attrs=NUMBER)
    state = tables.Column(verbose_name="Stan")
    files = tables.Column(verbose_name="Dowody", empty_values=(), orderable=False)
    change = tables.Column(verbose_name="Zmiana", empty_values=(), orderable=False)

    class Meta:
        model = Contribution
        fields = (
            "line",
            "name",
            "day_from",
            "hours",
            "rate",
            "value",
            "state",
            "files",
            "change",
        )
        caption = "Wkład osobowy i rzeczowy"
        order_by = ("line",)

    def render_name(self, record: Contribution) -> SafeString:
        """Return what it is with its document."""
        return format_html(
            "<strong>{}</strong><br>{}<br>{}",
            record.name,
            record.get_kind_display(),
            record.document,
        )

    def render_day_from(self, record: Contribution) -> str:
        """Return the period."""
        return f"{wording.day(record.day_from)} – {wording.day(record.day_to)}"

    def render_hours(self, value: Decimal) -> str:
        """Return the hours with a comma."""
        return wording.number(value)


def _column(name: str) -> tables.Column:
    if name in {"gross", *SOURCES}:
        return AmountColumn(verbose_name=heading_of(name), attrs=NUMBER)
    return tables.Column(verbose_name=heading_of(name))


class DocumentList(tables.Table):
    """The list of accounting documents (law.md 5) for a file: what the import takes back."""

    ordinal = tables.Column(verbose_name=ORDINAL, empty_values=(), orderable=False)
    document_number = _column("document_number")
    kind = _column("kind")
    issued_on = _column("issued_on")
    issuer_nip = _column("issuer_nip")
    issuer_name = _column("issuer_name")
    ksef_number = _column("ksef_number")
    name = _column("name")
    line = tables.Column(verbose_name=heading_of("line"), order_by=("place", "pk"))
    gross = _column("gross")
    from_grant = _column("from_grant")
    own_financial = _column("own_financial")
    from_interest = _column("from_interest")
    from_income = _column("from_income")
    recipient_fees = _column("recipient_fees")
    other_public = _column("other_public")
    other = _column("other")
    paid_on = _column("paid_on")
    payment = _column("payment")
    state = tables.Column(verbose_name="stan")

    class Meta:
        model = ExpenseDocument
        fields = (
            "ordinal",
            "document_number",
            "kind",
            "issued_on",
            "issuer_nip",
            "issuer_name",
            "ksef_number",
            "name",
            "line",
            "gross",
            *SOURCES,
            "paid_on",
            "payment",
            "state",
        )
        sequence = fields
        order_by = ("line",)

    def __init__(self, *args: Any, costs: Mapping[int, Cost], **kwargs: Any) -> None:
        self.costs = costs
        self.last = 0
        super().__init__(*args, **kwargs)

    def value_ordinal(self) -> int:
        """Return the row's number in the file."""
        self.last += 1
        return self.last

    def value_line(self, value: int) -> str:
        """Return the cost's number."""
        cost = self.costs.get(value)
        return cost.number if cost else ""

    def value_issued_on(self, value: date) -> str:
        """Return the day."""
        return value.isoformat()

    def value_paid_on(self, value: date | None) -> str:
        """Return the day, nothing before the payment."""
        return value.isoformat() if value else ""
