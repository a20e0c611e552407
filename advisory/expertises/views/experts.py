"""The programme's experts: list, adding one, inviting one again."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.expertises.actions import add_expert, invite_expert
from advisory.expertises.filters import ExpertFilter
from advisory.expertises.forms import EmptyForm, ExpertForm
from advisory.expertises.models import Expert, Expertise
from advisory.expertises.permissions import may_invite_expert
from advisory.expertises.tables import ExpertTable
from advisory.programmes.permissions import may_run
from advisory.programmes.views.bases import InsidePage, ProgrammeMixin
from mkus_portal.web.views import ListPage


class ExpertList(ProgrammeMixin, ListPage):
    """The experts of one programme with their work and accounts."""

    table_class = ExpertTable
    filter_class = ExpertFilter
    title = "Eksperci programu"
    export_name = "eksperci"
    template_name = "advisory/expertises/expert_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the programme's experts with their counts."""
        rows = Expert.objects.filter(programme=self.programme()).select_related("user")
        in_hand = Q(expertises__state__in=Expertise.OPEN_STATES)
        done = Q(expertises__state__in=Expertise.READ_STATES)
        return rows.annotate(
            in_hand=Count("expertises", filter=in_hand), done=Count("expertises", filter=done)
        ).order_by("full_name", "pk")

    def get_table(self, rows: QuerySet[Any]) -> ExpertTable:
        """Return the table; only the coordinator invites."""
        return ExpertTable(rows, may_run=bool(may_run(self.act, self.programme())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme."""
        programme = self.programme()
        return super().get_context_data(
            programme=programme, may_run=bool(may_run(self.act, programme)), **kwargs
        )


class ExpertAdd(InsidePage):
    """Adds an expert and invites them."""

    form_class = ExpertForm
    heading = "Nowy ekspert"
    lead = "Ekspert widzi wyłącznie ekspertyzy, które mu przydzielisz."
    submit = "Dodaj i zaproś"
    success_message = "Dodano eksperta i wysłano zaproszenie."

    def back(self) -> tuple[str, str]:
        """Return the list of experts."""
        return "Eksperci programu", reverse("expert-list", args=(self.programme().pk,))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say in which programme the address must not stand twice."""
        return {**super().get_form_kwargs(), "programme": self.programme()}

    def carry_out(self, form: BaseForm) -> str:
        """Keep the expert."""
        add_expert(self.act, self.programme(), **form.cleaned_data)
        return self.back()[1]


class ExpertInvite(InsidePage):
    """Writes to an expert once more: the older link stops working."""

    form_class = EmptyForm
    heading = "Zaproszenie eksperta"
    submit = "Wyślij zaproszenie"
    success_message = "Wysłano zaproszenie."

    def expert(self) -> Expert:
        """Return the expert of the address. Raises Http404, PermissionDenied with the reason."""
        visible = Expert.objects.visible_to(self.act).select_related("programme", "user")
        expert = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_invite_expert(self.act, expert))
        return expert

    def back(self) -> tuple[str, str]:
        """Return the list of experts."""
        return "Eksperci programu", reverse("expert-list", args=(self.expert().programme_id,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who is invited, and at which address."""
        expert = self.expert()
        lead = f"{expert.full_name}, {expert.email}"
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: BaseForm) -> str:
        """Send the letter."""
        expert = self.expert()
        url = self.back()[1]
        invite_expert(self.act, expert)
        return url
