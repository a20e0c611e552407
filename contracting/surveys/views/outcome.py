"""Pages and files of the results."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from contracting.surveys.charts import chart_of, charts_of
from contracting.surveys.comparison import COMPARISONS, comparisons_of
from contracting.surveys.files import KINDS, answers_file, comparison_file, summary_file
from contracting.surveys.models import Survey
from contracting.surveys.permissions import may_export_answers
from contracting.surveys.results import results_of
from contracting.surveys.views.office import readers
from mkus_portal.web.downloads import download, plain_name
from mkus_portal.web.views import DetailPage, ObjectMixin


class SurveyOutcome(DetailPage[Survey]):
    """The results on the page."""

    permission = readers
    model = Survey
    template_name = "contracting/surveys/survey_results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add them."""
        verdict = may_export_answers(self.act, self.object)
        results = results_of(self.object)
        return super().get_context_data(
            survey=self.object,
            results=results,
            questions=[(one, chart_of(one)) for one in results.questions],
            compared=[(one, charts_of(one)) for one in comparisons_of(self.object)],
            may_export=verdict,
            **kwargs,
        )


class SurveyFile(ObjectMixin[Survey]):
    """A file about a survey, CSV or XLSX."""

    permission = readers
    model = Survey

    def kind(self) -> str:
        """Return the file's kind. Raises Http404 for another."""
        kind: str = self.kwargs["kind"]
        if kind not in KINDS:
            raise Http404
        return kind


class AnswersFile(SurveyFile):
    """One row per answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        survey, kind = self.get_object(), self.kind()
        self.insist(may_export_answers(self.act, survey))
        name = f"{plain_name(survey.title)}-odpowiedzi.{kind}"
        return download(answers_file(survey, kind), name, KINDS[kind])


class SummaryFile(SurveyFile):
    """The results as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        survey, kind = self.get_object(), self.kind()
        name = f"{plain_name(survey.title)}-wyniki.{kind}"
        return download(summary_file(results_of(survey), kind), name, KINDS[kind])


class ComparisonFile(SurveyFile):
    """Units or waves side by side as a table."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it. Raises Http404 for a survey that has nothing to compare."""
        survey, kind = self.get_object(), self.kind()
        compare = COMPARISONS.get(self.kwargs["what"])
        comparison = compare(survey) if compare else None
        if comparison is None:
            raise Http404
        name = f"{plain_name(survey.title)}-{comparison.kind}.{kind}"
        return download(comparison_file(comparison, kind), name, KINDS[kind])
