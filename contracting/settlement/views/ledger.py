"""The ledger of a contract: expenses, contributions, both beside the plan."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django_tables2 import RequestConfig, Table

from contracting.contracts.models import Contract
from contracting.contracts.views.bases import ContractPage
from contracting.settlement.costs import Cost, by_key, costs_of
from contracting.settlement.duplicates import alarms_of, sentences_for
from contracting.settlement.files.items import PROOF_NAME, SCAN_NAME
from contracting.settlement.filters.items import ExpenseFilter
from contracting.settlement.ledger import balance_of
from contracting.settlement.models import SOURCES, Contribution, ExpenseDocument, Item
from contracting.settlement.permissions import may_change_item, may_write_ledger
from contracting.settlement.tables.items import (
    OUTSIDE,
    ContributionTable,
    DocumentList,
    ExpenseTable,
    ItemTable,
)
from mkus_portal.attachments.permissions import files_of
from mkus_portal.money import MoneyField
from mkus_portal.web.views import ListPage

CONTRIBUTIONS_PER_PAGE = 50
REST = tuple(source for source in SOURCES if source != "from_grant")


def placed(costs: Sequence[Cost]) -> Case | Value:
    """Return the place of a row's cost in the plan; last what the plan has no more."""
    last = Value(len(costs))
    if not costs:
        return last
    places = [When(line=cost.pk, then=Value(at)) for at, cost in enumerate(costs)]
    return Case(*places, default=last, output_field=IntegerField())


def rest_of() -> Any:  # noqa: ANN401 - an expression
    """Return what is paid from other money than the grant."""
    first, *others = (F(source) for source in REST)
    whole: Any = first
    for one in others:
        whole += one
    return whole


class Ledger(ContractPage, ListPage):
    """The ledger: for the contractor all of it, for the office what a report has brought."""

    table_class = ExpenseTable
    filter_class = ExpenseFilter
    export_name = "zestawienie-dokumentow"
    template_name = "contracting/settlement/ledger.html"
    contract: Contract
    costs: tuple[Cost, ...]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the contract of the address, else 404."""
        self.contract = self.get_object()
        self.costs = costs_of(self.contract)
        self.is_contractor = self.act.scope.kind == "organisation"
        return super().get(request, *args)

    def rows(self, model: type[Any]) -> QuerySet[Any]:
        """Return the rows of the ledger that exist for the act, with what is asked of each."""
        rows = model.objects.visible_to(self.act).filter(contract=self.contract)
        found: QuerySet[Any] = rows.select_related("report").annotate(place=placed(self.costs))
        return found

    def get_queryset(self) -> QuerySet[Any]:
        """Return the expenses."""
        rest = rest_of()
        rest.output_field = MoneyField()
        found: QuerySet[Any] = self.rows(ExpenseDocument).annotate(rest=rest)
        return found

    def get_table(self, rows: QuerySet[Any]) -> Table:
        """Return the table of the screen; a file has the columns of the list of documents."""
        kind = DocumentList if "eksport" in self.request.GET else ExpenseTable
        return kind(rows, costs=by_key(self.costs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the contributions, the sums, what may be written; fill the shown rows."""
        table: ItemTable = kwargs["table"]
        contributions = ContributionTable(
            self.rows(Contribution), costs=by_key(self.costs), prefix="wklad-"
        )
        RequestConfig(self.request, paginate=False).configure(contributions)
        contributions.paginate(per_page=CONTRIBUTIONS_PER_PAGE)
        at = self.request.GET.get(contributions.prefixed_page_field)
        contributions.page = contributions.paginator.get_page(at)
        expenses = self.fill(table, SCAN_NAME)
        self.fill(contributions, PROOF_NAME)
        alarmed = self.alarmed(expenses)
        table.alarmed = {item.pk for item, _, _ in alarmed}
        balance = balance_of(self.act, self.contract, self.costs)
        return super().get_context_data(
            contract=self.contract,
            contributions=contributions,
            balance=balance,
            has_granted=bool(balance) and balance[-1].granted is not None,
            figures=self.figures(balance[-1].from_grant if balance else Decimal(0)),
            is_contractor=self.is_contractor,
            writing=may_write_ledger(self.act, self.contract),
            alarmed=alarmed,
            **kwargs,
        )

    def alarmed(self, shown: list[ExpenseDocument]) -> list[tuple[ExpenseDocument, str, list[str]]]:
        """Return the shown expenses of which a warning speaks, each with its cost and the words."""
        alarms, costs = alarms_of(shown), by_key(self.costs)
        found = (
            (item, str(costs.get(item.line, OUTSIDE)), sentences_for(self.act, alarms[item.pk]))
            for item in shown
            if item.pk in alarms
        )
        return [one for one in found if one[2]]

    def figures(self, spent: Decimal) -> list[tuple[str, Decimal]]:
        """Return the grant, what of it is in the ledger, what is left."""
        grant = self.contract.grant
        return [("Dotacja", grant), ("W rejestrze z dotacji", spent), ("Zostało", grant - spent)]

    def fill(self, table: ItemTable, kind: str) -> list[Any]:
        """Give the shown rows their files and what may be done with them; return them."""
        shown: list[Item] = [row.record for row in table.page.object_list]
        for item in shown:
            item.contract = self.contract
        table.files = files_of(self.act, kind, shown)
        if self.is_contractor:
            table.changes = {one.pk: may_change_item(self.act, one) for one in shown}
        else:
            table.exclude = (*table.exclude, "change")
            table.columns.hide("change")
        return shown
