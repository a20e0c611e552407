"""What is to be paid, payment orders, what was paid."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.actions.paying import draw_up_order, record_payment, take_out
from contracting.contracts.filters import TrancheFilter
from contracting.contracts.forms.contract import DayForm, OrderForm, ReasonForm
from contracting.contracts.models import Contract, PaymentOrder, Tranche
from contracting.contracts.procedure import TRANCHE
from contracting.contracts.tables import OrderTable, TrancheTable, TransferTable
from contracting.contracts.views.bases import office_readers, treasurers
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.views import ListPage
from mkus_portal.web.wording import day, money
from mkus_portal.workflow.engine import verdict_on

CONCLUDED = (Contract.State.IN_FORCE, Contract.State.SETTLED, Contract.State.TERMINATED)


class TrancheList(ListPage):
    """The tranches of all concluded contracts of the office."""

    permission = office_readers
    table_class = TrancheTable
    filter_class = TrancheFilter
    title = "Wypłaty"
    export_name = "transze"
    template_name = "contracting/contracts/tranche_list.html"

    def get_queryset(self) -> QuerySet[Tranche]:
        """Return the tranches of the office."""
        rows = Tranche.objects.visible_to(self.act).filter(contract__state__in=CONCLUDED)
        return rows.select_related("contract__organisation")


class OrderList(ListPage):
    """The office's payment orders."""

    permission = office_readers
    table_class = OrderTable
    title = "Zlecenia wypłaty"
    export_name = "zlecenia-wyplaty"
    template_name = "contracting/contracts/order_list.html"

    def get_queryset(self) -> QuerySet[PaymentOrder]:
        """Return the office's own, with how many transfers each has."""
        paid = Count("tranches", filter=Q(tranches__state=Tranche.State.PAID))
        rows = PaymentOrder.objects.visible_to(self.act)
        return rows.annotate(transfers=Count("tranches"), paid=paid)


class OrderDetail(ListPage):
    """The transfers of one order; as CSV or XLSX they go to accounting."""

    permission = office_readers
    table_class = TransferTable
    template_name = "contracting/contracts/order_detail.html"
    export_name = "przelewy"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the order of the address, else 404."""
        orders = PaymentOrder.objects.visible_to(self.act)
        self.order = get_object_or_404(orders, pk=self.kwargs["pk"])
        return super().get(request, *args)

    def get_queryset(self) -> Any:  # noqa: ANN401 - rows are frozen values, not a queryset
        """Return the frozen rows, each with what has become of its tranche."""
        states = {
            one.pk: one.get_state_display() if one.order_id == self.order.pk else "wycofana"
            for one in Tranche.objects.filter(pk__in=[row["tranche"] for row in self.order.rows])
        }
        return [
            {**row, "amount": Decimal(row["amount"]), "state": states.get(row["tranche"], "–")}
            for row in self.order.rows
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the order, its sum and its tranches."""
        waiting = self.order.tranches.filter(state=Tranche.State.ORDERED)
        return super().get_context_data(
            order=self.order,
            total=sum((Decimal(row["amount"]) for row in self.order.rows), Decimal(0)),
            waiting=waiting.select_related("contract__organisation"),
            is_treasurer=self.act.holds("treasurer"),
            **kwargs,
        )


class OrderCreate(ActionFormPage):
    """Puts due tranches into an order."""

    permission = treasurers
    form_class = OrderForm
    heading = "Nowe zlecenie wypłaty"
    submit = "Sporządź zlecenie"
    success_message = "Zlecenie sporządzone."

    def load(self) -> None:
        """Find what can be paid."""
        rows = Tranche.objects.visible_to(self.act).filter(
            state=Tranche.State.PLANNED, contract__state=Contract.State.IN_FORCE
        )
        self.rows = {
            one.pk: one for one in rows.select_related("contract__organisation", "contract__office")
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the tranches whose conditions are met, the nearest term first."""
        move = TRANCHE.move("order")
        ready = [one for one in self.rows.values() if verdict_on(self.act, one, move)]
        ready.sort(key=lambda one: (one.last_day or self.act.day, one.pk))
        return {
            **super().get_form_kwargs(),
            "choices": [(str(one.pk), self.words(one)) for one in ready],
        }

    def words(self, tranche: Tranche) -> str:
        """Return a tranche in one line."""
        contract = tranche.contract
        return (
            f"umowa nr {contract.number}, {contract.organisation}, transza {tranche.ordinal}:"
            f" {money(tranche.amount)}, termin {day(tranche.last_day)}"
        )

    def back(self) -> str:
        """Return the list of tranches."""
        return reverse("tranche-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the list."""
        return [("Wypłaty", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Draw it up."""
        office = get_object_or_404(LocalGovernment, pk=self.act.scope.id)
        chosen = [self.rows[int(pk)] for pk in form.cleaned_data["tranches"]]
        order = draw_up_order(self.act, office, chosen)
        return reverse("payment-order-detail", args=(order.pk,))


class OrderFormPage(ActionFormPage):
    """A form about one order."""

    permission = treasurers
    order: PaymentOrder

    def load(self) -> None:
        """Find the order of the address, else 404."""
        orders = PaymentOrder.objects.visible_to(self.act)
        self.order = get_object_or_404(orders, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the order's page."""
        return reverse("payment-order-detail", args=(self.order.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the order."""
        return [(str(self.order), self.back())]


class OrderPay(OrderFormPage):
    """Records that the transfers of an order were made."""

    form_class = DayForm
    heading = "Odnotuj wypłatę"
    lead = "Za dzień przekazania dotacji uważa się dzień obciążenia rachunku (§ 3)."
    success_message = "Wypłata odnotowana. Zleceniobiorcy dostali wiadomość."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        record_payment(self.act, self.order, form.cleaned_data["day"])
        return self.back()


class TrancheTakeOut(OrderFormPage):
    """Takes a tranche out of its order before it is paid."""

    form_class = ReasonForm
    heading = "Wycofaj transzę ze zlecenia"
    success_message = "Transza wycofana ze zlecenia."
    tranche: Tranche

    def load(self) -> None:
        """Find the tranche and its order, else 404."""
        rows = Tranche.objects.visible_to(self.act).exclude(order=None)
        self.tranche = get_object_or_404(
            rows.select_related("order", "contract"), pk=self.kwargs["pk"]
        )
        assert self.tranche.order is not None  # noqa: S101 - the filter above
        self.order = self.tranche.order

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it out."""
        take_out(self.act, self.tranche, form.cleaned_data["reason"])
        return self.back()
