"""The parts of a report, saved as one types."""

from typing import Any

from django.http import Http404, HttpRequest

from contracting.settlement.coaching import section_url
from contracting.settlement.definition import form_of
from contracting.settlement.form import report_context, section_of
from contracting.settlement.models import TaskReport
from contracting.settlement.permissions.reports import may_write, may_write_at, open_return
from contracting.settlement.views.bases import ReportPage
from mkus_portal.drafting.models import Draft
from mkus_portal.verdict import Verdict
from mkus_portal.web.longform import Attempt, LongFormPage, Section

TABLES_HERE = "Tabele raportu mają stałe wiersze."


class ReportSection(ReportPage, LongFormPage):
    """A part of the report with what is missing, the computed tables and the checks."""

    template_name = "contracting/settlement/report_section.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find the report once the page's own permission is given."""
        self.found: TaskReport | None = None
        return super().dispatch(request, *args, **kwargs)

    def report(self) -> TaskReport:
        """Return the report of the address, or raise Http404."""
        if self.found is None:
            self.found = self.get_object()
        return self.found

    def get_draft(self) -> Draft:
        """Return its draft."""
        return self.report().draft

    def get_section(self) -> Section:
        """Return the section of the address, or raise Http404."""
        try:
            return section_of(self.report(), self.kwargs["section"])
        except KeyError as error:
            raise Http404 from error

    def writing(self) -> Verdict:
        """Whether the part may be written: of a returned report only what was asked for."""
        verdict = may_write(self.act, self.report())
        return may_write_at(self.act, self.report(), self.kwargs["section"]) if verdict else verdict

    def do_row(self, draft: Draft) -> str:
        """Refuse to add, remove or move a row: the rows are those of the contract's plan."""
        return TABLES_HERE if self._row_button()[0] else super().do_row(draft)

    def next_url(self) -> str:
        """Return the next section, after the last one the report's page."""
        report, here = self.report(), self.kwargs["section"]
        codes = [one.code for one in form_of(report).sections]
        after = codes[codes.index(here) + 1 :]
        return section_url(report, after[0]) if after else report.get_absolute_url()

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Add the stepper, the gaps, the tables and the checks."""
        context = super().page_context(attempt)
        report, here = self.report(), self.kwargs["section"]
        asked = open_return(report)
        return {
            **context,
            **report_context(report),
            "stepper": [
                (f"{one.code}.", section_url(report, one.code), one.code == here)
                for one in form_of(report).sections
            ],
            "asked_here": asked.reasons.get(here, "") if asked else "",
            "has_money": here == "II",
            "is_office": self.act.scope.kind == "office",
        }
