"""Amendments: beginning one, its page, its steps, its signatures."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from contracting.contracts.actions import amending as actions
from contracting.contracts.actions.signing import Signed
from contracting.contracts.amending import changes_of
from contracting.contracts.documents.amendment import amendment_word
from contracting.contracts.files import SIGNED
from contracting.contracts.form import plan_context, section_url
from contracting.contracts.forms.contract import (
    AmendmentDaysForm,
    ReasonForm,
)
from contracting.contracts.models import ContractAmendment
from contracting.contracts.permissions import may_amend, may_plan
from contracting.contracts.plan import SECTIONS
from contracting.contracts.procedure import AMENDMENT
from contracting.contracts.signing import missing_signatures
from contracting.contracts.views.bases import ContractFormPage, both_sides
from contracting.contracts.views.stepping import SignPage, StepPage, Steps
from mkus_portal.act import Act
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.downloads import word_download
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage, ObjectMixin
from mkus_portal.workflow.engine import available
from mkus_portal.workflow.verdict import Verdict, refused

State = ContractAmendment.State
OF_CONTRACTOR = {"ask", "withdraw"}
BY_SIGNATURE = {"sign_ngo", "conclude"}


class AmendmentOpen(ContractFormPage):
    """Begins an amendment with its reason."""

    permission = roles("ngo_admin", "ngo_signatory", "clerk", "coordinator")
    form_class = ReasonForm
    heading = "Nowy aneks"
    lead = "Zmiany nie mogą dotyczyć kryteriów, które decydowały o wyborze oferty (§ 15)."
    submit = "Zacznij aneks"
    success_message = "Aneks rozpoczęty. Zleceniobiorca może teraz zmienić plan."

    def check(self) -> None:
        """Ask whether the contract may be changed now."""
        self.insist(may_amend(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Begin it."""
        reason = form.cleaned_data["reason"]
        made = actions.open_amendment_of(self.act, self.object, reason)
        return made.get_absolute_url()


class AmendmentPage(ObjectMixin[ContractAmendment]):
    """A page about an amendment that exists for the act."""

    permission = both_sides
    model = ContractAmendment

    def visible(self) -> QuerySet[ContractAmendment]:
        """Return the amendments with all that their pages show."""
        return ContractAmendment.objects.visible_to(self.act).select_related(*actions.AROUND)


class AmendmentDetail(AmendmentPage, DetailPage[ContractAmendment]):
    """One amendment: why, what changes, what is next, signatures, files."""

    template_name = "contracting/contracts/amendment_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows."""
        amendment = self.object
        contract = amendment.contract
        signatures = list(contract.signatures.filter(version=amendment.ordinal))
        files = files_of(self.act, SIGNED.name, signatures)
        is_office = self.act.scope.kind == "office"
        is_written = amendment.state == State.WRITTEN
        return super().get_context_data(
            amendment=amendment,
            is_office=is_office,
            moves=[
                one
                for one in available(self.act, amendment)
                if one.move.name not in BY_SIGNATURE
                and (one.move.name in OF_CONTRACTOR) != is_office
            ],
            changes=changes_of(amendment),
            may_plan=may_plan(self.act, contract),
            plan_sections=[(code, section_url(contract, code)) for code in SECTIONS],
            signatures=[(one, files[one.pk]) for one in signatures],
            signing=self.signing(),
            missing=missing_signatures(contract, amendment.ordinal, amendment.digest),
            documents=documents_of(self.act, amendment),
            **(plan_context(contract) if is_written else {"contract": contract, "gaps": []}),
            **kwargs,
        )

    def signing(self) -> Verdict:
        """Return whether whoever looks may record the signature that is due."""
        return signing_of(self.act, self.object)


def signing_of(act: Act, amendment: ContractAmendment) -> Verdict:
    """Return whether whoever acts may record the signature for which an amendment waits."""
    names = {State.COUNTERSIGNED: "sign_ngo", State.SIGNED_NGO: "conclude"}
    name = names.get(State(amendment.state))
    if name is None:
        return refused("Aneks nie czeka teraz na podpis.")
    return AMENDMENT.move(name).permission(act, amendment)


class AmendmentWord(AmendmentPage):
    """The amendment as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        amendment = self.get_object()
        return word_download(amendment_word(amendment), str(amendment))


class AmendmentFormPage(ContractFormPage):
    """A form about one amendment."""

    amendment: ContractAmendment

    def load(self) -> None:
        """Find the amendment and its contract, else 404."""
        rows = ContractAmendment.objects.visible_to(self.act).select_related(*actions.AROUND)
        self.amendment = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.object = self.amendment.contract

    def back(self) -> str:
        """Return the amendment's page."""
        return self.amendment.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the contract and the amendment."""
        return [*super().crumbs(), (f"Aneks nr {self.amendment.ordinal}", self.back())]


class AmendmentDays(AmendmentFormPage):
    """Until when costs may be borne."""

    permission = roles("ngo_admin", "ngo_signatory")
    form_class = AmendmentDaysForm
    heading = "Terminy wydatków po zmianie"
    success_message = "Terminy zapisane."

    def check(self) -> None:
        """Ask whether the amendment is still written."""
        if self.amendment.state != State.WRITTEN:
            self.insist(refused("Zmiany są już przekazane urzędowi."))

    def get_initial(self) -> dict[str, Any]:
        """Propose what stands in the amendment, else in the contract."""
        return {
            name: getattr(self.amendment, name) or getattr(self.object, name)
            for name in AmendmentDaysForm.base_fields
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save them."""
        actions.set_days(self.act, self.amendment, **form.cleaned_data)
        return self.back()


class AmendmentMove(StepPage, AmendmentFormPage):
    """A step of the amendment."""

    procedure = AMENDMENT
    plain: ClassVar[Steps] = {
        "ask": lambda act, one: actions.step(act, one, "ask"),
        "agree": lambda act, one: actions.step(act, one, "agree"),
        "countersign": actions.countersign_amendment,
    }
    reasoned: ClassVar[Steps] = {
        "give_back": actions.give_back,
        "refuse": lambda act, one, why: actions.end(act, one, "refuse", why),
        "withdraw": lambda act, one, why: actions.end(act, one, "withdraw", why),
    }
    noted: ClassVar[Steps] = {
        "approve": lambda act, one, note: actions.step(act, one, "approve", note)
    }

    def subject(self) -> ContractAmendment:
        """Return the amendment."""
        return self.amendment


class AmendmentSign(SignPage, AmendmentFormPage):
    """A signature under the amendment."""

    heading = "Podpis pod aneksem"

    def is_principal(self) -> bool:
        """Whether it is the executive body that signs now."""
        return self.amendment.state == State.SIGNED_NGO

    def verdict(self) -> Verdict:
        """Return whether whoever acts may record the signature that is due."""
        return signing_of(self.act, self.amendment)

    def parties(self) -> list[str] | None:
        """Return the contractors that have not signed."""
        one = self.amendment
        missing = missing_signatures(one.contract, one.ordinal, one.digest)
        return None if self.is_principal() else missing

    def record(self, signed: Signed, files: list[Any]) -> None:
        """Record it."""
        action = actions.conclude_amendment if self.is_principal() else actions.sign_amendment
        action(self.act, self.amendment, signed, files)
