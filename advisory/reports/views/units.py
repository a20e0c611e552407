"""The report of a unit: on the screen, beginning and writing it, freezing it, its DOCX."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from advisory.programmes.models import Unit
from advisory.reports import actions
from advisory.reports.forms import UnitReportForm
from advisory.reports.models import UnitReport
from advisory.reports.permissions import (
    may_begin_unit_report,
    may_read_unit_report,
    may_write_unit_report,
)
from advisory.reports.unit import build_unit_report, counted, unsent
from advisory.reports.views.bases import FILE, FROZEN, FreezePage, ReportPage
from mkus_portal.chapters import Paper
from mkus_portal.chapters.pages import WordPage
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in

TOGETHER = ("unit__programme", "unit__office")


class UnitReportDetail(ReportPage[UnitReport]):
    """A unit's report: a preview from the records, or as it was frozen."""

    model = UnitReport
    template_name = "advisory/reports/unit_report.html"

    def visible(self) -> QuerySet[UnitReport]:
        """Return the reports with their units."""
        return super().visible().select_related(*TOGETHER)

    def paper(self) -> Paper:
        """Return the report to be shown."""
        return build_unit_report(self.object, self.act.at)

    def counted(self) -> Paper:
        """Return the report as the records have it now."""
        return counted(self.object)

    def ask(self, report: UnitReport) -> None:
        """Ask for the file once more."""
        actions.ask_for_unit_report(self.act, report)

    def may_write(self) -> Verdict:
        """Whether its words may be changed."""
        return may_write_unit_report(self.act, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many notes are not counted, before the report is frozen."""
        left_out = 0 if self.object.is_frozen else unsent(self.object)
        return super().get_context_data(unsent=left_out, **kwargs)


class UnitReportBegin(ActionFormPage):
    """Begins a report of the unit."""

    permission = signed_in
    form_class: type[forms.BaseForm] = UnitReportForm
    heading = "Nowy raport jednostki"
    lead = "Liczby portal policzy z zapisów. Ty piszesz o efektach i wnioskach."
    success_message = "Zapisano raport. Przeczytaj go i zamroź."
    unit: Unit

    def load(self) -> None:
        """Find the unit of the address, else 404."""
        visible = Unit.objects.visible_to(self.act).select_related("programme")
        self.unit = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the coordinator and the unit's adviser."""
        return may_begin_unit_report(self.act, self.unit)

    def back(self) -> str:
        """Return the unit's page."""
        return self.unit.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit."""
        return [(self.unit.name, self.unit.get_absolute_url())]

    def get_initial(self) -> dict[str, Any]:
        """Begin with the time from the agreement, or the programme's beginning, until today."""
        since = self.unit.agreement_signed_on or self.unit.programme.starts_on
        return {"first_day": since, "last_day": self.act.day}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Begin it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # UnitReportForm
        return actions.begin_unit_report(self.act, self.unit, **said).get_absolute_url()


class UnitReportWrite(UnitReportBegin):
    """Changes the days and words of a unit's report."""

    heading = "Zmiana raportu jednostki"
    success_message = "Zapisano raport."
    object: UnitReport

    def load(self) -> None:
        """Find the report, else 404."""
        rows = UnitReport.objects.visible_to(self.act).select_related(*TOGETHER)
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.unit = self.object.unit

    def allowed(self) -> Verdict:
        """Allow those who write it, until it is frozen."""
        return may_write_unit_report(self.act, self.object)

    def back(self) -> str:
        """Return the report's page."""
        return self.object.get_absolute_url()

    def saved(self) -> Versioned | None:
        """Return the report as it is saved now."""
        return UnitReport.objects.get(pk=self.object.pk)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # UnitReportForm
        based_on = form.cleaned_data["based_on"]
        actions.write_unit_report(self.act, self.object, based_on, **said)
        return self.back()


class UnitReportFreeze(FreezePage):
    """Freezes a unit's report."""

    consequences = (FROZEN, "Raport przeczyta urząd jednostki.", FILE)

    def load(self) -> None:
        """Find the report, else 404."""
        rows = UnitReport.objects.visible_to(self.act).select_related(*TOGETHER)
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def carry_out(self, form: forms.BaseForm) -> str:
        """Freeze it."""
        actions.freeze_unit_report(self.act, self.object)
        return self.back()


class UnitReportWord(WordPage[UnitReport]):
    """A unit's report as DOCX."""

    model = UnitReport

    def visible(self) -> QuerySet[UnitReport]:
        """Return the reports with their units."""
        return super().visible().select_related(*TOGETHER)

    def may_have(self, found: UnitReport) -> Verdict:
        """Ask as for the PDF."""
        return may_read_unit_report(self.act, found)

    def text_of(self, found: UnitReport) -> tuple[Paper, datetime, str]:
        """Return what the page shows."""
        at = found.frozen_at or found.created_at
        return build_unit_report(found, at), at, str(found)
