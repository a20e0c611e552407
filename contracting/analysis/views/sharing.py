"""Pages on which an office prepares the public copy of an analysis, shares it, withdraws it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.analysis import sharing_actions as actions
from contracting.analysis.forms.sharing import CopyForm, DescriptionForm
from contracting.analysis.models import Analysis, SharedAnalysis, SharedAnswer
from contracting.analysis.sharing import (
    marked,
    marked_answers,
    marked_facts,
    names_known_to,
    question_of,
)
from contracting.analysis.sharing_permissions import may_edit_copy, may_prepare
from contracting.analysis.sharing_procedure import REOPEN, SHARE, SHARING, WITHDRAW
from contracting.analysis.views.base import AnalysisPage
from mkus_portal.verdict import Refused, Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.longform import read_version
from mkus_portal.web.permission import signed_in
from mkus_portal.web.versions import CLASH
from mkus_portal.web.views import DetailPage, ObjectMixin
from mkus_portal.workflow.engine import available, verdict_on

MOVES: Mapping[str, Callable[[Any, SharedAnalysis], None]] = {
    SHARE: actions.share_analysis,
    WITHDRAW: actions.withdraw_sharing,
    REOPEN: actions.reopen_copy,
}
DONE = {
    SHARE: "Analiza udostępniona. Od teraz czytają ją inne urzędy.",
    WITHDRAW: "Udostępnienie wycofane. Inne urzędy już tej kopii nie widzą.",
    REOPEN: "Kopię można znów zmieniać. Inne urzędy jej nie widzą.",
}


def copy_url(shared: SharedAnalysis) -> str:
    """Return the page on which a copy is prepared."""
    return reverse("analysis-sharing", args=(shared.analysis_id,))


class AnalysisSharing(AnalysisPage, DetailPage[Analysis]):
    """The preview of everything that would go out, question by question."""

    template_name = "contracting/analysis/analysis_sharing.html"

    def visible(self) -> QuerySet[Analysis]:
        """Return the office's own analyses: whom a Key lets in has no part in sharing."""
        office = self.act.scope.id if self.act.scope.kind == "office" else None
        return super().visible().filter(office=office)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the copy with what looks personal, and what may be done with it."""
        analysis = self.object
        shared = SharedAnalysis.objects.own_of(self.act).filter(analysis=analysis).first()
        context = {"analysis": analysis, "shared": shared}
        if shared is None:
            preparing = may_prepare(self.act, analysis)
            return super().get_context_data(preparing=preparing, **context, **kwargs)
        names = names_known_to(analysis)
        answers = marked_answers(shared, names)
        return super().get_context_data(
            **context,
            answers=answers,
            waiting=[one for one in answers if one.is_waiting],
            left_out=sum(one.answer.is_left_out for one in answers),
            facts=marked_facts(shared, names),
            editing=may_edit_copy(self.act, shared),
            moves=available(self.act, shared),
            copies=shared.copies.count(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the copy."""
        analysis = self.get_object()
        self.insist(may_prepare(self.act, analysis))
        actions.prepare_sharing(self.act, analysis)
        messages.success(request, "Kopia jest gotowa do przejrzenia. Nikt inny jej nie widzi.")
        return HttpResponseRedirect(reverse("analysis-sharing", args=(analysis.pk,)))


class CopyFormPage(ActionFormPage):
    """A form about a public copy of the office."""

    permission = signed_in
    shared: SharedAnalysis

    def load(self) -> None:
        """Find the copy of the address, else 404."""
        own = SharedAnalysis.objects.own_of(self.act).select_related("analysis", "office")
        self.shared = get_object_or_404(own, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Whether the copy may be changed."""
        return may_edit_copy(self.act, self.shared)

    def back(self) -> str:
        """Return the preview."""
        return copy_url(self.shared)

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the analysis and the preview."""
        analysis = self.shared.analysis
        return [
            ("Analizy", reverse("analysis-list")),
            (analysis.title, analysis.get_absolute_url()),
            ("Udostępnienie", self.back()),
        ]


class SharingDescribe(CopyFormPage):
    """What others see above the answers."""

    form_class = DescriptionForm
    template_name = "contracting/analysis/sharing_describe.html"
    heading = "Opis kopii"
    lead = "Tak inne urzędy zobaczą i znajdą tę analizę. Twoja analiza się nie zmieni."
    success_message = "Opis zapisany."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the copy."""
        return {**super().get_form_kwargs(), "instance": self.shared}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what looks personal in the saved words."""
        saved = self.saved()
        facts = marked_facts(saved, names_known_to(saved.analysis))
        return super().get_context_data(facts=[one for one in facts if one.kinds], **kwargs)

    def saved(self) -> SharedAnalysis:
        """Return the copy as it is saved now."""
        return SharedAnalysis.objects.own_of(self.act).get(pk=self.kwargs["pk"])

    def carry_out(self, form: BaseForm) -> str:
        """Save it."""
        values = {**form.cleaned_data}
        actions.describe_copy(self.act, self.saved(), values.pop("based_on"), **values)
        return self.back()


class SharingAnswer(CopyFormPage):
    """Other words for the public copy of one answer."""

    form_class = CopyForm
    template_name = "contracting/analysis/sharing_answer.html"
    heading = "Kopia odpowiedzi"
    lead = (
        "Zmieniasz tylko kopię dla innych urzędów. Pole bez tekstu nie wyjdzie na zewnątrz, a"
        " wiersz bez tekstu zniknie z tabeli."
    )
    success_message = "Kopia odpowiedzi zapisana."
    answer: SharedAnswer

    def load(self) -> None:
        """Find the answer of the address, else 404."""
        self.answer = own_answer(self)
        self.shared = self.answer.shared

    def back(self) -> str:
        """Return the question on the preview."""
        return f"{copy_url(self.shared)}#{self.answer.question}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the answer and its question."""
        question = question_of(self.shared, self.answer.question)
        return {**super().get_form_kwargs(), "answer": self.answer, "question": question}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the saved copy with what looks personal."""
        names = names_known_to(self.shared.analysis)
        return super().get_context_data(
            question=question_of(self.shared, self.answer.question),
            parts=marked(self.answer, names),
            **kwargs,
        )

    def clash(self, form: BaseForm) -> HttpResponse:
        """Show what was typed under the copy that somebody has saved meanwhile."""
        self.load()
        if isinstance(form, CopyForm):
            form.add_error(None, CLASH)
            form.rest_on(self.answer.edit_version)
        return self.again(form, 409)

    def carry_out(self, form: BaseForm) -> str:
        """Save the copy."""
        if isinstance(form, CopyForm):
            based_on = form.cleaned_data["based_on"]
            actions.edit_copy(self.act, own_answer(self), form.content(), based_on)
        return self.back()


def own_answer(page: "SharingAnswer | SharingAnswerMark") -> SharedAnswer:
    """Return the office's answer of the address. Raises Http404."""
    own = SharedAnswer.objects.own_of(page.act)
    own = own.select_related("shared__analysis__draft", "shared__office")
    return get_object_or_404(own, pk=page.kwargs["pk"])


class SharingAnswerMark(ObjectMixin[SharedAnswer]):
    """Leaves an answer out, takes it in again, says that nothing in it is personal (`co`)."""

    http_method_names = ("post",)
    permission = signed_in
    model = SharedAnswer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it and go back to the question, also with the reason why not."""
        answer = own_answer(self)
        self.insist(may_edit_copy(self.act, answer.shared))
        what = request.POST.get("co", "")
        if what not in {"pomin", "wlacz", "potwierdz"}:
            raise Http404
        try:
            if what == "potwierdz":
                version = read_version(request.POST.get("wersja", ""))
                actions.confirm_answer(self.act, answer, version)
            else:
                actions.leave_out(self.act, answer, left_out=what == "pomin")
        except Refused as refusal:
            messages.error(request, refusal.verdict.reason)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(f"{copy_url(answer.shared)}#{answer.question}")


class SharingMove(CopyFormPage):
    """The last question before a move of the copy."""

    form_class = Form
    template_name = "contracting/analysis/sharing_move.html"

    def move(self) -> Any:  # noqa: ANN401 - a Move
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in MOVES:
            raise Http404
        return SHARING.move(name)

    def allowed(self) -> Verdict:
        """Whether this role may ever make the move."""
        verdict: Verdict = self.move().permission(self.act, self.shared)
        return verdict

    def check(self) -> None:
        """Ask whether it may be made now. Raises PermissionDenied with what is in the way."""
        self.insist(verdict_on(self.act, self.shared, self.move()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will go out."""
        answers = self.shared.answers.filter(is_left_out=False).count()
        return super().get_context_data(
            **{
                **kwargs,
                "heading": self.move().label,
                "move": self.move(),
                "answers": answers,
                "shared": self.shared,
            }
        )

    def carry_out(self, form: BaseForm) -> str:
        """Make it."""
        name = self.move().name
        MOVES[name](self.act, self.shared)
        messages.success(self.request, DONE[name])
        return self.back()
