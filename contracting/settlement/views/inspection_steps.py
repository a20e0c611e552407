"""Forms of an inspection: its plan, its authorisation, its protocol, its steps."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404

from contracting.contracts.forms.contract import NoteForm, ReasonForm
from contracting.contracts.views.bases import ContractFormPage, both_sides, writers
from contracting.settlement.actions import inspection_protocols as protocols
from contracting.settlement.actions import inspections as actions
from contracting.settlement.actions import recommendations
from contracting.settlement.forms.inspections import (
    AuthorisationForm,
    DaysForm,
    DeliveryForm,
    ObjectionForm,
    PlanForm,
    PositionForm,
    ProtocolForm,
    ReceivedObjectionForm,
    RefusalForm,
    SignForm,
)
from contracting.settlement.models import AROUND_CONTRACT, Inspection
from contracting.settlement.permissions.inspections import (
    may_change_plan,
    may_plan_inspection,
    may_prepare_authorisation,
    may_write_protocol,
)
from contracting.settlement.procedure import INSPECTION
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles
from mkus_portal.workflow.engine import Move, verdict_on

Steps = dict[str, tuple[type[forms.BaseForm], Callable[..., Any]]]


class InspectionAdd(ContractFormPage):
    """Plans an inspection of a contract."""

    permission = writers
    form_class = PlanForm
    heading = "Zaplanuj kontrolę"
    lead = "Zleceniobiorca dowie się o kontroli dopiero po wydaniu upoważnienia."
    submit = "Zaplanuj kontrolę"
    success_message = "Kontrola zaplanowana."

    def check(self) -> None:
        """Ask whether the contract may be inspected."""
        self.insist(may_plan_inspection(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over an inspection of the contract."""
        return {**super().get_form_kwargs(), "instance": Inspection(contract=self.object)}

    def get_initial(self) -> dict[str, Any]:
        """Propose this month and the whole scope."""
        return {
            "planned_year": self.act.day.year,
            "planned_month": self.act.day.month,
            "subjects": actions.EVERYTHING,
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Plan it."""
        given = {key: value for key, value in form.cleaned_data.items() if key != "based_on"}
        return actions.plan_inspection(self.act, self.object, **given).get_absolute_url()


class InspectionFormPage(ContractFormPage):
    """A form about one inspection."""

    permission = writers
    inspection: Inspection

    def load(self) -> None:
        """Find the inspection and its contract, else 404."""
        rows = Inspection.objects.visible_to(self.act).select_related(*AROUND_CONTRACT)
        self.inspection = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.object = self.inspection.contract

    def back(self) -> str:
        """Return the inspection's page."""
        return self.inspection.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the contract and the inspection."""
        return [*super().crumbs(), ("Kontrola", self.back())]


class InspectionEditPage(InspectionFormPage):
    """A form about the inspection's own columns, saved on the version that one saw."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the inspection as it stands; what is typed is written by the action."""
        row = Inspection.objects.get(pk=self.inspection.pk)
        return {**super().get_form_kwargs(), "instance": row}

    def saved(self) -> Versioned:
        """Return the inspection as it is saved."""
        return Inspection.objects.get(pk=self.inspection.pk)


class PlanEdit(InspectionEditPage):
    """Changes the plan before it is announced."""

    form_class = PlanForm
    heading = "Plan kontroli"
    success_message = "Plan kontroli zapisany."

    def check(self) -> None:
        """Ask whether it can still be changed."""
        self.insist(may_change_plan(self.act, self.inspection))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.change_plan(self.act, self.inspection, **form.cleaned_data)
        return self.back()


class AuthorisationEdit(InspectionEditPage):
    """Writes the authorisation."""

    permission = roles("clerk", "coordinator", "executive")
    form_class = AuthorisationForm
    heading = "Upoważnienie do kontroli"
    success_message = "Upoważnienie zapisane. Teraz można je wydać."

    def check(self) -> None:
        """Ask whether it is not issued yet."""
        self.insist(may_prepare_authorisation(self.act, self.inspection))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        assert isinstance(form, AuthorisationForm)  # noqa: S101 - form_class
        given = {key: value for key, value in form.cleaned_data.items() if key != "people"}
        actions.prepare_authorisation(self.act, self.inspection, form.team, **given)
        return self.back()


class ProtocolEdit(InspectionEditPage):
    """Writes the protocol, as far as one has come."""

    form_class = ProtocolForm
    heading = "Protokół kontroli"
    lead = "Protokół można zapisywać częściami. Zleceniobiorca zobaczy go, gdy zostanie przekazany."
    success_message = "Protokół zapisany."

    def check(self) -> None:
        """Ask whether it is written now."""
        self.insist(may_write_protocol(self.act, self.inspection))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        assert isinstance(form, ProtocolForm)  # noqa: S101 - form_class
        given = {name: form.cleaned_data[name] for name in (*ProtocolForm.Meta.fields, "based_on")}
        protocols.write_protocol(self.act, self.inspection, form.findings(), **given)
        return self.back()

    def meanwhile(self, form: forms.BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Add the findings that somebody else has saved."""
        assert isinstance(form, ProtocolForm)  # noqa: S101 - form_class
        assert isinstance(row, Inspection)  # noqa: S101 - saved() returns it
        changed = [
            (str(form.fields[f"finding_{code}"].label), row.findings.get(code) or "(puste)")
            for code in form.findings()
            if f"finding_{code}" in form.changed_data
        ]
        return [*changed, *super().meanwhile(form, row)]


class InspectionMove(FileIntake, InspectionFormPage):
    """A step of the inspection, with what it asks for."""

    permission = both_sides
    template_name = "contracting/settlement/inspection_move.html"
    steps: ClassVar[Steps] = {
        "authorise": (forms.Form, actions.authorise),
        "carry_out": (DaysForm, actions.carry_out),
        "send_protocol": (forms.Form, protocols.send_protocol),
        "sign": (SignForm, protocols.sign),
        "object": (ObjectionForm, protocols.object_to),
        "refuse": (RefusalForm, protocols.refuse_signature),
        "revise": (PositionForm, protocols.revise),
        "uphold": (PositionForm, protocols.uphold),
        "recommend": (DeliveryForm, recommendations.recommend),
        "answer": (forms.Form, recommendations.send_answers),
        "close": (NoteForm, recommendations.close_inspection),
        "cancel": (ReasonForm, actions.cancel),
    }

    def move(self) -> Move:
        """Return the move of the address (`?ruch=`), else 404."""
        return INSPECTION.move(self.asked(self.steps))

    def allowed(self) -> Verdict:
        """Ask whose step it is."""
        return self.move().permission(self.act, self.inspection)

    def check(self) -> None:
        """Ask state, permission and conditions."""
        self.insist(verdict_on(self.act, self.inspection, self.move()))

    def get_form_class(self) -> type[forms.BaseForm]:
        """Return what is asked for; the office says when objections on paper came."""
        name = self.move().name
        if name == "object" and self.act.scope.kind == "office":
            return ReceivedObjectionForm
        return self.steps[name][0]

    def get_initial(self) -> dict[str, Any]:
        """Propose today, and the planned day."""
        today = self.act.day
        planned = self.inspection.planned_on or today
        return {"day": today, "delivered_on": today, "held_from": planned, "held_to": planned}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's words."""
        move = self.move()
        said = {"heading": move.label, "submit": move.label, "question": move.question}
        return super().get_context_data(**{**kwargs, **said, "grave": move.grave})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        action = self.steps[self.move().name][1]
        action(self.act, self.inspection, **form.cleaned_data)
        return self.back()
