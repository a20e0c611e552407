"""The desk: the items of a report, one item, what is said of it."""

from typing import Any, ClassVar

import django_tables2
from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.models import TOGETHER
from contracting.contracts.views.bases import both_sides, office_readers
from contracting.settlement.actions import desk
from contracting.settlement.actions.desk import Refusal, parts_of
from contracting.settlement.costs import by_key, costs_of
from contracting.settlement.duplicates import alarms_of, sentences_for
from contracting.settlement.files.items import PROOF_NAME, SCAN_NAME
from contracting.settlement.filters.desk import ContributionFilter, ExpenseFilter
from contracting.settlement.form import TOGETHER_OF
from contracting.settlement.forms.reports import ExplainForm, QuestionForm, RefuseForm
from contracting.settlement.models import Contribution, ExpenseDocument, Item, TaskReport
from contracting.settlement.permissions import DESK
from contracting.settlement.procedure.items import CONTRIBUTION, EXPENSE
from contracting.settlement.tables.desk import ContributionDeskTable, ExpenseDeskTable
from mkus_portal.attachments.permissions import files_of
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage, ListPage
from mkus_portal.workflow.engine import Procedure, available, verdict_on

ITEM_TOGETHER = ("report", *(f"contract__{one}" for one in TOGETHER))
MANY = 500


class Desk(ListPage):
    """The items of a sent report, with what the portal noticed; several can be accepted at once."""

    permission = office_readers
    template_name = "contracting/settlement/desk.html"
    kind: ClassVar[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the report of the address, else 404."""
        self.find()
        return super().get(request, *args)

    def find(self) -> None:
        """Keep the report of the address."""
        rows = TaskReport.objects.visible_to(self.act).select_related(*TOGETHER_OF)
        self.report = get_object_or_404(rows, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept the chosen items. Raises Refused."""
        self.find()
        name = "na-stronie" if "wszystkie" in request.POST else "pozycja"
        chosen = [int(one) for one in request.POST.getlist(name)[:MANY] if one.isdecimal()]
        count = desk.accept_items(self.act, self.report, {self.kind: chosen})
        messages.success(request, f"Uznane pozycje: {count}.")
        return HttpResponseRedirect(request.get_full_path())

    def get_table(self, rows: QuerySet[Any]) -> django_tables2.Table:
        """Return the table with the names of the costs."""
        return self.table_class(rows, costs=by_key(costs_of(self.report.contract)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report and whether items can be decided about."""
        is_open = self.report.state == TaskReport.State.SUBMITTED and self.act.holds(*DESK)
        return super().get_context_data(
            report=self.report,
            is_open=is_open,
            expense_url=reverse("report-desk", args=(self.report.pk,)),
            contribution_url=reverse("report-contributions", args=(self.report.pk,)),
            kind=self.kind,
            **self.shown(kwargs["table"]),
            **kwargs,
        )

    def shown(self, table: django_tables2.Table) -> dict[str, Any]:
        """Return the warnings about the shown items, and those that wait without one."""
        items = [row.record for row in table.page.object_list]
        alarmed = self.alarmed(items)
        doubtful = {item.pk for item, _, _ in alarmed}
        waiting = [
            one.pk for one in items if one.state == Item.State.PENDING and one.pk not in doubtful
        ]
        return {"alarmed": alarmed, "waiting": waiting}

    def alarmed(self, items: list[Any]) -> list[tuple[Any, str, list[str]]]:
        """Return the items that may be charged twice; a contribution never is."""
        return []


class ExpenseDesk(Desk):
    """The expenses of a report."""

    table_class = ExpenseDeskTable
    filter_class = ExpenseFilter
    export_name = "wydatki"
    title = "Sprawdzanie wydatków"
    kind = "expense"

    def get_queryset(self) -> QuerySet[ExpenseDocument]:
        """Return the report's expenses."""
        return self.report.expensedocuments.select_related("contract")

    def alarmed(self, items: list[Any]) -> list[tuple[Any, str, list[str]]]:
        """Return each expense that may be charged twice, with its cost and the words."""
        alarms, costs = alarms_of(items), by_key(costs_of(self.report.contract))
        found = (
            (item, str(costs.get(item.line, "–")), sentences_for(self.act, alarms[item.pk]))
            for item in items
            if item.pk in alarms
        )
        return [one for one in found if one[2]]


class ContributionDesk(Desk):
    """The contributions of a report."""

    table_class = ContributionDeskTable
    filter_class = ContributionFilter
    export_name = "wklad"
    title = "Sprawdzanie wkładu niefinansowego"
    kind = "contribution"

    def get_queryset(self) -> QuerySet[Contribution]:
        """Return the report's contributions."""
        return self.report.contributions.select_related("contract")


class ItemPage(DetailPage[Any]):
    """One item: what it is, what was noticed, what was said of it, its files, its history."""

    permission = both_sides
    template_name = "contracting/settlement/item_detail.html"
    step_name: ClassVar[str]
    files_kind: ClassVar[str]

    def visible(self) -> QuerySet[Any]:
        """Return the items with all that the page shows."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(self.act)  # noqa: SLF001 - every room's manager has it
        return rows.select_related(*ITEM_TOGETHER)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cost, what can be done, what the document says."""
        item: ExpenseDocument | Contribution = self.object
        steps = [
            (
                one.move,
                one.verdict,
                reverse(self.step_name, args=(item.pk,)) + f"?ruch={one.move.name}",
            )
            for one in available(self.act, item)
            if one.move.permission(self.act, item) and one.move.name != "change"
        ]
        grant, other = parts_of(item)
        return super().get_context_data(
            item=item,
            cost=by_key(costs_of(item.contract)).get(item.line, "–"),
            steps=steps,
            grant=grant,
            other=other,
            is_office=self.act.scope.kind == "office",
            is_expense=isinstance(item, ExpenseDocument),
            warnings=self.warnings(item),
            item_files=files_of(self.act, self.files_kind, [item])[item.pk],
            **kwargs,
        )

    def warnings(self, item: ExpenseDocument | Contribution) -> list[str]:
        """Return that a document may be charged twice, in words for whoever looks."""
        if isinstance(item, Contribution):
            return []
        return sentences_for(self.act, alarms_of([item]).get(item.pk, []))


class ExpenseDetail(ItemPage):
    """One expense."""

    files_kind = SCAN_NAME
    model = ExpenseDocument
    step_name = "expense-step"


class ContributionDetail(ItemPage):
    """One contribution."""

    files_kind = PROOF_NAME
    model = Contribution
    step_name = "contribution-step"


class ItemStep(ActionFormPage):
    """A step of an item (`?ruch=`): accept, question, explain, refuse."""

    permission = roles(*DESK, "ngo_admin", "ngo_editor", "ngo_signatory", "ngo_accountant")
    model: ClassVar[type[Model]]
    procedure: ClassVar[Procedure]
    forms_of: ClassVar[dict[str, type[forms.BaseForm]]] = {
        "accept": forms.Form,
        "question": QuestionForm,
        "explain": ExplainForm,
        "refuse": RefuseForm,
    }
    item: Any

    def load(self) -> None:
        """Find the item and the step of the address, else 404."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(self.act)  # type: ignore[attr-defined]  # noqa: SLF001 - every room's manager has it
        self.item = get_object_or_404(rows.select_related(*ITEM_TOGETHER), pk=self.kwargs["pk"])
        if self.name() not in self.forms_of:
            raise Http404

    def name(self) -> str:
        """Return the step of the address."""
        return self.request.GET.get("ruch", "")

    def allowed(self) -> Verdict:
        """Ask whose step it is."""
        return self.procedure.move(self.name()).permission(self.act, self.item)

    def check(self) -> None:
        """Ask only the state: what the conditions ask for is typed here."""
        move = self.procedure.move(self.name())
        if self.item.state not in move.sources:
            self.insist(verdict_on(self.act, self.item, move))

    def get_form_class(self) -> type[forms.BaseForm]:
        """Return what the step asks for."""
        return self.forms_of[self.name()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whether the grant bears a part of the item."""
        given = super().get_form_kwargs()
        if self.name() == "refuse":
            given["has_grant"] = bool(parts_of(self.item)[0])
        return given

    def get_initial(self) -> dict[str, Any]:
        """Propose the whole item, and what was written before."""
        grant, other = parts_of(self.item)
        item = self.item
        return {
            "refuse": {"grant": grant or None, "other": other or None, "reason": item.reason},
            "explain": {"explanation": item.explanation},
            "question": {"reason": item.reason},
        }.get(self.name(), {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the step."""
        label = self.procedure.move(self.name()).label
        words = {"heading": f"{label}: {self.item}", "submit": label, "item": self.item}
        return super().get_context_data(**{**words, **kwargs})

    def back(self) -> str:
        """Return the item's page."""
        url: str = self.item.get_absolute_url()
        return url

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the item."""
        return [(str(self.item), self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Say it; the desk goes on to the list."""
        given, item = form.cleaned_data, self.item
        if self.name() == "accept":
            desk.accept_item(self.act, item)
        elif self.name() == "question":
            desk.question_item(self.act, item, given["reason"])
        elif self.name() == "explain":
            desk.explain_item(self.act, item, given["explanation"])
            return self.back()
        else:
            refusal = Refusal(
                given["reason"],
                given.get("grant") or desk.ZERO,
                given.get("other") or desk.ZERO,
                given.get("ground", ""),
            )
            desk.refuse_item(self.act, item, refusal)
        name = "report-desk" if isinstance(item, ExpenseDocument) else "report-contributions"
        return reverse(name, args=(item.report_id,))


class ExpenseStep(ItemStep):
    """A step of an expense."""

    model = ExpenseDocument
    procedure = EXPENSE


class ContributionStep(ItemStep):
    """A step of a contribution."""

    model = Contribution
    procedure = CONTRIBUTION
