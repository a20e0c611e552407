"""The items of a report as the desk sees them."""

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracting.contracts.tables import DayColumn
from contracting.evaluation.tables import NUMBER, AmountColumn
from contracting.settlement.costs import Cost
from contracting.settlement.models import Contribution, ExpenseDocument, Item


class ChoiceColumn(tables.Column):
    """A box that chooses a row to be accepted; only items that wait have one."""

    def __init__(self) -> None:
        super().__init__(
            verbose_name="Wybór", accessor="pk", orderable=False, exclude_from_export=True
        )

    def render(self, value: int, record: Item) -> SafeString | str:
        """Return the box with its label."""
        if record.state != Item.State.PENDING:
            return ""
        return format_html(
            '<input class="form-check-input" type="checkbox" name="pozycja" value="{}"'
            ' aria-label="Wybierz: {}">',
            value,
            record,
        )


class DeskTable(tables.Table):
    """What both kinds of items show: the cost, the state."""

    def __init__(self, *args: Any, costs: Mapping[int, Cost], **kwargs: Any) -> None:
        self.costs = costs
        super().__init__(*args, **kwargs)

    def render_line(self, value: int) -> str:
        """Return the cost's number and name."""
        return str(self.costs.get(value, "–"))


class ExpenseDeskTable(DeskTable):
    """Expenses: document, issuer, cost, day of payment, amounts, state."""

    choice = ChoiceColumn()
    document = tables.Column(
        verbose_name="Dokument",
        accessor="document_number",
        linkify=("expense-detail", {"pk": tables.A("pk")}),
    )
    issuer_name = tables.Column(verbose_name="Wystawca")
    name = tables.Column(verbose_name="Za co")
    line = tables.Column(verbose_name="Pozycja kosztów")
    paid_on = DayColumn(verbose_name="Zapłacono")
    gross = AmountColumn(verbose_name="Brutto", attrs=NUMBER)
    from_grant = AmountColumn(verbose_name="Z dotacji", attrs=NUMBER)
    amount = AmountColumn(verbose_name="Razem", attrs=NUMBER, orderable=False)
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = ExpenseDocument
        fields = (
            "choice",
            "document",
            "issuer_name",
            "name",
            "line",
            "paid_on",
            "gross",
            "from_grant",
            "amount",
            "state",
        )
        caption = "Wydatki w sprawozdaniu"
        order_by = ("line", "paid_on")


class ContributionDeskTable(DeskTable):
    """Contributions: kind, what for, cost, days, hours, value, state."""

    choice = ChoiceColumn()
    name = tables.Column(
        verbose_name="Co wniesiono", linkify=("contribution-detail", {"pk": tables.A("pk")})
    )
    kind = tables.Column(verbose_name="Rodzaj")
    document = tables.Column(verbose_name="Dokument")
    line = tables.Column(verbose_name="Pozycja kosztów")
    day_to = DayColumn(verbose_name="Do dnia")
    hours = tables.Column(verbose_name="Godziny", attrs=NUMBER)
    value = AmountColumn(verbose_name="Wartość", attrs=NUMBER)
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = Contribution
        fields = ("choice", "name", "kind", "document", "line", "day_to", "hours", "value", "state")
        caption = "Wkład niefinansowy w sprawozdaniu"
        order_by = ("line", "day_to")
