"""The reports of a programme: the list, one on the screen with its document, writing it."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.programmes.models import Programme
from advisory.programmes.views.bases import ProgrammeMixin
from advisory.reports import actions
from advisory.reports.forms import ReportForm
from advisory.reports.models import ProgrammeReport
from advisory.reports.permissions import may_begin_report, may_read_report, may_write_report
from advisory.reports.programme import build_report, counted
from advisory.reports.tables import ReportTable
from advisory.reports.views.bases import FreezePage, ReportPage
from mkus_portal.chapters import Paper
from mkus_portal.chapters.pages import WordPage
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage


class ReportList(ProgrammeMixin, ListPage):
    """The programme's reports."""

    table_class = ReportTable
    title = "Sprawozdania programu"
    export_name = "sprawozdania"
    template_name = "advisory/reports/report_list.html"

    def get_queryset(self) -> QuerySet[ProgrammeReport]:
        """Return the reports of the programme of the address."""
        return ProgrammeReport.objects.filter(programme=self.programme()).defer("content")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme, and whether a report may be begun."""
        programme = self.programme()
        may_write = bool(may_begin_report(self.act, programme))
        return super().get_context_data(programme=programme, may_write=may_write, **kwargs)


class ReportDetail(ReportPage[ProgrammeReport]):
    """One report: a preview from the records, or as it was frozen."""

    model = ProgrammeReport
    template_name = "advisory/reports/report_detail.html"

    def visible(self) -> QuerySet[ProgrammeReport]:
        """Return the reports with their programmes."""
        return super().visible().select_related("programme")

    def paper(self) -> Paper:
        """Return the report to be shown."""
        return build_report(self.object, self.act.at)

    def counted(self) -> Paper:
        """Return the report as the records have it now."""
        return counted(self.object)

    def ask(self, report: ProgrammeReport) -> None:
        """Ask for the file once more."""
        actions.ask_for_report(self.act, report)

    def may_write(self) -> Verdict:
        """Whether its words may be changed."""
        return may_write_report(self.act, self.object)


class ReportBegin(ActionFormPage):
    """Begins a report."""

    permission = signed_in
    form_class: type[forms.BaseForm] = ReportForm
    heading = "Nowe sprawozdanie"
    lead = "Liczby portal policzy z zapisów. Ty piszesz o problemach i wnioskach."
    success_message = "Zapisano sprawozdanie."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_begin_report(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("programme-report-list", args=(self.programme.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and the list."""
        reports = reverse("programme-report-list", args=(self.programme.pk,))
        url = self.programme.get_absolute_url()
        return [(str(self.programme), url), ("Sprawozdania", reports)]

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"last_day": self.act.day}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Begin it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # ReportForm
        return actions.begin_report(self.act, self.programme, **said).get_absolute_url()


class ReportWrite(ReportBegin):
    """Changes a report's day and words."""

    heading = "Zmiana sprawozdania"
    object: ProgrammeReport

    def load(self) -> None:
        """Find the report, else 404."""
        rows = ProgrammeReport.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.programme = self.object.programme

    def allowed(self) -> Verdict:
        """Allow its coordinator, until it is frozen."""
        return may_write_report(self.act, self.object)

    def back(self) -> str:
        """Return the report's page."""
        return self.object.get_absolute_url()

    def saved(self) -> Versioned | None:
        """Return the report as it is saved now."""
        return ProgrammeReport.objects.get(pk=self.object.pk)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        fresh = ProgrammeReport.objects.get(pk=self.object.pk)
        return {**super().get_form_kwargs(), "instance": fresh}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # ReportForm
        actions.write_report(self.act, self.object, form.cleaned_data["based_on"], **said)
        return self.back()


class ReportFreeze(FreezePage):
    """Freezes a report."""

    def load(self) -> None:
        """Find the report, else 404."""
        rows = ProgrammeReport.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def carry_out(self, form: forms.BaseForm) -> str:
        """Freeze it."""
        actions.freeze_report(self.act, self.object)
        return self.back()


class ReportWord(WordPage[ProgrammeReport]):
    """A programme's report as DOCX."""

    model = ProgrammeReport

    def visible(self) -> QuerySet[ProgrammeReport]:
        """Return the reports with their programmes."""
        return super().visible().select_related("programme")

    def may_have(self, found: ProgrammeReport) -> Verdict:
        """Ask as for the PDF."""
        return may_read_report(self.act, found)

    def text_of(self, found: ProgrammeReport) -> tuple[Paper, datetime, str]:
        """Return what the page shows."""
        at = found.frozen_at or found.created_at
        return build_report(found, at), at, f"{found.programme.name} {found}"
