"""The programme's advisers: list, adding one, inviting one."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.programmes.actions import add_adviser, invite_adviser
from advisory.programmes.filters import AdviserFilter
from advisory.programmes.forms import AdviserForm, InviteForm
from advisory.programmes.models import Adviser, Assignment
from advisory.programmes.permissions import may_invite, may_run
from advisory.programmes.tables import AdviserTable
from advisory.programmes.views.bases import InsidePage, ProgrammeMixin
from mkus_portal.web.views import ListPage


class AdviserList(ProgrammeMixin, ListPage):
    """The advisers of one programme with their units and accounts."""

    table_class = AdviserTable
    filter_class = AdviserFilter
    title = "Doradcy programu"
    export_name = "doradcy"
    template_name = "advisory/programmes/adviser_list.html"

    def get_queryset(self) -> QuerySet[Adviser]:
        """Return the programme's advisers."""
        assignments = Prefetch("assignments", Assignment.objects.select_related("unit"))
        rows = self.programme().advisers.select_related("user", "invitation")
        return rows.prefetch_related(assignments).order_by("full_name", "pk")

    def get_table(self, rows: QuerySet[Adviser]) -> AdviserTable:
        """Return the table; only the coordinator invites."""
        return AdviserTable(rows, may_run=bool(may_run(self.act, self.programme())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme."""
        programme = self.programme()
        return super().get_context_data(
            programme=programme, may_run=bool(may_run(self.act, programme)), **kwargs
        )


class AdviserAdd(InsidePage):
    """Adds an adviser and, with an address, invites them."""

    form_class = AdviserForm
    heading = "Nowy doradca"
    submit = "Dodaj doradcę"
    success_message = "Dodano doradcę."

    def back(self) -> tuple[str, str]:
        """Return the list of advisers."""
        return "Doradcy programu", reverse("adviser-list", args=(self.programme().pk,))

    def carry_out(self, form: BaseForm) -> str:
        """Keep the adviser under the next code."""
        add_adviser(self.act, self.programme(), "", **form.cleaned_data)
        return self.back()[1]


class AdviserInvite(InsidePage):
    """Writes to an adviser: the account that takes the invitation is theirs."""

    form_class = InviteForm
    heading = "Zaproszenie doradcy"
    submit = "Wyślij zaproszenie"
    success_message = "Wysłano zaproszenie."

    def adviser(self) -> Adviser:
        """Return the adviser of the address, or raise Http404."""
        visible = Adviser.objects.visible_to(self.act).select_related("programme", "user")
        adviser = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_invite(self.act, adviser))
        return adviser

    def back(self) -> tuple[str, str]:
        """Return the list of advisers."""
        return "Doradcy programu", reverse("adviser-list", args=(self.adviser().programme_id,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who is invited."""
        return super().get_context_data(lead=self.adviser().full_name, **kwargs)

    def carry_out(self, form: BaseForm) -> str:
        """Send the letter."""
        invite_adviser(self.act, self.adviser(), form.cleaned_data["email"])
        return self.back()[1]
