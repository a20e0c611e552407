"""Offices apply to programmes; the coordinator chooses; the agreement is printed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.programmes import taking_part
from advisory.programmes.forms import ApplicationForm, UnitReasonForm
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import APPLICANTS, may_apply
from advisory.programmes.procedure import UNIT
from advisory.programmes.tables import RecruitingTable
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import ListPage, ObjectMixin
from mkus_portal.workflow.engine import verdict_on

CONSEQUENCES = {
    "choose": ("Urząd dostanie list. Następny krok to podpisanie porozumienia.",),
    "reject": ("Urząd dostanie list z powodem.",),
    "sign": ("Jednostka będzie się liczyć jako testująca od dnia porozumienia.",),
    "finish": ("Jednostka nadal się liczy; urząd dostanie list.",),
    "withdraw": ("Jednostka przestanie się liczyć. Jej wpisy i dokumenty zostaną.",),
}


class RecruitingProgrammes(ListPage):
    """Programmes that an office can apply to, and those that it is in."""

    permission = roles(*APPLICANTS)
    table_class = RecruitingTable
    title = "Programy wsparcia"
    export_name = "programy"
    template_name = "advisory/programmes/recruiting.html"

    def get_queryset(self) -> QuerySet[Programme]:
        """Return the programmes that recruit today, and the office's own."""
        own = Unit.objects.filter(office=self.act.scope.id or 0).values("programme")
        rows = Programme.objects.filter(recruits_until__gte=self.act.day)
        return rows | Programme.objects.filter(pk__in=own)

    def get_table(self, rows: QuerySet[Any]) -> RecruitingTable:
        """Hand over the office's units, by programme."""
        units = Unit.objects.filter(office=self.act.scope.id or 0)
        return RecruitingTable(rows, own={one.programme_id: one for one in units}, act=self.act)


class UnitApply(ActionFormPage):
    """An office applies to a programme."""

    permission = roles(*APPLICANTS)
    form_class = ApplicationForm
    heading = "Zgłoszenie do programu"
    submit = "Wyślij zgłoszenie"
    success_message = "Zgłoszenie jest wysłane. O wyborze powiadomimy listem."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404: one that never recruited is nobody's."""
        rows = Programme.objects.filter(recruits_until__isnull=False)
        self.programme = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow an office once, while it recruits."""
        return may_apply(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("recruiting-programmes")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list."""
        return [("Programy wsparcia", self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say to which."""
        return super().get_context_data(**{"lead": self.programme.name, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Apply."""
        unit = taking_part.apply_for_unit(self.act, self.programme, **form.cleaned_data)
        return unit.get_absolute_url()


class UnitMove(ActionFormPage):
    """The last question before a step of a unit's part (`?ruch=`)."""

    permission = signed_in
    template_name = "advisory/programmes/unit_move.html"
    object: Unit

    def load(self) -> None:
        """Find the unit, else 404."""
        rows = Unit.objects.visible_to(self.act).select_related("programme", "office")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def move(self) -> str:
        """Return the step that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in taking_part.STEPS:
            raise Http404
        return name

    def allowed(self) -> Verdict:
        """Ask the step's own permission."""
        return UNIT.move(self.move()).permission(self.act, self.object)

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, UNIT.move(self.move())))

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit."""
        return [(self.object.name, self.back())]

    def get_form_class(self) -> type[forms.BaseForm]:
        """Ask for the reason where there is one to give."""
        return UnitReasonForm if self.move() in taking_part.NEEDS_REASON else forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the step's own words."""
        move = UNIT.move(self.move())
        context = {
            "heading": move.label,
            "move": move,
            "unit": self.object,
            "consequences": CONSEQUENCES[move.name],
        }
        return super().get_context_data(**{**context, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        reason = form.cleaned_data.get("reason", "")
        taking_part.move_unit(self.act, self.object, self.move(), reason)
        label = self.object.get_state_display()
        self.success_message = f"Zapisano: {label}."  # type: ignore[misc]  # the new state's word
        return self.back()


class UnitAgreement(ObjectMixin[Unit]):
    """Asks for the cooperation agreement."""

    permission = signed_in
    model = Unit
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back."""
        unit = self.get_object()
        taking_part.ask_for_agreement(self.act, unit)
        messages.success(request, "Porozumienie jest zlecone.")
        return HttpResponseRedirect(unit.get_absolute_url())
