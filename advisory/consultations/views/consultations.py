"""The list, one consultation, its moves, its note, its steps."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from advisory.consultations import actions
from advisory.consultations.documents import adviser_in_words
from advisory.consultations.files import CONSULTATION_FILE
from advisory.consultations.filters import ConsultationFilter, chosen_assignment
from advisory.consultations.forms import DisputeForm, EmptyForm
from advisory.consultations.linking import links_of
from advisory.consultations.models import Consultation, NextStep
from advisory.consultations.permissions import (
    may_ask_for_note,
    may_correct,
    may_edit,
    may_finish,
    may_see_warnings,
)
from advisory.consultations.procedure import CONSULTATION
from advisory.consultations.tables import ConsultationTable
from advisory.consultations.versions import versions_of
from advisory.consultations.words import figures_in_words, summary_of
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.permissions import documents_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, FormPage, ListPage, ObjectMixin
from mkus_portal.workflow.engine import Move, available, verdict_on
from mkus_portal.workflow.models import MoveLog
from mkus_portal.workflow.verdict import Verdict

READERS = ("adviser", "programme_coordinator", "operator", *OFFICE_ROLES)
TOGETHER = ("unit__programme", "unit__office", "adviser__user", "analysis")
STEP_TOGETHER = ("consultation__unit", "consultation__adviser", "person")
LEADS = {
    "adviser": "Twoje wpisy. Nowy zaczniesz na stronie „Moje jednostki”.",
    "programme_coordinator": "Wszystkie konsultacje programu, także notatki doradców.",
    "operator": "Wszystkie konsultacje wszystkich programów.",
}
CONSEQUENCES = {
    "send": ("Do uzgodnienia albo zastrzeżenia nie można go zmieniać.",),
    "agree": (
        "Następne kroki staną się zadaniami urzędu i doradcy.",
        "Powstanie notatka w PDF. Uzgodnienia nie można cofnąć.",
    ),
    "dispute": ("Doradca dostanie list, poprawi wpis i wyśle go ponownie.",),
}
DONE = {
    "send": "Wysłano do uzgodnienia.",
    "agree": "Konsultacja jest uzgodniona. Tworzymy notatkę.",
    "dispute": "Zapisano zastrzeżenie. Doradca dostał list.",
}


class ConsultationList(ListPage):
    """The consultations that exist for the act: own, the programme's, the office's."""

    permission = roles(*READERS)
    table_class = ConsultationTable
    filter_class = ConsultationFilter
    title = "Konsultacje"
    export_name = "konsultacje"
    template_name = "advisory/consultations/consultation_list.html"

    def get_queryset(self) -> QuerySet[Consultation]:
        """Return the entries with units, advisers and counted steps."""
        rows = Consultation.objects.visible_to(self.act).with_steps(self.act.day).with_people()
        rows = rows.with_replaced()
        return rows.select_related("unit", "adviser").order_by("-held_on", "-pk")

    def get_table(self, rows: QuerySet[Consultation]) -> ConsultationTable:
        """Return the table; an adviser's list names others only where it has entries of theirs."""
        alone = self.act.holds("adviser") and not self.takes_over()
        return ConsultationTable(rows, exclude=("adviser",) if alone else ())

    def takes_over(self) -> bool:
        """Whether the adviser sees entries of somebody whom they replace or who replaces them."""
        visible = Consultation.objects.visible_to(self.act)
        return visible.exclude(adviser__user__pk=self.act.user or 0).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which entries these are."""
        chosen = chosen_assignment(self.act, self.request.GET.get("assignment", ""))
        office = "Konsultacje doradców z Twoją jednostką. Notatki jeszcze niewysłane widzi doradca."
        return super().get_context_data(
            lead=LEADS.get(self.act.role, office),
            assignment=chosen,
            writes=self.act.holds("adviser"),
            **kwargs,
        )


class ConsultationPage(ObjectMixin[Consultation]):
    """A page about one consultation; the office's footer where its office is known."""

    permission = signed_in
    model = Consultation

    def visible(self) -> QuerySet[Consultation]:
        """Return the entries with all that their pages show."""
        rows: Any = super().visible()
        found: QuerySet[Consultation] = rows.with_replaced().select_related(*TOGETHER)
        return found

    def get_object(self) -> Consultation:
        """Return the entry; for the office the page is its own."""
        found = super().get_object()
        if self.act.scope.kind == "office":
            self.request.page_office = found.unit.office  # type: ignore[attr-defined]  # read by the footer
        return found


@dataclass(frozen=True, slots=True)
class StepRow:
    """A next step as the page shows it."""

    row: NextStep
    is_late: bool
    finish: Verdict


class ConsultationDetail(ConsultationPage, DetailPage[Consultation]):
    """One consultation: what was found, what is next, the moves, the note, the history."""

    template_name = "advisory/consultations/consultation_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        found = self.object
        agreed = found.state == Consultation.State.AGREED
        documents = documents_of(self.act, found)
        latest = documents[0] if documents else None
        return super().get_context_data(
            consultation=found,
            lead=f"{found.unit.name}, doradca: {adviser_in_words(found)}",
            facts=figures_in_words(found),
            links=links_of(self.act, found),
            files=files_of(self.act, CONSULTATION_FILE, [found])[found.pk],
            versions=versions_of(self.act, found),
            correcting=may_correct(self.act, found),
            warnings=actions.warnings_of(found) if may_see_warnings(self.act, found) else [],
            steps=[
                StepRow(
                    one,
                    agreed and one.is_late_on(self.act.day),
                    may_finish(self.act, one),
                )
                for one in found.steps.select_related(*STEP_TOGETHER)
            ],
            agreed=agreed,
            editing=may_edit(self.act, found),
            moves=available(self.act, found),
            objection=objection_to(found),
            may_ask=bool(may_ask_for_note(self.act, found))
            and (latest is None or not latest.is_under_way),
            document=latest,
            documents=documents[1:],
            **kwargs,
        )


def objection_to(consultation: Consultation) -> str:
    """Return what the office objected to last, while the adviser has not answered."""
    if consultation.state != Consultation.State.DISPUTED:
        return ""
    line = MoveLog.objects.of(consultation).filter(move="dispute").last()
    return line.note if line else ""


class ConsultationMove(ConsultationPage, FormPage):
    """The last question before a move; an objection needs its reason."""

    template_name = "advisory/consultations/consultation_move.html"
    object: Consultation

    def move(self) -> Move:
        """Return the move that the address names. Raises Http404."""
        try:
            return CONSULTATION.move(self.request.GET.get("ruch", ""))
        except KeyError as error:
            raise Http404 from error

    def get_form_class(self) -> type[BaseForm]:
        """Return the form that the move needs."""
        return DisputeForm if self.move().name == "dispute" else EmptyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, if the move can be made. Raises PermissionDenied with what stands in the way."""
        self.object = self.get_object()
        self.insist(verdict_on(self.act, self.object, self.move()))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the move."""
        self.object = self.get_object()
        self.insist(self.move().permission(self.act, self.object))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entry and the move's own words."""
        move = self.move()
        return super().get_context_data(
            consultation=self.object,
            facts=summary_of(self.object),
            move=move,
            consequences=CONSEQUENCES[move.name],
            **kwargs,
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Call the action; a refusal or somebody's faster hand gets its own page."""
        name = self.move().name
        if name == "dispute":
            actions.dispute_consultation(self.act, self.object, form.cleaned_data["reason"])
        elif name == "agree":
            actions.agree_consultation(self.act, self.object)
        else:
            actions.send_consultation(self.act, self.object)
        messages.success(self.request, DONE[name])
        return HttpResponseRedirect(self.object.get_absolute_url())


class ConsultationNote(ConsultationPage):
    """Asks for the note once more."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back to the entry."""
        found = self.get_object()
        actions.ask_for_note(self.act, found)
        messages.success(request, "Notatka jest zlecona.")
        return HttpResponseRedirect(found.get_absolute_url())


class StepFinish(ConsultationPage):
    """Marks a next step as done."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark it and go back to the entry; the step of an invisible entry does not exist."""
        rows = NextStep.objects.filter(consultation__in=self.visible())
        step = get_object_or_404(
            rows.select_related(*STEP_TOGETHER),
            pk=self.kwargs["pk"],
        )
        self.insist(may_finish(self.act, step))
        actions.finish_step(self.act, step)
        messages.success(request, "Zapisano: krok jest zrobiony.")
        return HttpResponseRedirect(step.consultation.get_absolute_url())
