"""Returns of grants: the ledger, one return, its steps."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.forms.contract import ReasonForm
from contracting.contracts.models import TOGETHER, Tranche
from contracting.contracts.views.bases import both_sides, treasurers, writers
from contracting.settlement.actions import returns as actions
from contracting.settlement.actions.returns import Accounts
from contracting.settlement.documents.demand import demand_word
from contracting.settlement.filters.returns import ReturnFilter
from contracting.settlement.forms.returns import (
    AccountsForm,
    DecisionForm,
    FindingForm,
    OnDayForm,
    PaymentForm,
)
from contracting.settlement.models import GrantReturn
from contracting.settlement.permissions.returns import (
    may_ask_again,
    may_find,
    may_record,
    may_take_back,
)
from contracting.settlement.procedure.returns import OPEN, RETURN, is_open, may_begin
from contracting.settlement.returning import (
    debt_on,
    growth_on,
    standing,
    statement,
    terms_on,
)
from contracting.settlement.tables.returns import ReturnTable
from contracting.settlement.views.bases import SettlementFormPage
from mkus_portal.documents.permissions import documents_of
from mkus_portal.verdict import Verdict, first_refusal
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.downloads import word_download
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.web.wording import day, money

# moves with a form of their own: label, look of the button, name of the page
STEPS = (
    ("demand", "Wezwij do zwrotu", "btn-primary", "return-demand"),
    ("decide", "Odnotuj decyzję o zwrocie", "", "return-decide"),
    ("cancel", "Odstąp od żądania", "btn-danger", "return-cancel"),
)
AROUND = tuple(f"contract__{one}" for one in TOGETHER)


class ReturnList(ListPage):
    """The ledger of returns of an office; of an organisation its own."""

    permission = both_sides
    table_class = ReturnTable
    filter_class = ReturnFilter
    title = "Zwroty dotacji"
    export_name = "zwroty"

    def get_queryset(self) -> QuerySet[GrantReturn]:
        """Return the returns that exist for the act."""
        rows = GrantReturn.objects.visible_to(self.act)
        return rows.select_related("contract__organisation").prefetch_related("payments")

    def get_table(self, rows: QuerySet[Any]) -> ReturnTable:
        """Return the table with today's debts; the accepted day stands in files alone."""
        hidden = () if "eksport" in self.request.GET else ("accepted_on",)
        today = self.act.day
        return ReturnTable(rows, today=today, terms=terms_on(today), exclude=hidden)


class ReturnPage(ObjectMixin[GrantReturn]):
    """A page about a return that exists for the act."""

    permission = both_sides
    model = GrantReturn

    def visible(self) -> QuerySet[GrantReturn]:
        """Return the returns with all that their pages show."""
        rows = GrantReturn.objects.visible_to(self.act).select_related(*AROUND)
        return rows.prefetch_related("payments")


class ReturnDetail(ReturnPage, DetailPage[GrantReturn]):
    """One return: what, why, until when; the debt on any day, payments, files, history."""

    template_name = "contracting/settlement/return_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the debt on the day of the address (`?na=`), else of today."""
        found, act = self.object, self.act
        is_open = found.state in OPEN
        return super().get_context_data(
            contract=found.contract,
            is_open=is_open,
            payments=list(found.payments.all()),
            buttons=self.buttons() if act.scope.kind == "office" else [],
            may_ask_again=may_ask_again(act, found),
            documents=documents_of(act, found),
            **(self.counted() if is_open else {"debt": None}),
            **kwargs,
        )

    def counted(self) -> dict[str, Any]:
        """Return what is owed on the day that is asked for."""
        found = self.object
        asked = OnDayForm({"na": self.request.GET["na"]} if "na" in self.request.GET else None)
        on: date = (asked.is_valid() and asked.cleaned_data["na"]) or self.act.day
        return {
            "asked": asked,
            "on": on,
            "debt": debt_on(found, on),
            "periods": statement(found, on),
            "growth": growth_on(found, max(on, found.interest_from)),
        }

    def buttons(self) -> list[tuple[str, str, str, Verdict]]:
        """Return what the office can do now: label, look, address, whether or why not."""
        found, act = self.object, self.act
        rows: list[tuple[str, str, str, Verdict]] = []
        for move, label, look, name in STEPS:
            if found.state in RETURN.move(move).sources:
                rows.append((label, look, name, may_begin(act, found, move)))
        if found.state in OPEN:
            rows.insert(1, ("Odnotuj wpłatę", "", "return-pay", may_record(act, found)))
        if standing(found):
            verdict = may_take_back(act, found)
            rows.append(("Cofnij ostatnią wpłatę", "", "return-undo", verdict))
        return [
            (label, look, reverse(name, args=(found.pk,)), one) for label, look, name, one in rows
        ]


class ReturnWord(ReturnPage):
    """The demand as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        found = self.get_object()
        return word_download(demand_word(found), f"wezwanie do zwrotu {found.contract.number}")


class ReturnFind(SettlementFormPage):
    """Finds by hand that a part of the grant comes back."""

    permission = writers
    form_class = FindingForm
    heading = "Stwierdź zwrot dotacji"
    lead = "Termin zwrotu i pierwszy dzień odsetek portal liczy z podstawy (art. 251 i 252 UFP)."
    submit = "Stwierdź zwrot"
    success_message = "Zwrot odnotowany. Zleceniobiorca dostał wiadomość."

    def check(self) -> None:
        """Ask who may find one."""
        self.insist(may_find(self.act, self.contract))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the tranches that were transferred."""
        paid = self.contract.tranches.filter(state=Tranche.State.PAID).order_by("paid_on")
        transfers: dict[str, list[str]] = {}
        for one in paid:
            if one.paid_on is not None:
                words = f"transza {one.ordinal} ({money(one.amount)})"
                transfers.setdefault(one.paid_on.isoformat(), []).append(words)
        choices = [
            (since, f"{day(date.fromisoformat(since))}: {', '.join(words)}")
            for since, words in transfers.items()
        ]
        return {**super().get_form_kwargs(), "transfers": choices}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"found_on": self.act.day}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Find it."""
        return actions.find_return(self.act, self.contract, **form.cleaned_data).get_absolute_url()


class ReturnFormPage(ActionFormPage):
    """A form about one return; `move` is the step that it makes, if it makes one."""

    permission = writers
    move: str = ""
    found: GrantReturn

    def load(self) -> None:
        """Find the return of the address, else 404."""
        rows = GrantReturn.objects.visible_to(self.act).select_related(*AROUND)
        self.found = get_object_or_404(rows, pk=self.kwargs["pk"])

    def check(self) -> None:
        """Ask everything but what is typed here."""
        if self.move:
            self.insist(may_begin(self.act, self.found, self.move))

    def back(self) -> str:
        """Return the return's page."""
        return self.found.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the return."""
        return [(str(self.found), self.back())]


class ReturnDemand(ReturnFormPage):
    """Demands the money."""

    move = "demand"
    form_class = AccountsForm
    heading = "Wezwij do zwrotu dotacji"
    submit = "Wezwij"
    success_message = "Wezwanie wysłane. Plik PDF powstaje."

    def get_initial(self) -> dict[str, Any]:
        """Propose the accounts that the office named last."""
        last = actions.last_accounts(self.found.contract)
        return {"grant": last.grant, "interest": last.interest}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Demand it."""
        actions.demand_return(self.act, self.found, Accounts(**form.cleaned_data))
        return self.back()


class ReturnDecide(ReturnFormPage):
    """Records the executive's decision."""

    move = "decide"
    form_class = DecisionForm
    heading = "Odnotuj decyzję o zwrocie"
    lead = "Organ wydaje decyzję, gdy dotacji nie zwrócono w terminie (art. 60 i 61 UFP)."
    success_message = "Decyzja odnotowana."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        actions.decide_return(self.act, self.found, **form.cleaned_data)
        return self.back()


class ReturnCancel(ReturnFormPage):
    """Gives the demand up."""

    move = "cancel"
    form_class = ReasonForm
    heading = "Odstąp od żądania zwrotu"
    submit = "Odstąp od żądania"
    look = "btn-danger"
    success_message = "Odnotowane. Obie strony dostały wiadomość."

    def carry_out(self, form: forms.BaseForm) -> str:
        """Give it up."""
        actions.cancel_return(self.act, self.found, form.cleaned_data["reason"])
        return self.back()


class ReturnPay(ReturnFormPage):
    """Records what was paid; the portal divides it between principal and interest."""

    permission = treasurers
    form_class = PaymentForm
    heading = "Odnotuj wpłatę"
    lead = "Portal dzieli wpłatę między należność i odsetki w proporcji (art. 55 § 2 Ordynacji)."
    submit = "Odnotuj wpłatę"
    success_message = "Wpłata odnotowana."

    def check(self) -> None:
        """Ask who records, and whether something is owed."""
        self.insist(first_refusal(is_open(self.found), may_record(self.act, self.found)))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the return as it stands: its version says which payments are there."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def saved(self) -> GrantReturn:
        """Return the return as it is saved."""
        return GrantReturn.objects.get(pk=self.found.pk)

    def meanwhile(self, form: forms.BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Return the payments that stand now."""
        paid = [f"{money(one.amount)} – {day(one.paid_on)}" for one in standing(self.saved())]
        return [("Odnotowane wpłaty", "; ".join(paid) or "żadne")]

    def get_initial(self) -> dict[str, Any]:
        """Propose today and what is owed today."""
        return {"day": self.act.day, "amount": debt_on(self.found, self.act.day).total}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        actions.record_return_payment(self.act, self.found, **form.cleaned_data)
        return self.back()


class ReturnFile(ReturnPage):
    """Asks for the letter anew, with the payments and the interest of today."""

    permission = writers

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it, and go back."""
        found = self.get_object()
        actions.ask_for_letter_again(self.act, found)
        return HttpResponseRedirect(found.get_absolute_url())


class ReturnUndo(ReturnFormPage):
    """Takes back the last payment that was recorded by mistake."""

    permission = treasurers
    form_class = ReasonForm
    heading = "Cofnij ostatnią wpłatę"
    submit = "Cofnij wpłatę"
    look = "btn-danger"
    success_message = "Wpłata cofnięta."

    def check(self) -> None:
        """Ask whether there is one to take back."""
        self.insist(may_take_back(self.act, self.found))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Take it back."""
        actions.take_back_payment(self.act, self.found, form.cleaned_data["reason"])
        return self.back()
