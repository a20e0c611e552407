"""Pages of the analyses: list, start, one analysis, stage 1, preview, closing, report."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from contracting.analysis import actions
from contracting.analysis.choice_actions import Chosen, start_chosen
from contracting.analysis.choices import choice_part, unpacked
from contracting.analysis.coaching import coach_context
from contracting.analysis.content import filled
from contracting.analysis.delivered import promises_of
from contracting.analysis.documents.report import report_of
from contracting.analysis.documents.word import report_word
from contracting.analysis.filters import AnalysisFilter
from contracting.analysis.forms.analyses import CloseForm
from contracting.analysis.forms.choice import ReasonedStartForm
from contracting.analysis.joined import joined
from contracting.analysis.material import material_of
from contracting.analysis.method import Method, method, method_on
from contracting.analysis.models import Analysis, Phase, SharedAnalysis
from contracting.analysis.permissions import (
    WRITERS,
    may_ask_for_report,
    may_close,
    may_start,
    may_widen,
    may_write,
    talks,
)
from contracting.analysis.procedure import CLOSE, CLOSE_WITH_GAPS, PROCEDURE
from contracting.analysis.rules.choice import rank
from contracting.analysis.social_permissions import may_open_measurement
from contracting.analysis.tables import AnalysisTable
from contracting.analysis.views.base import AnalysisPage
from contracting.analysis.views.stages import efficiency_panels, stage_steps
from mkus_portal.act import Act
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.web.downloads import word_download
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles
from mkus_portal.web.views import DetailPage, FormPage, ListPage
from mkus_portal.workflow.engine import MoveRefused, available, verdict_on


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
    form_class: type[BaseForm] = ReasonedStartForm
    template_name = "contracting/analysis/analysis_create.html"
    heading = "Nowa analiza"
    lead = (
        "Powiedz, jakiego zadania dotyczy analiza, i wybierz typ zlecenia. Od typu zależy, o co"
        " zapyta portal."
    )
    submit = "Rozpocznij analizę"
    is_staged = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what this door leads to, and what the helper has said."""
        words = {"heading": self.heading, "lead": self.lead, "submit": self.submit}
        context = super().get_context_data(**words, **kwargs)
        form = context["form"]
        carried = form.carried if isinstance(form, ReasonedStartForm) else {}
        if carried:
            version = method_on(self.act.day)
            context["notes"] = rank(version.choice, version.types, carried).notes
        return context

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the types of the method in force today and what the helper carried here."""
        version = method_on(self.act.day)
        kwargs = {**super().get_form_kwargs(), "types": list(version.types.values())}
        return kwargs | self.carried(version)

    def carried(self, version: Method) -> dict[str, Any]:
        """Return the helper's type and answers as the form's first values."""
        asked = self.request.GET
        initial = {"answers": asked.get("odpowiedzi", "")}
        if asked.get("typ") in version.types:
            initial["commissioning_type"] = asked["typ"]
        return {"choice": version.choice, "initial": initial}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Start it."""
        visible = LocalGovernment.objects.visible_to(self.act)
        office = get_object_or_404(visible, pk=self.act.scope.id)
        self.insist(may_start(self.act, office))
        given = dict(form.cleaned_data)
        answers = unpacked(method_on(self.act.day).choice, given.pop("answers"))
        chosen = Chosen(answers, given.pop("reason"))
        analysis = start_chosen(self.act, office, given, chosen, is_staged=self.is_staged)
        return HttpResponseRedirect(self.first_page(analysis))

    def first_page(self, analysis: Analysis) -> str:
        """Return where the work begins."""
        return reverse("analysis-stage", args=(analysis.pk, "1"))


class AnalysisDetail(AnalysisPage, DetailPage[Analysis]):
    """One analysis: state, moves, what is missing, the report, history."""

    template_name = "contracting/analysis/analysis_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        analysis, material = self.object, material_of(self.object)
        documents = documents_of(self.act, analysis)
        latest = documents[0] if documents else None
        return super().get_context_data(
            analysis=analysis,
            hints=method(analysis.method_version).types[analysis.commissioning_type],
            moves=available(self.act, analysis),
            writing=may_write(self.act, analysis),
            talks=bool(talks(self.act, analysis)),
            steps=stage_steps(analysis, ""),
            efficiencies=efficiency_panels(material),
            joined=joined(analysis, material),
            choice=choice_part(analysis),
            measuring=may_open_measurement(self.act, analysis),
            measurement=analysis.social_rounds.filter(phase=Phase.MEASURED).exists(),
            **sharing_shown(self.act, analysis),
            promises=promises_of(analysis),
            may_widen=bool(may_widen(self.act, analysis)),
            document=latest,
            documents=documents[1:],
            may_ask=bool(may_ask_for_report(self.act, analysis))
            and (latest is None or not latest.is_under_way),
            panels=panels_of("analysis-detail", self.request, self.act, analysis),
            **coach_context(analysis, filled(analysis, material)),
            **kwargs,
        )


def sharing_shown(act: Act, analysis: Analysis) -> dict[str, Any]:
    """Return whether the office may look at its sharing, and the state of its copy."""
    copy = SharedAnalysis.objects.own_of(act).filter(analysis=analysis).first()
    is_closed = analysis.state == Analysis.State.CLOSED and analysis.is_staged
    return {
        "sharing_shown": is_closed and act.acts_for("office", analysis.office_id),
        "sharing_state": copy.get_state_display() if copy else "",
    }


class AnalysisPreview(AnalysisPage, DetailPage[Analysis]):
    """The report as it would be made now."""

    template_name = "contracting/analysis/analysis_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report's content."""
        return super().get_context_data(
            analysis=self.object, content=report_of(self.object, self.act.day), **kwargs
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


class AnalysisWord(AnalysisPage):
    """The report as a text to go on editing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        analysis = self.get_object()
        return word_download(report_word(analysis, self.act.day), f"raport MKUS {analysis.title}")
