"""The operator's list of programmes, starting one, the coordinator's own, its settings."""

from typing import Any

from django.db.models import Count, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from advisory.programmes.actions import change_programme, start_programme
from advisory.programmes.filters import ProgrammeFilter
from advisory.programmes.forms import ProgrammeForm, StartForm
from advisory.programmes.models import Programme
from advisory.programmes.tables import ProgrammeTable
from advisory.programmes.views.bases import InsidePage
from mkus_portal.web.permission import roles
from mkus_portal.web.views import ListPage, Page


class ProgrammeList(ListPage):
    """All editions, for the operator."""

    permission = roles("operator")
    table_class = ProgrammeTable
    filter_class = ProgrammeFilter
    title = "Programy wsparcia"
    export_name = "programy"
    template_name = "advisory/programmes/programme_list.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the programmes with how many units each has."""
        rows = Programme.objects.visible_to(self.act)
        return rows.annotate(unit_count=Count("units")).order_by("name", "pk")


class ProgrammeCreate(InsidePage):
    """Starts an edition; its coordinator gets a letter."""

    permission = roles("operator")
    form_class = StartForm
    heading = "Nowy program wsparcia"
    lead = "Koordynator programu wpisze potem jednostki i doradców."
    submit = "Utwórz program"
    success_message = "Program jest założony. Koordynator dostał zaproszenie."

    def back(self) -> tuple[str, str]:
        """Return the list."""
        return "Programy wsparcia", reverse("programme-list")

    def carry_out(self, form: BaseForm) -> str:
        """Start it."""
        return start_programme(self.act, **form.cleaned_data).get_absolute_url()


class OwnProgramme(Page):
    """Leads to the programme for which the person acts."""

    permission = roles("programme_coordinator")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go to one's own programme."""
        return HttpResponseRedirect(reverse("programme-detail", args=(self.act.scope.id,)))


class ProgrammeEdit(InsidePage):
    """Changes name, dates and the number of meetings."""

    form_class = ProgrammeForm
    heading = "Dane programu"
    success_message = "Zapisano dane programu."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands now."""
        return {**super().get_form_kwargs(), "instance": self.programme()}

    def carry_out(self, form: BaseForm) -> str:
        """Keep it."""
        programme = self.programme()
        change_programme(self.act, programme, **form.cleaned_data)
        return programme.get_absolute_url()
