"""What the steps of a contract and of its amendments have in common: a question, a signature."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db import models

from contracting.contracts.actions.signing import Signed
from contracting.contracts.forms.contract import NoteForm, ReasonForm, SignatureForm
from contracting.contracts.views.bases import ContractFormPage, both_sides
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles
from mkus_portal.workflow.engine import Move, Procedure, verdict_on
from mkus_portal.workflow.verdict import Verdict

Steps = dict[str, Callable[..., Any]]


class StepPage(ContractFormPage):
    """A step that asks for a yes (`plain`), a reason (`reasoned`) or a remark (`noted`)."""

    permission = both_sides
    template_name = "contracting/contracts/contract_move.html"
    procedure: ClassVar[Procedure]
    plain: ClassVar[Steps] = {}
    reasoned: ClassVar[Steps] = {}
    noted: ClassVar[Steps] = {}

    def subject(self) -> models.Model:
        """Return what makes the step."""
        return self.object

    def move(self) -> Move:
        """Return the move of the address (`?ruch=`), else 404."""
        return self.procedure.move(self.asked({**self.plain, **self.reasoned, **self.noted}))

    def allowed(self) -> Verdict:
        """Ask whose step it is."""
        return self.move().permission(self.act, self.subject())

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.subject(), self.move()))

    def get_form_class(self) -> type[forms.BaseForm]:
        """Return what is asked for."""
        name = self.move().name
        if name in self.reasoned:
            return ReasonForm
        return NoteForm if name in self.noted else forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's words."""
        move = self.move()
        words = {"heading": move.label, "submit": move.label, "question": move.question}
        return super().get_context_data(**{**kwargs, **words, "grave": move.grave})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        name, given = self.move().name, form.cleaned_data
        if name in self.plain:
            self.plain[name](self.act, self.subject())
        elif name in self.reasoned:
            self.reasoned[name](self.act, self.subject(), given["reason"])
        else:
            self.noted[name](self.act, self.subject(), given["note"])
        return self.back()


class SignPage(FileIntake, ContractFormPage):
    """Records a signature: of a contractor, then of the principal."""

    permission = roles("ngo_admin", "ngo_signatory", "clerk", "coordinator", "executive")
    form_class = SignatureForm
    submit = "Odnotuj podpis"
    template_name = "contracting/contracts/contract_sign.html"

    def verdict(self) -> Verdict:
        """Return whether whoever acts may record the signature that is due."""
        raise NotImplementedError

    def parties(self) -> list[str] | None:
        """Return the contractors that have not signed; None where it is the principal's turn."""
        raise NotImplementedError

    def record(self, signed: Signed, files: list[Any]) -> None:
        """Call the action."""
        raise NotImplementedError

    def check(self) -> None:
        """Ask whether a signature is due from whoever acts."""
        self.insist(self.verdict())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the parties that have not signed."""
        return {**super().get_form_kwargs(), "parties": self.parties()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who may sign for the organisation on the day."""
        people = []
        if self.parties() is not None:
            known = self.object.organisation.representatives.all()
            people = [str(one) for one in known if one.may_sign_on(self.act.day)]
        return super().get_context_data(entitled=people, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Propose the place and the day."""
        return {"place": self.object.concluded_in, "day": self.act.day}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Record it."""
        given = form.cleaned_data
        who = given.get("organisation_name", "")
        signed = Signed(given["signatory"], given["place"], given["day"], given["kind"], who)
        self.record(signed, given["signed"])
        return self.back()
