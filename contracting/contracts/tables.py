"""The lists of this room as tables, on the screen and in a file."""

from datetime import date

import django_tables2 as tables

from contracting.contracts.models import Contract, PaymentOrder, Tranche
from contracting.evaluation.tables import NUMBER, AmountColumn
from mkus_portal.web import wording


class DayColumn(tables.Column):
    """A column of days; files get the day as ISO writes it."""

    def render(self, value: date) -> str:
        """Return the day in words."""
        return wording.day(value)

    def value(self, value: date) -> str:
        """Return the day."""
        return value.isoformat()


class ContractTable(tables.Table):
    """The register of contracts: number, contractor, task, call, grant, days, state."""

    title = tables.Column(
        verbose_name="Zadanie", linkify=("contract-detail", {"pk": tables.A("pk")})
    )
    number = tables.Column(verbose_name="Numer", empty_values=(None,))
    contractor = tables.Column(verbose_name="Zleceniobiorca", accessor="organisation__name")
    call = tables.Column(verbose_name="Konkurs", accessor="assessment__offer__task__call__title")
    grant = AmountColumn(verbose_name="Dotacja", attrs=NUMBER)
    concluded_on = DayColumn(verbose_name="Zawarta")
    ends_on = DayColumn(verbose_name="Zadanie do")
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = Contract
        fields = (
            "title",
            "number",
            "contractor",
            "call",
            "grant",
            "concluded_on",
            "ends_on",
            "state",
        )
        caption = "Umowy"
        order_by = ("-concluded_on", "title")


class TrancheTable(tables.Table):
    """What is to be paid: contract, contractor, amount, term, condition, state."""

    contract = tables.Column(
        verbose_name="Umowa",
        accessor="contract__number",
        linkify=("contract-detail", {"pk": tables.A("contract_id")}),
    )
    contractor = tables.Column(
        verbose_name="Zleceniobiorca", accessor="contract__organisation__name"
    )
    ordinal = tables.Column(verbose_name="Transza", attrs=NUMBER)
    amount = AmountColumn(verbose_name="Kwota", attrs=NUMBER)
    due = tables.Column(verbose_name="Termin", empty_values=(), orderable=False)
    condition = tables.Column(verbose_name="Warunek")
    state = tables.Column(verbose_name="Stan")
    paid_on = DayColumn(verbose_name="Wypłacona")

    class Meta:
        model = Tranche
        fields = (
            "contract",
            "contractor",
            "ordinal",
            "amount",
            "due",
            "condition",
            "state",
            "paid_on",
        )
        caption = "Transze dotacji"
        order_by = ("contract", "ordinal")

    def render_due(self, record: Tranche) -> str:
        """Return the last day for the transfer in words."""
        return wording.day(record.last_day)

    def value_due(self, record: Tranche) -> str:
        """Return the last day for the transfer."""
        return record.last_day.isoformat() if record.last_day else ""


class OrderTable(tables.Table):
    """Payment orders: number, day, how many transfers."""

    number = tables.Column(
        verbose_name="Numer", linkify=("payment-order-detail", {"pk": tables.A("pk")})
    )
    ordered_on = DayColumn(verbose_name="Z dnia")
    transfers = tables.Column(verbose_name="Przelewów", attrs=NUMBER)
    paid = tables.Column(verbose_name="Wypłaconych", attrs=NUMBER)

    class Meta:
        model = PaymentOrder
        fields = ("number", "ordered_on", "transfers", "paid")
        caption = "Zlecenia wypłaty"
        order_by = ("-ordered_on", "-number")


class TransferTable(tables.Table):
    """The transfers of one order as accounting takes them."""

    contract = tables.Column(verbose_name="Umowa")
    state = tables.Column(verbose_name="Stan")
    payee = tables.Column(verbose_name="Odbiorca")
    nip = tables.Column(verbose_name="NIP")
    account = tables.Column(verbose_name="Rachunek")
    amount = AmountColumn(verbose_name="Kwota", attrs=NUMBER)
    title = tables.Column(verbose_name="Tytuł przelewu")
    division = tables.Column(verbose_name="Dział")
    chapter = tables.Column(verbose_name="Rozdział")
    paragraph = tables.Column(verbose_name="Paragraf")
    task = tables.Column(verbose_name="Zadanie budżetowe")

    class Meta:
        caption = "Przelewy"
        order_by = ("contract",)
