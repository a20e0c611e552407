"""Ordering an expertise for a unit and changing the order."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.expertises.actions import change_order, order_expertise
from advisory.expertises.forms import OrderForm
from advisory.expertises.models import Expertise
from advisory.expertises.permissions import fits_limit, may_change_order, may_order
from advisory.programmes.models import Unit
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.workflow.verdict import Verdict


class ExpertiseOrder(ActionFormPage):
    """A new order for the unit of the address; the limit is asked before and while it is kept."""

    permission = signed_in
    form_class = OrderForm
    heading = "Zamówienie ekspertyzy"
    submit = "Zamów ekspertyzę"
    success_message = "Zamówiono ekspertyzę. Koordynator programu przydzieli eksperta."
    unit: Unit

    def load(self) -> None:
        """Find the unit, else 404."""
        visible = Unit.objects.visible_to(self.act).select_related("programme", "office")
        self.unit = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Whether this role orders for the unit."""
        return may_order(self.act, self.unit)

    def check(self) -> None:
        """Ask for room under the limit."""
        self.insist(fits_limit(self.act, self.unit))

    def back(self) -> str:
        """Return the unit's page."""
        return self.unit.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the unit."""
        return [(str(self.unit), self.back())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for whom it is, and how many are used."""
        used, limit = self.unit.expertises.counted().count(), self.unit.programme.expertises_limit
        lead = f"{self.unit}: wykorzystano {used} z {limit} ekspertyz."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Order it."""
        assert isinstance(form, OrderForm)  # noqa: S101 - form_class says so
        return order_expertise(self.act, self.unit, **form.order()).get_absolute_url()


class ExpertiseEdit(ActionFormPage):
    """Changes an order that no expert has yet."""

    permission = signed_in
    form_class = OrderForm
    heading = "Zmiana zamówienia"
    success_message = "Zapisano zamówienie."
    expertise: Expertise

    def load(self) -> None:
        """Find the expertise, else 404."""
        visible = Expertise.objects.visible_to(self.act)
        rows = visible.select_related("unit__programme", "unit__office")
        self.expertise = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Whether this role may change the order in its state."""
        return may_change_order(self.act, self.expertise)

    def back(self) -> str:
        """Return the expertise's page."""
        return self.expertise.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back."""
        return [("Ekspertyzy", reverse("expertise-list")), (str(self.saved()), self.back())]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands now."""
        return {**super().get_form_kwargs(), "instance": self.expertise}

    def saved(self) -> Versioned:
        """Return the order as it is saved now."""
        return Expertise.objects.get(pk=self.expertise.pk)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it, if it was based on the order as it stands."""
        assert isinstance(form, OrderForm)  # noqa: S101 - form_class says so
        found = Expertise.objects.select_related("unit__programme").get(pk=self.expertise.pk)
        change_order(self.act, found, based_on=form.cleaned_data["based_on"], **form.order())
        return self.back()
