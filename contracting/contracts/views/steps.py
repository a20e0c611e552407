"""Terms, tranches and the steps of a contract up to its conclusion."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from contracting.contracts.actions import opening, planning, signing
from contracting.contracts.actions.paying import meet_condition
from contracting.contracts.forms.contract import (
    DayForm,
    TermsForm,
    TrancheForm,
)
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.permissions import (
    may_meet_condition,
    may_set_terms,
    may_sign_now,
)
from contracting.contracts.procedure import CONTRACT
from contracting.contracts.signing import missing_signatures
from contracting.contracts.views.bases import ContractFormPage, writers
from contracting.contracts.views.stepping import SignPage, StepPage, Steps
from mkus_portal.workflow.verdict import Verdict


class ContractTerms(ContractFormPage):
    """What the contract says beside the plan."""

    permission = writers
    form_class = TermsForm
    heading = "Warunki umowy"
    success_message = "Warunki zapisane."

    def check(self) -> None:
        """Ask whether they can still be changed."""
        self.insist(may_set_terms(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the contract as it stands; what is typed is written by the action."""
        row = Contract.objects.get(pk=self.object.pk)
        return {**super().get_form_kwargs(), "instance": row}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save them."""
        planning.set_terms(self.act, self.object, **form.cleaned_data)
        return self.back()

    def saved(self) -> Contract:
        """Return the contract as it is saved."""
        return Contract.objects.get(pk=self.object.pk)


class TranchePage(ContractFormPage):
    """A form about one tranche of a contract."""

    permission = writers
    tranche: Tranche | None = None

    def tranches(self) -> QuerySet[Tranche]:
        """Return the tranches that exist for the act."""
        return Tranche.objects.visible_to(self.act)

    def load(self) -> None:
        """Find the tranche and its contract, else 404."""
        self.tranche = get_object_or_404(self.tranches(), pk=self.kwargs["pk"])
        self.kwargs = {**self.kwargs, "pk": self.tranche.contract_id}
        super().load()


class TrancheAdd(ContractFormPage):
    """One more part of the grant."""

    permission = writers
    form_class = TrancheForm
    heading = "Nowa transza"
    success_message = "Transza dodana."

    def check(self) -> None:
        """Ask whether tranches can still be changed."""
        self.insist(may_set_terms(self.act, self.object))

    def get_initial(self) -> dict[str, Any]:
        """Propose the year of the task."""
        return {"year": self.object.starts_on.year}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        given = {key: value for key, value in form.cleaned_data.items() if key != "based_on"}
        planning.save_tranche(self.act, self.object, **given)
        return self.back()


class TrancheEdit(TranchePage):
    """Changes a planned part."""

    form_class = TrancheForm
    heading = "Transza"
    success_message = "Transza zapisana."

    def check(self) -> None:
        """Ask whether tranches can still be changed."""
        self.insist(may_set_terms(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the tranche as it stands."""
        row = Tranche.objects.get(pk=self.tranche.pk) if self.tranche else None
        return {**super().get_form_kwargs(), "instance": row}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        planning.save_tranche(self.act, self.object, self.tranche, **form.cleaned_data)
        return self.back()

    def saved(self) -> Tranche:
        """Return the tranche as it is saved."""
        assert self.tranche is not None  # noqa: S101 - load has found it
        return Tranche.objects.get(pk=self.tranche.pk)


class TrancheRemove(TranchePage):
    """Takes a planned part out, after a question."""

    form_class = forms.Form
    template_name = "contracting/contracts/contract_move.html"
    heading = "Usuń transzę"
    submit = "Usuń transzę"
    success_message = "Transza usunięta."

    def check(self) -> None:
        """Ask whether tranches can still be changed."""
        self.insist(may_set_terms(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask."""
        question = f"Usunąć transzę {self.tranche.ordinal if self.tranche else ''}?"
        return super().get_context_data(question=question, grave=True, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove it."""
        assert self.tranche is not None  # noqa: S101 - load has found it
        planning.remove_tranche(self.act, self.object, self.tranche)
        return self.back()


class TrancheCondition(TranchePage):
    """Records when the contractor has met the condition of a tranche."""

    form_class = DayForm
    heading = "Warunek transzy jest spełniony"
    success_message = "Odnotowano. Transzę można wypłacić."

    def check(self) -> None:
        """Ask whether it has a condition that waits."""
        assert self.tranche is not None  # noqa: S101 - load has found it
        self.insist(may_meet_condition(self.act, self.tranche))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        assert self.tranche is not None  # noqa: S101 - load has found it
        meet_condition(self.act, self.tranche, form.cleaned_data["day"])
        return self.back()


class ContractMove(StepPage):
    """A step of the contract."""

    procedure = CONTRACT
    plain: ClassVar[Steps] = {
        "send_plan": planning.send_plan,
        "take_plan": opening.take_plan,
        "ask_opinion": signing.ask_opinion,
        "countersign": signing.countersign,
    }
    reasoned: ClassVar[Steps] = {
        "return_plan": planning.return_plan,
        "send_back": signing.send_back,
        "refuse_countersignature": signing.refuse_countersignature,
        "take_back": signing.take_back,
        "abandon": signing.abandon,
    }
    noted: ClassVar[Steps] = {"approve": signing.approve}


class ContractSign(SignPage):
    """A signature under the contract."""

    heading = "Podpis pod umową"

    def is_principal(self) -> bool:
        """Whether it is the executive body that signs now."""
        return self.object.state == Contract.State.SIGNED_NGO

    def verdict(self) -> Verdict:
        """Return whether whoever acts may record the signature that is due."""
        return may_sign_now(self.act, self.object)

    def parties(self) -> list[str] | None:
        """Return the contractors that have not signed."""
        return None if self.is_principal() else missing_signatures(self.object)

    def record(self, signed: signing.Signed, files: list[Any]) -> None:
        """Record it."""
        action = signing.conclude if self.is_principal() else signing.record_contractor
        action(self.act, self.object, signed, files)
