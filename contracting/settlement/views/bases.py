"""What the pages of a settlement share."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.contracts.models import TOGETHER, Contract
from contracting.contracts.views.bases import both_sides
from contracting.settlement.form import TOGETHER_OF
from contracting.settlement.models import TaskReport
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.views import ObjectMixin


class ReportPage(ObjectMixin[TaskReport]):
    """A page about a report that exists for the act."""

    permission = both_sides
    model = TaskReport

    def visible(self) -> QuerySet[TaskReport]:
        """Return the reports with all that their pages show."""
        return TaskReport.objects.visible_to(self.act).select_related(*TOGETHER_OF)


class ReportFormPage(ActionFormPage):
    """A form about one report."""

    permission = both_sides
    report: TaskReport

    def load(self) -> None:
        """Find the report of the address, else 404."""
        rows = TaskReport.objects.visible_to(self.act).select_related(*TOGETHER_OF)
        self.report = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the report's page."""
        return self.report.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the report."""
        return [(str(self.report), self.report.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        return super().get_context_data(**{"report": self.report, **kwargs})


class SettlementFormPage(ActionFormPage):
    """A form about the settlement of one contract."""

    permission = both_sides
    contract: Contract

    def load(self) -> None:
        """Find the contract of the address, else 404."""
        rows = Contract.objects.visible_to(self.act).select_related(*TOGETHER)
        self.contract = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the settlement's page."""
        return reverse("settlement-detail", args=(self.contract.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the settlement."""
        return [
            (str(self.contract), self.contract.get_absolute_url()),
            ("Rozliczenie", self.back()),
        ]
