"""Pages of the analyses: list, start, one analysis, stage 1, preview, closing, report."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from contracting.analysis import actions
from contracting.analysis.coaching import coach_context
from contracting.analysis.content import stage_of
from contracting.analysis.documents import report_of
from contracting.analysis.filters import AnalysisFilter
from contracting.analysis.forms import CloseForm, StartForm
from contracting.analysis.method import Item, Question, method, method_on
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import (
    WRITERS,
    may_ask_for_report,
    may_close,
    may_start,
    may_write,
)
from contracting.analysis.procedure import CLOSE, CLOSE_WITH_GAPS, PROCEDURE
from contracting.analysis.rules import numbered
from contracting.analysis.tables import AnalysisTable
from mkus_portal.documents.permissions import documents_of
from mkus_portal.drafting.models import Draft
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    FieldView,
    LongFormPage,
    Section,
    TableSpec,
    TableView,
)
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, FormPage, ListPage, ObjectMixin
from mkus_portal.workflow.engine import MoveRefused, available, verdict_on
from mkus_portal.workflow.verdict import Verdict


class AnalysisList(ListPage):
    """The office's analyses."""

    permission = roles(*OFFICE_ROLES)
    table_class = AnalysisTable
    filter_class = AnalysisFilter
    title = "Analizy"
    export_name = "analizy"
    template_name = "contracting/analysis/analysis_list.html"

    def get_queryset(self) -> QuerySet[Analysis]:
        """Return the analyses with their drafts, which know when they were changed."""
        return Analysis.objects.visible_to(self.act).select_related("draft")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a new one may be started in this hat."""
        return super().get_context_data(may_start=self.act.holds(*WRITERS), **kwargs)


class AnalysisCreate(FormPage):
    """A new analysis: what about, and of which type; every type with its hints."""

    permission = roles(*WRITERS)
    form_class = StartForm
    template_name = "contracting/analysis/analysis_create.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the types of the method in force today."""
        types = method_on(self.act.day).types
        return {**super().get_form_kwargs(), "types": list(types.values())}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Start it."""
        visible = LocalGovernment.objects.visible_to(self.act)
        office = get_object_or_404(visible, pk=self.act.scope.id)
        self.insist(may_start(self.act, office))
        analysis = actions.start_analysis(self.act, office, **form.cleaned_data)
        return HttpResponseRedirect(reverse("analysis-stage", args=(analysis.pk,)))


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


class AnalysisDetail(AnalysisPage, DetailPage[Analysis]):
    """One analysis: state, moves, what is missing, the report, history."""

    template_name = "contracting/analysis/analysis_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        analysis = self.object
        documents = documents_of(self.act, analysis)
        latest = documents[0] if documents else None
        return super().get_context_data(
            analysis=analysis,
            hints=method(analysis.method_version).types[analysis.commissioning_type],
            moves=available(self.act, analysis),
            writing=may_write(self.act, analysis),
            document=latest,
            documents=documents[1:],
            may_ask=bool(may_ask_for_report(self.act, analysis))
            and (latest is None or not latest.is_under_way),
            panels=panels_of("analysis-detail", self.request, self.act, analysis),
            **coach_context(analysis),
            **kwargs,
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A question as the page shows it, with its inputs."""

    number: str
    question: Question
    views: list[FieldView | TableView]


def spec_of(item: Item) -> FieldSpec | TableSpec:
    """Return an input as the long form knows it."""
    if not item.is_table:
        return FieldSpec(item.place, item.label, item.kind, choices=item.choices)
    columns = [
        FieldSpec(one.code, one.label, one.kind, required=one.required, choices=one.choices)
        for one in item.columns
    ]
    return TableSpec(item.place, item.label, columns, add_label=item.add_label)


class AnalysisStage(AnalysisPage, LongFormPage):
    """Stage 1: one column of question cards, saved as one types."""

    template_name = "contracting/analysis/analysis_stage.html"
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

    def questions(self) -> list[tuple[str, Question]]:
        """Return the questions of the analysis's type with their numbers."""
        return numbered(stage_of(self.analysis()), self.analysis().commissioning_type)

    def get_section(self) -> Section:
        """Return all inputs of the stage in their order."""
        stage = stage_of(self.analysis())
        items = [spec_of(item) for _, question in self.questions() for item in question.items]
        return Section(stage.code, stage.title, items, stage.intro)

    def writing(self) -> Verdict:
        """Whether the answers may be changed."""
        return may_write(self.act, self.analysis())

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Group the inputs by question, add the coach."""
        context = super().page_context(attempt)
        views = iter(context["views"])
        analysis = self.analysis()
        of_what = method(analysis.method_version).types[analysis.commissioning_type].of_what
        cards = [
            Card(number, question, [next(views) for _ in question.items])
            for number, question in self.questions()
        ]
        master = [one.replace("{T}", of_what) for one in stage_of(analysis).master]
        return {
            **context,
            "analysis": analysis,
            "cards": cards,
            "master": master,
            **coach_context(analysis),
        }


class AnalysisPreview(AnalysisPage, DetailPage[Analysis]):
    """The report as it would be made now."""

    template_name = "contracting/analysis/analysis_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report's content."""
        return super().get_context_data(
            analysis=self.object, content=report_of(self.object), **kwargs
        )


class AnalysisClose(AnalysisPage, FormPage):
    """The last question before closing."""

    form_class = CloseForm
    template_name = "contracting/analysis/analysis_close.html"
    object: Analysis

    def move(self) -> str:
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", CLOSE)
        if name not in {CLOSE, CLOSE_WITH_GAPS}:
            raise Http404
        return name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, if the move can be made. Raises PermissionDenied with what stands in the way."""
        self.object = self.get_object()
        self.insist(verdict_on(self.act, self.object, PROCEDURE.move(self.move())))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Close, or show what stands in the way. Raises PermissionDenied for whoever may not."""
        self.object = self.get_object()
        self.insist(may_close(self.act, self.object))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for a note where there are gaps."""
        return {**super().get_form_kwargs(), "with_gaps": self.move() == CLOSE_WITH_GAPS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = PROCEDURE.move(self.move())
        return super().get_context_data(analysis=self.object, move=move, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Close and go to the analysis, where the report appears."""
        with_gaps = self.move() == CLOSE_WITH_GAPS
        try:
            actions.close_analysis(self.act, self.object, with_gaps=with_gaps, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(refusal.verdict.reason))
            context = self.get_context_data(form=form, act=self.act)
            return render(self.request, self.get_template_names(), context, status=403)
        messages.success(self.request, "Analiza jest zamknięta. Tworzymy raport.")
        return HttpResponseRedirect(self.object.get_absolute_url())


class AnalysisReport(AnalysisPage):
    """Asks for the report once more."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back to the analysis."""
        analysis = self.get_object()
        actions.ask_for_report(self.act, analysis)
        messages.success(request, "Raport jest zlecony.")
        return HttpResponseRedirect(analysis.get_absolute_url())
