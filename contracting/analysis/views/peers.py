"""What other offices share: the library, an analysis of it, answers to a question, copying."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from contracting.analysis.coaching import stage_url
from contracting.analysis.content import method_of
from contracting.analysis.copying import (
    copy_answer,
    question_in,
    seen_versions,
    take_source_off,
    words_of,
)
from contracting.analysis.filters import SharedAnalysisFilter, SharedAnswerFilter
from contracting.analysis.method import Question, method
from contracting.analysis.models import Analysis, AnswerSource, SharedAnalysis, SharedAnswer
from contracting.analysis.peers import FIRST_FEW, answers_to, is_own, peer_answers
from contracting.analysis.permissions import may_write
from contracting.analysis.rules.answers import numbered
from contracting.analysis.sharing import parts_shared
from contracting.analysis.sharing_permissions import may_copy, may_read_peers, may_take_off
from contracting.analysis.tables import SharedAnalysisTable
from contracting.analysis.views.base import AnalysisPage
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.verdict import Refused, Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.longform import read_version
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ListPage

PER_PAGE = 20


def peers_read(act: Any) -> Any:  # noqa: ANN401 - Act to Verdict, as PagePermission
    """Officials, advisers, and whoever works in an analysis by a Key."""
    signed = signed_in(act)
    return may_read_peers(act) if signed else signed


class SharedList(ListPage):
    """The library of shared analyses."""

    permission = peers_read
    table_class = SharedAnalysisTable
    filter_class = SharedAnalysisFilter
    title = "Biblioteka analiz"
    export_name = "biblioteka-analiz"
    template_name = "contracting/analysis/shared_list.html"

    def get_queryset(self) -> QuerySet[SharedAnalysis]:
        """Return what is shared now."""
        return SharedAnalysis.objects.visible_to(self.act).select_related("office")

    def get_table(self, rows: QuerySet[SharedAnalysis]) -> SharedAnalysisTable:
        """Let the table know whose analyses are one's own."""
        return SharedAnalysisTable(rows, act=self.act)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the reader has analyses to go back to."""
        return super().get_context_data(official=self.act.holds(*OFFICE_ROLES), **kwargs)


class SharedDetail(DetailPage[SharedAnalysis]):
    """A shared analysis with its answers."""

    permission = peers_read
    model = SharedAnalysis
    template_name = "contracting/analysis/shared_analysis.html"

    def visible(self) -> QuerySet[SharedAnalysis]:
        """Return what is shared now with its offices."""
        return super().visible().select_related("office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers that are not left out, with their questions."""
        shared = self.object
        version = method(shared.method_version)
        stages = numbered(version.stages, shared.commissioning_type)
        asked = {question.code: (number, question) for number, question in stages}
        answers = SharedAnswer.objects.visible_to(self.act).filter(shared=shared)
        return super().get_context_data(
            shared=shared,
            is_own=is_own(self.act, shared),
            hints=version.types[shared.commissioning_type],
            answers=[
                (*asked[one.question], parts_shared(one))
                for one in answers.select_related("shared")
            ],
            **kwargs,
        )


class PeersPage(AnalysisPage):
    """A page about a question of an analysis, for whoever may read what others share."""

    permission = peers_read

    def question(self, analysis: Analysis) -> Question:
        """Return the question of the address. Raises Http404."""
        found = question_in(analysis, self.kwargs["code"])
        if found is None or not analysis.is_staged:
            raise Http404
        return found

    def here(self, analysis: Analysis) -> str:
        """Return the page of answers."""
        return reverse("analysis-peers", args=(analysis.pk, self.kwargs["code"]))


class AnalysisPeers(PeersPage, DetailPage[Analysis]):
    """Answers of other offices to one question; the fold at the question gets the first few."""

    def in_fold(self) -> bool:
        """Whether the fold at a question asks, by script."""
        return bool(self.request.htmx)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; a browser does not take the fold's piece for the page."""
        response = super().get(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_template_names(self) -> list[str]:
        """Return the page, or the piece that the fold loads."""
        name = "_peer_answers" if self.in_fold() else "analysis_peers"
        return [f"contracting/analysis/{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers that the filters leave, the same type first."""
        analysis = self.object
        question = self.question(analysis)
        is_short = self.in_fold()
        asked = None if is_short else self.request.GET
        found = SharedAnswerFilter(asked, queryset=answers_to(self.act, analysis, question))
        rows = found.qs if found.is_valid() or is_short else found.queryset
        page = Paginator(rows, FIRST_FEW if is_short else PER_PAGE).get_page(
            self.request.GET.get("strona")
        )
        return super().get_context_data(
            analysis=analysis,
            question=question,
            filter=found,
            page=page,
            answers=peer_answers(self.act, page.object_list),
            copying=may_copy(self.act, analysis),
            versions=seen_versions(analysis, question),
            here=self.here(analysis),
            back=f"{stage_url(analysis, question.code)}#{question.code}",
            types=method_of(analysis).types,
            **kwargs,
        )


class PeerCopy(PeersPage):
    """Puts an answer into one's own."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it in and go to the question, or back with the reason why not.

        Raises Overtaken when somebody has written meanwhile: then nothing is put in.
        """
        analysis = self.get_object()
        question = self.question(analysis)
        self.insist(may_copy(self.act, analysis))
        visible = SharedAnswer.objects.visible_to(self.act).select_related("shared__office")
        answer = get_object_or_404(visible, pk=kwargs["answer"], question=question.code)
        versions = {
            name[2:]: read_version(str(value))
            for name, value in request.POST.items()
            if name.startswith("v:")
        }
        try:
            copied = copy_answer(self.act, analysis, answer, versions)
        except Refused as refusal:
            messages.error(request, refusal.verdict.reason)
            return HttpResponseRedirect(self.here(analysis))
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(self.here(analysis))
        messages.success(
            request, f"Wstawiono odpowiedź ({copied.source}). Przeczytaj ją i dopasuj do siebie."
        )
        if copied.kept:
            kept = "; ".join(f"„{label}”" for label in copied.kept)
            messages.warning(request, f"Bez zmian zostały pola, które mają już odpowiedź: {kept}.")
        return HttpResponseRedirect(f"{stage_url(analysis, question.code)}#{question.code}")


class SourceTakeOff(ActionFormPage):
    """Takes off the note of a source whose text is gone."""

    permission = signed_in
    form_class = Form
    heading = "Zdjęcie noty o źródle"
    submit = "Zdejmij notę"
    success_message = "Nota o źródle zdjęta. W historii został po niej ślad."
    source: AnswerSource

    def load(self) -> None:
        """Find the note of the address among analyses that exist for the act, else 404."""
        analyses = Analysis.objects.visible_to(self.act)
        sources = AnswerSource.objects.filter(analysis__in=analyses)
        self.source = get_object_or_404(
            sources.select_related("analysis__draft"), pk=self.kwargs["pk"]
        )

    def allowed(self) -> Verdict:
        """Whether the analysis may be written."""
        return may_write(self.act, self.source.analysis)

    def check(self) -> None:
        """Ask whether the note still stands."""
        self.insist(may_take_off(self.act, self.source))

    def back(self) -> str:
        """Return the question."""
        question = self.source.question
        return f"{stage_url(self.source.analysis, question)}#{question}"

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the analysis."""
        analysis = self.source.analysis
        return [
            ("Analizy", reverse("analysis-list")),
            (analysis.title, analysis.get_absolute_url()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which one."""
        lead = (
            f"Notę o źródle ({words_of(self.source)}) można zdjąć, gdy skopiowanego tekstu nie ma"
            " już w odpowiedzi."
        )
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: BaseForm) -> str:
        """Take it off."""
        take_source_off(self.act, self.source)
        return self.back()
