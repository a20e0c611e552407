"""The settlement of a contract on one page: what is owed, reports, money, what comes back."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.contracts.models import TOGETHER, Contract
from contracting.contracts.views.bases import ContractPage, writers
from contracting.settlement.actions.deciding import close_contract
from contracting.settlement.actions.owing import Asked, call_for_report
from contracting.settlement.coaching import limits_of
from contracting.settlement.forms.reports import CallForm
from contracting.settlement.law import CALLED, SUMMONS
from contracting.settlement.ledger import spent_of
from contracting.settlement.models import TaskReport
from contracting.settlement.permissions import is_settled_now, may_write_ledger
from contracting.settlement.permissions.closing import may_close
from contracting.settlement.permissions.reports import may_call, may_start
from contracting.settlement.permissions.returns import may_find
from contracting.settlement.rules.tables import total_of
from contracting.settlement.terms import FINAL, INTERIM, final_term, owed
from contracting.settlement.views.bases import SettlementFormPage
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.panels import panels_of
from mkus_portal.web.views import DetailPage


class SettlementDetail(ContractPage, DetailPage[Contract]):
    """What is owed and when, the ledger in figures, reports, returns, what is left to close."""

    template_name = "contracting/settlement/settlement_detail.html"

    def visible(self) -> QuerySet[Contract]:
        """Return concluded contracts that exist for the act."""
        rows = Contract.objects.visible_to(self.act).exclude(concluded_on=None)
        return rows.select_related(*TOGETHER).prefetch_related("reports", "report_calls")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        contract, act = self.object, self.act
        is_office = act.scope.kind == "office"
        reports = [
            one
            for one in contract.reports.all()
            if one.state != TaskReport.State.DISCARDED
            and (one.submitted_at is not None or not is_office)
        ]
        spent = spent_of(contract)
        if is_office:
            spent = tuple(one for one in spent if one.report is not None)
        calls = list(contract.report_calls.all())
        return super().get_context_data(
            contract=contract,
            is_office=is_office,
            owed=owed(contract) if is_settled_now(contract) else [],
            today=act.day,
            reports=reports,
            received=limits_of(contract).received,
            spent_grant=total_of(spent, "from_grant"),
            spent_total=total_of(spent),
            calls=[(one, documents_of(act, one)) for one in calls],
            returns=list(contract.grant_returns.all()),
            may_start=may_start(act, contract),
            may_write=may_write_ledger(act, contract),
            may_call=may_call(act, contract),
            may_find=may_find(act, contract),
            is_late=act.day > final_term(contract).accepted_to,
            closing=may_close(act, contract),
            panels=panels_of("settlement-detail", self.request, act, contract),
            **kwargs,
        )


class SettlementClose(SettlementFormPage):
    """Takes the contract as performed and settled."""

    permission = writers
    form_class = forms.Form
    heading = "Zamknij rozliczenie"
    lead = (
        "Umowa zostanie uznana za wykonaną i rozliczoną. Tego nie można cofnąć. Obie strony"
        " dostaną wiadomość."
    )
    submit = "Zamknij rozliczenie"
    success_message = "Umowa rozliczona."

    def check(self) -> None:
        """Ask whether everything is through."""
        self.insist(may_close(self.act, self.contract))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Close it."""
        close_contract(self.act, self.contract)
        return self.back()


class ReportCallCreate(SettlementFormPage):
    """Calls for an interim report; with `?rodzaj=final` summons to send a late final one."""

    permission = writers
    form_class = CallForm
    submit = "Wezwij"
    success_message = "Wezwanie wysłane. Plik PDF powstaje."

    def kind(self) -> str:
        """Return the kind of report that the address names."""
        return FINAL if self.request.GET.get("rodzaj") == FINAL else INTERIM

    def check(self) -> None:
        """Ask who may call."""
        self.insist(may_call(self.act, self.contract))

    def get_initial(self) -> dict[str, Any]:
        """Propose the period so far and the earliest term."""
        contract, act = self.contract, self.act
        deadline = SUMMONS if self.kind() == FINAL else CALLED
        last = contract.ends_on if self.kind() == FINAL else min(act.day, contract.ends_on)
        return {
            "first": contract.starts_on,
            "last": max(last, contract.starts_on),
            "due_on": deadline.last_day(act.day),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the kind."""
        final = self.kind() == FINAL
        words = {
            "heading": "Wezwij do złożenia zaległego sprawozdania"
            if final
            else "Wezwij do sprawozdania częściowego",
            "lead": "Zaległe sprawozdanie składa się w terminie z wezwania (§ 9 umowy)."
            if final
            else "Na sprawozdanie częściowe jest co najmniej 30 dni (art. 18 ust. 3 UDPPiW).",
        }
        return super().get_context_data(**{**words, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Call."""
        asked = Asked(self.kind(), **form.cleaned_data)
        call_for_report(self.act, self.contract, asked)
        return self.back()
