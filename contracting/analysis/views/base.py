"""What every page of an analysis stands on: the analysis itself, and its long form."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_write
from mkus_portal.drafting.models import Draft
from mkus_portal.web.longform import LongFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import FormPage, ObjectMixin
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


class AnalysisAction(AnalysisPage, FormPage):
    """A form about one analysis, asked about before it is shown and before it is taken."""

    object: Analysis

    def check(self) -> None:
        """Ask whether it may be done now. Raises PermissionDenied with the reason."""
        raise NotImplementedError

    def find(self) -> None:
        """Find the analysis, then ask. Raises Http404, PermissionDenied."""
        self.object = self.get_object()
        self.check()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        self.find()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it, or show it again with what was typed."""
        self.find()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the analysis."""
        return super().get_context_data(**{"analysis": self.object, **kwargs})
