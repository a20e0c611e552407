"""The ledger of returns as a table."""

from datetime import date
from decimal import Decimal

import django_tables2 as tables

from contracting.contracts.tables import DayColumn
from contracting.evaluation.tables import NUMBER, AmountColumn
from contracting.settlement.models import GrantReturn
from contracting.settlement.returning import debt_on, paid_until
from contracting.settlement.rules.interest import Terms
from mkus_portal.web import wording


class ReturnTable(tables.Table):
    """Returns: contract, contractor, ground, amount, term, what was paid, what is owed, state."""

    contract = tables.Column(
        verbose_name="Umowa",
        accessor="contract__number",
        linkify=("return-detail", {"pk": tables.A("pk")}),
    )
    contractor = tables.Column(
        verbose_name="Zleceniobiorca", accessor="contract__organisation__name"
    )
    ground = tables.Column(verbose_name="Podstawa")
    amount = AmountColumn(verbose_name="Kwota", attrs=NUMBER)
    due_on = DayColumn(verbose_name="Termin")
    accepted_on = DayColumn(verbose_name="Przyjmuje się do")
    principal = AmountColumn(
        verbose_name="Zwrócono", attrs=NUMBER, empty_values=(), orderable=False
    )
    interest = AmountColumn(verbose_name="Odsetki", attrs=NUMBER, empty_values=(), orderable=False)
    owed = AmountColumn(verbose_name="Do zapłaty", attrs=NUMBER, empty_values=(), orderable=False)
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = GrantReturn
        fields = (
            "contract",
            "contractor",
            "ground",
            "amount",
            "due_on",
            "accepted_on",
            "principal",
            "interest",
            "owed",
            "state",
        )
        caption = "Zwroty dotacji"
        order_by = ("due_on", "contract")

    def __init__(self, *args: object, today: date, terms: Terms, **kwargs: object) -> None:
        self.today, self.terms = today, terms
        super().__init__(*args, **kwargs)

    def render_principal(self, record: GrantReturn) -> str:
        """Return the paid principal in words."""
        return wording.money(paid_until(record).principal)

    def value_principal(self, record: GrantReturn) -> Decimal:
        """Return the paid principal."""
        return paid_until(record).principal

    def render_interest(self, record: GrantReturn) -> str:
        """Return the paid interest in words."""
        return wording.money(paid_until(record).interest)

    def value_interest(self, record: GrantReturn) -> Decimal:
        """Return the paid interest."""
        return paid_until(record).interest

    def owed_today(self, record: GrantReturn) -> Decimal:
        """Return what would settle an open return today."""
        if record.state in {GrantReturn.State.PAID, GrantReturn.State.CANCELLED}:
            return Decimal("0.00")
        return debt_on(record, self.today, self.terms).total

    def render_owed(self, record: GrantReturn) -> str:
        """Return what is owed today in words."""
        return wording.money(self.owed_today(record))

    def value_owed(self, record: GrantReturn) -> Decimal:
        """Return what is owed today."""
        return self.owed_today(record)
