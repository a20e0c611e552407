"""The list of inspections as a table, on the screen and in a file."""

import django_tables2 as tables

from contracting.contracts.tables import DayColumn
from contracting.settlement.models import Inspection


class InspectionTable(tables.Table):
    """Inspections as the contractor knows them: term, contract, kind, days, state."""

    term = tables.Column(
        verbose_name="Termin",
        accessor="planned_term",
        order_by=("planned_year", "planned_month", "planned_on"),
        linkify=("inspection-detail", {"pk": tables.A("pk")}),
    )
    contract = tables.Column(
        verbose_name="Umowa",
        accessor="contract__number",
        linkify=("contract-detail", {"pk": tables.A("contract_id")}),
    )
    contractor = tables.Column(
        verbose_name="Zleceniobiorca", accessor="contract__organisation__name"
    )
    task = tables.Column(verbose_name="Zadanie", accessor="contract__title")
    occasion = tables.Column(verbose_name="Rodzaj")
    held_to = DayColumn(verbose_name="Przeprowadzona do")
    state = tables.Column(verbose_name="Stan")

    class Meta:
        model = Inspection
        fields: tuple[str, ...] = (
            "term",
            "contract",
            "contractor",
            "task",
            "occasion",
            "held_to",
            "state",
        )
        caption = "Kontrole"
        order_by = ("-term",)


class OfficeInspectionTable(InspectionTable):
    """The same with what only the office knows before the protocol is sent."""

    is_irregular = tables.Column(verbose_name="Nieprawidłowości")

    class Meta(InspectionTable.Meta):
        fields: tuple[str, ...] = (*InspectionTable.Meta.fields, "is_irregular")
        sequence = (*InspectionTable.Meta.fields[:-1], "is_irregular", "state")

    def render_is_irregular(self, value: bool) -> str:  # noqa: FBT001 - the library's own call
        """Return it in words."""
        return "tak" if value else "nie"
