"""What every page of an analysis stands on: the analysis itself, and its long form."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_write
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import LongFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ObjectMixin
from mkus_portal.workflow.verdict import Verdict


class AnalysisPage(ObjectMixin[Analysis]):
    """A page about one analysis."""

    permission = signed_in
    model = Analysis

    def visible(self) -> QuerySet[Analysis]:
        """Return the analyses with their offices and drafts."""
        return super().visible().select_related("office", "draft")

    def get_object(self) -> Analysis:
        """Return the analysis; the page is its office's."""
        analysis = super().get_object()
        self.request.page_office = analysis.office  # type: ignore[attr-defined]  # read by the footer
        return analysis


class AnalysisForm(AnalysisPage, LongFormPage):
    """A page that writes in the analysis's draft, saved as one types."""

    object: Analysis

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Find the analysis once the page's own permission is given."""
        self.found: Analysis | None = None
        return super().dispatch(request, *args, **kwargs)

    def analysis(self) -> Analysis:
        """Return the analysis of the address, or raise Http404."""
        if self.found is None:
            self.found = self.get_object()
        return self.found

    def get_draft(self) -> Draft:
        """Return its draft."""
        return self.analysis().draft

    def writing(self) -> Verdict:
        """Whether the answers may be changed."""
        return may_write(self.act, self.analysis())
